import { commonGroundOf } from '#numerics/opinions/common-ground.ts';
import type { Opinions } from '#numerics/opinions/conversation.ts';
import { dividingOf } from '#numerics/opinions/dividing.ts';
import { prioritiesOf } from '#numerics/opinions/next-statement.ts';
import { unseenOf } from '#numerics/opinions/seen-enough.ts';
import { type Tallies, talliesOf } from '#numerics/opinions/tallies.ts';
import { tellingOf } from '#numerics/opinions/telling.ts';
import type { Votes } from '#numerics/opinions/votes.ts';
import { type Cell, cellsOf, scaleOf } from './cells.ts';
import { limits, privacy } from './limits.ts';

type Side = 'agree' | 'disagree';
type Telling = {
	statement: number;
	side: Side;
	said: number;
	of: number;
	saidElsewhere: number;
	ofElsewhere: number;
};

/** What pages show of the marks; statements stand by their numbers. */
export type Content = {
	counted: number;
	verdict: 'too-few' | 'one-opinion' | 'groups';
	/** Those that are told apart: none, or two and more. */
	groups: { name: number; people: number; telling: Telling[] }[];
	common: { statement: number; side: Side }[];
	dividing: number[];
	unseen: { statement: number; seenBy: number; needs: number }[];
	cells: Cell[];
	/** A row for each statement that was marked: number; agree, disagree, pass of all; then the same of each group. */
	said: number[][];
	/** How much each statement deserves to be shown next, by number. */
	priorities: number[];
	/** By which anybody's own marks become a place on the map; null: there is none. */
	map: { used: number[]; means: number[]; axes: [number[], number[]]; scale: number } | null;
	heard: { places: { territory: number; people: number }[]; notSaid: number };
};

/** From what the next reading goes on. Groups of people stand by the numbers of participants. */
export type KeptState = {
	used: number[];
	axes: [number[], number[]];
	number: number;
	of: number[];
	size: number[];
	x: number[];
	y: number[];
};

const most = 10;
const mostTelling = 5;

export function contentOf(
	opinions: Opinions,
	votes: Votes,
	fresh: readonly number[],
	heard: Content['heard'],
): Content {
	const { groups, used } = opinions;
	const counted = groups.size.reduce((sum, one) => sum + one, 0);
	const names = groups.clarity > 0 && groups.number > 1 ? largeEnough(groups.size) : [];
	const isFew = counted < privacy.counted;
	const verdict = isFew ? 'too-few' : names.length > 1 ? 'groups' : 'one-opinion';
	const told = verdict === 'groups' ? names : [];
	// without groups everybody is of one
	const places = told.length > 0 ? told : [-1];
	const groupOf = Int32Array.from({ length: votes.people }, (_, i) =>
		told.length > 0 ? told.indexOf(groups.of[i]!) : 0,
	);
	const tallies = talliesOf(votes, groupOf, places.length);
	const sizes = Int32Array.from(places, (name) => (name < 0 ? peopleIn(votes) : groups.size[name]!));
	const telling = told.length > 0 ? tellingOf(tallies, used, mostTelling) : [];
	const scale = scaleOf(opinions.places);
	return {
		counted,
		verdict,
		groups: told.map((name, g) => ({
			name,
			people: groups.size[name]!,
			telling: telling[g]!.filter(({ significant }) => significant).map(
				({ statement, side, said, of, saidElsewhere, ofElsewhere }) => ({
					statement,
					side,
					said,
					of,
					saidElsewhere,
					ofElsewhere,
				}),
			),
		})),
		common: isFew ? [] : commonOf(tallies, used),
		dividing: isFew ? [] : told.length > 0 ? dividingGroups(tallies, used) : dividingAll(votes, used),
		unseen: unseenOf(tallies, sizes, used)
			.slice(0, most)
			.map(({ statement, votes: seenBy, missingInAll }) => ({ statement, seenBy, needs: missingInAll })),
		cells: isFew
			? []
			: cellsOf(opinions.places, scale, (i) => (told.includes(groups.of[i]!) ? groups.of[i]! : null)),
		said: saidRows(votes, tallies, told.length),
		priorities: Array.from(prioritiesOf(opinions, { fresh }), (one) => Number(one.toPrecision(6))),
		map: {
			used: [...used],
			means: Array.from(used, (j) => opinions.means[j]!),
			axes: [[...opinions.axes[0]], [...opinions.axes[1]]],
			scale,
		},
		heard,
	};
}

/** When nobody has marked anything yet. */
export const emptyContent = (heard: Content['heard']): Content => ({
	counted: 0,
	verdict: 'too-few',
	groups: [],
	common: [],
	dividing: [],
	unseen: [],
	cells: [],
	said: [],
	priorities: [],
	map: null,
	heard,
});

const largeEnough = (sizes: Int32Array): number[] =>
	Array.from(sizes.keys()).filter((name) => sizes[name]! >= privacy.group);

export function peopleIn(votes: Votes): number {
	let people = 0;
	for (let i = 0; i < votes.people; i++) if (votes.count[i]! > 0) people++;
	return people;
}

const commonOf = (tallies: Tallies, used: Int32Array) =>
	commonGroundOf(tallies, used)
		.filter(({ sure }) => sure)
		.slice(0, most)
		.map(({ statement, side }) => ({ statement, side }));

const dividingGroups = (tallies: Tallies, used: Int32Array) =>
	dividingOf(tallies, used)
		.filter(({ significant }) => significant)
		.slice(0, most)
		.map(({ statement }) => statement);

/** Without groups: where about as many agree as disagree, and passes are few. */
function dividingAll({ agree, disagree, pass }: Votes, used: Int32Array): number[] {
	const lesser = (j: number) => Math.min(agree[j]!, disagree[j]!) / (agree[j]! + disagree[j]! + pass[j]!);
	return [...used]
		.filter((j) => agree[j]! + disagree[j]! + pass[j]! >= limits.marksForResults && lesser(j) >= 1 / 3)
		.sort((a, b) => lesser(b) - lesser(a) || a - b)
		.slice(0, most);
}

function saidRows(votes: Votes, tallies: Tallies, groups: number): number[][] {
	const rows: number[][] = [];
	for (let j = 0; j < votes.statements; j++) {
		const all = [votes.agree[j]!, votes.disagree[j]!, votes.pass[j]!];
		if (all.every((one) => one === 0)) continue;
		const row = [j, ...all];
		for (let g = 0; g < groups; g++) {
			const cell = g * tallies.statements + j;
			row.push(tallies.agree[cell]!, tallies.disagree[cell]!, tallies.pass[cell]!);
		}
		rows.push(row);
	}
	return rows;
}

export const keptOf = ({ used, axes, groups }: Opinions): KeptState => ({
	used: [...used],
	axes: [[...axes[0]], [...axes[1]]],
	number: groups.number,
	of: [...groups.of],
	size: [...groups.size],
	x: [...groups.x],
	y: [...groups.y],
});

/** What was kept, as the reading goes on from it. */
export function goneBefore(kept: KeptState): Opinions {
	const none = new Float64Array(0);
	return {
		used: Int32Array.from(kept.used),
		means: none,
		axes: [Float64Array.from(kept.axes[0]), Float64Array.from(kept.axes[1])],
		places: { x: none, y: none, voted: new Int32Array(0) },
		groups: {
			number: kept.number,
			of: Int32Array.from(kept.of),
			size: Int32Array.from(kept.size),
			x: Float64Array.from(kept.x),
			y: Float64Array.from(kept.y),
			fit: [],
			clarity: 0,
		},
		tallies: {
			groups: 0,
			statements: 0,
			agree: new Int32Array(0),
			disagree: new Int32Array(0),
			pass: new Int32Array(0),
		},
	};
}
