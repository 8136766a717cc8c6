import type { BallotKind } from '#numerics/counting/ballot-kinds.ts';
import type { AccountId, Id, Ref, TerritoryId, Uuid } from '#platform/db/ids.ts';

export type BallotId = Id<'ballot'>;
export type BallotRef = Ref<'ballot'>;
export type Lang = 'ru' | 'en';

/**
 * `announced`: shown, opens by itself at its time. `counting`: no more votes, the count runs. `closed`: the result is there.
 * From `open` on everything that matters is fixed in the log.
 */
export const ballotStates = ['draft', 'announced', 'open', 'counting', 'closed', 'cancelled'] as const;
export type BallotState = (typeof ballotStates)[number];

/** How a vote comes in: by an account, by a code from a sheet, at a desk with an official, on paper. */
export const channels = ['site', 'code', 'desk', 'paper'] as const;
export type Channel = (typeof channels)[number];

export type Option = {
	/** Stands in votes and files for ever; letters and digits. */
	code: string;
	title: string;
	note: string;
	/** In kopecks; for projects only. */
	cost: bigint | null;
	/** Codes of the groups that it belongs to. */
	groups: readonly string[];
	/** The same in the other language. */
	other: { title: string; note: string } | null;
};

/** A district or a kind of projects with money or places of its own; `most: 1`: they shut each other out. */
export type Group = {
	code: string;
	title: string;
	otherTitle: string | null;
	/** In kopecks. */
	budget: bigint | null;
	most: number | null;
	least: number | null;
};

/** At least top/bottom of something; with `more`, more than that. */
export type Portion = { top: number; bottom: number; more: boolean };

export const choiceNames = [
	'plurality',
	'approval',
	'cumulative',
	'score',
	'score-mean',
	'borda',
	'instant-runoff',
	'single-transferable-vote',
	'schulze',
	'ranked-pairs',
	'majority-judgement',
] as const;
export type ChoiceName = (typeof choiceNames)[number];

export const budgetNames = [
	'equalshares',
	'equalshares/add1',
	'equalshares/add1e',
	'equalshares/add1u',
	'equalshares/utilitarian',
	'equalshares/phragmen',
	'equalshares-comparison',
	'equalshares/add1-comparison',
	'equalshares/add1u-comparison',
	'greedy',
	'greedy-no-skip',
	'greedy-threshold',
	'greedy-exclusive',
	'greedy-80',
	'phragmen',
	'phragmen/skip',
	'knapsack/value',
	'knapsack/share',
	'knapsack/interleaved',
] as const;
export type BudgetName = (typeof budgetNames)[number];

export type Rule =
	| { kind: 'choice'; name: ChoiceName; seats: number; leastVotes: number | null }
	/** Yes or no: one option is for, one against, what others there are abstain. */
	| {
			kind: 'decision';
			yes: string;
			no: string;
			majority: Portion & { of: 'eligible' | 'cast' | 'decided' };
	  }
	| {
			kind: 'budget';
			name: BudgetName;
			/** In kopecks. */
			budget: bigint;
			threshold: number | null;
			satisfaction: 'count' | 'cost' | 'root' | null;
	  };

/** What decides between equals: facts in turn, at the end the listed order or a lot drawn from the file of votes, which nobody knew before. */
export type TieChoice = { by: readonly ('cost' | 'votes')[]; last: 'listed' | 'lot' };

/** Who may vote. All conditions hold together. */
export type Who = {
	residence: 'none' | 'declared' | 'confirmed';
	/** Where one must live: this territory or place with all below it, or it alone. */
	area: TerritoryId;
	reach: 'subtree' | 'territory';
	/** Full years on the day of voting. */
	ageFrom: number | null;
	ageTo: number | null;
	/** Members of this space of the territory only. */
	space: Uuid | null;
	/** Only those named in the list. */
	listed: boolean;
};

/** All that is decided about a ballot before it opens. */
export type Definition = {
	lang: Lang;
	question: string;
	explanation: string;
	/** The same in the other language. */
	other: { question: string; explanation: string } | null;
	options: readonly Option[];
	groups: readonly Group[];
	marks: BallotKind;
	rule: Rule;
	/** How many of those who may vote must take part. */
	quorum: Portion | null;
	ties: TieChoice;
	who: Who;
	secrecy: 'secret' | 'open';
	/** Of open ballots: names are published beside the votes. */
	names: boolean;
	mayChange: boolean;
	results: 'live' | 'after';
	channels: readonly Channel[];
	/** Null: opened by hand. */
	opensAt: Date | null;
	closesAt: Date | null;
	/** An official may close it before its time. */
	mayCloseEarly: boolean;
	/** How many may vote, and who says so. */
	eligible: { number: number; source: string } | null;
};

export type Ballot = Definition &
	BallotRef & {
		state: BallotState;
		/** The space whose ballot it is; null: the territory's own. */
		space: Uuid | null;
		/** Grows with each change. */
		version: number;
		createdBy: AccountId | null;
		createdAt: Date;
		openedAt: Date | null;
		closedAt: Date | null;
		/** All ballots on paper are entered; until then the count of a ballot that takes them waits. */
		papersDoneAt: Date | null;
		countedAt: Date | null;
		/** Of a cancelled one. */
		cancelledAt: Date | null;
		cancelledWhy: string;
		/** The text that was fixed in the log at opening, and its leaf there. */
		fixed: string | null;
		nonce: Uint8Array | null;
		leaf: Uint8Array | null;
	};

/** What one marked, by codes of options; `points` beside them: points of cumulative and score ballots, places of a shared ranking. */
export type Marks = { marked: readonly string[]; points?: readonly number[] };

/** Whether the marks of this kind carry a number each. */
export function carriesPoints(kind: BallotKind): boolean {
	return (
		kind.kind === 'cumulative' || kind.kind === 'score' || (kind.kind === 'ranking' && kind.shared === true)
	);
}

/** Whether everybody may know of it. */
export const isPublic = ({ state }: Pick<Ballot, 'state'>): boolean => state !== 'draft';

/** Whether ballots on paper may still be entered. */
export const waitsForPapers = ({
	channels,
	papersDoneAt,
}: Pick<Ballot, 'channels' | 'papersDoneAt'>): boolean => channels.includes('paper') && papersDoneAt === null;
