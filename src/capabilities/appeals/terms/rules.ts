import type { TerritoryId } from '#platform/db/ids.ts';
import type { Listed } from '../listed/listed.ts';
import type { Day, TermKind, TermRule, Unit, Week } from './term.ts';

/** A rule as its row says it. */
export type RuleRow = {
	code: string;
	validFrom: Day;
	validTo: Day | null;
	kind: TermKind;
	country: string | null;
	holdsIn: TerritoryId | null;
	/** Null: as the category says. */
	amount: number | null;
	unit: Unit | null;
	dayOff: 'before' | 'after';
	prolongDays: number | null;
	goesAlong: boolean;
	source: string;
	sourceOn: Day | null;
	url: string | null;
	texts: { lang: string; short: string; demands: string }[];
};

/** Which wait stops which of a category's terms in a territory; an empty category: of all, territory 0: everywhere. */
export type Stop = { reason: string; kind: TermKind; category: string; holdsIn: TerritoryId; stops: boolean };

export type WaitReason = Listed & {
	mostAmount: number;
	mostUnit: Unit;
	texts: { lang: string; name: string; said: string }[];
};

export type Rulebook = {
	rules: readonly RuleRow[];
	reasons: readonly WaitReason[];
	stops: readonly Stop[];
};

type Promised = { amount: number; unit: Unit; category: string };
/** What a category promises, each with the category that says it. */
export type CategoryPromise = { answer: Promised | null; reaction: Promised | null; week: Week };

export type Where = {
	country: string;
	/** The territory and those above it, nearest first. */
	areas: readonly TerritoryId[];
};

/**
 * The rule of each kind that holds in a place on a day: the nearest territory's before the country's, the country's before
 * that of the house.
 */
export function rulesIn(book: Rulebook, where: Where, day: Day): Map<TermKind, RuleRow> {
	const rank = (rule: RuleRow): number | null => {
		if (rule.holdsIn !== null) {
			const at = where.areas.indexOf(rule.holdsIn);
			return at < 0 ? null : at;
		}
		if (rule.country !== null) return rule.country === where.country ? 1_000 : null;
		return 2_000;
	};
	const found = new Map<TermKind, { rule: RuleRow; rank: number }>();
	for (const rule of book.rules) {
		if (rule.validFrom > day || (rule.validTo !== null && rule.validTo <= day)) continue;
		const its = rank(rule);
		if (its === null) continue;
		const best = found.get(rule.kind);
		if (!best || its < best.rank) found.set(rule.kind, { rule, rank: its });
	}
	return new Map([...found].map(([kind, { rule }]) => [kind, rule]));
}

const everywhere = 0 as TerritoryId;

/**
 * What is said of a wait and a term of a category: the nearest territory that says anything decides, in it the nearest
 * of the chain, then what it says of all.
 */
export function stopFor(
	book: Rulebook,
	reason: string,
	kind: TermKind,
	at: { areas: readonly TerritoryId[]; chain: readonly string[] },
): Stop | undefined {
	const said = book.stops.filter((one) => one.reason === reason && one.kind === kind);
	for (const area of [...at.areas, everywhere])
		for (const category of [...at.chain, '']) {
			const found = said.find((one) => one.holdsIn === area && one.category === category);
			if (found) return found;
		}
	return undefined;
}

/** Whether the wait stops that term; nothing said: it does not. */
export const stops = (...asked: Parameters<typeof stopFor>): boolean => stopFor(...asked)?.stops ?? false;

const ofCategory = { promise: 'answer', reaction: 'reaction' } as const;

/** What is to be counted for an appeal filed on a day: the rules that hold, with the amounts of its category. */
export function termRules(
	book: Rulebook,
	where: Where,
	filedOn: Day,
	category: { chain: readonly string[]; promise: CategoryPromise },
): TermRule[] {
	const rules: TermRule[] = [];
	for (const [kind, row] of rulesIn(book, where, filedOn)) {
		const own = kind === 'promise' || kind === 'reaction' ? category.promise[ofCategory[kind]] : null;
		const amount = row.amount ?? own?.amount;
		const unit = row.unit ?? own?.unit;
		if (amount === undefined || unit === undefined) continue;
		const promised = row.amount === null && own !== null;
		rules.push({
			kind,
			rule: promised ? `category:${own.category}` : row.code,
			amount,
			unit,
			week: promised ? category.promise.week : 'office',
			dayOff: row.dayOff,
			stopsFor:
				kind === 'promise' || kind === 'reaction'
					? book.reasons
							.map((one) => one.code)
							.filter((reason) => stops(book, reason, kind, { areas: where.areas, chain: category.chain }))
					: [],
			prolonged: row.prolongDays !== null || row.goesAlong,
		});
	}
	return rules;
}
