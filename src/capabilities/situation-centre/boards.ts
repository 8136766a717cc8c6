import { quantileOf } from '#numerics/histogram.ts';
import type { TerritoryId } from '#platform/db/door.server.ts';
import {
	type Counts,
	categories,
	cellsOf,
	cellsWait,
	countsByCategory,
	countsByMonth,
	countsOfBodies,
	countsOfTerritories,
	daysWithin,
	firstFiled,
	flowOf,
	hourEdges,
	monthsFiled,
	noCounts,
	waitingNow,
} from '#rooms/appeals/door.server.ts';
import { type BodyRef, bodiesNamed, bodyKey } from '#rooms/organisations/door.server.ts';
import { currentTree, namesOf, pathOf, tree } from '#rooms/territories/door.server.ts';
import { type Compared, compare, type Quality, shareOf } from './compare.ts';
import { comparedMonths, type Period, type Step, sinceFirst, stepsUpTo, yearBefore } from './period.ts';
import { remembered } from './remembered.ts';

/** A board of one territory: which days, of what, and whether what is not public is counted on the map as well. */
export type Asked = { territory: TerritoryId; period: Period; category: string };

/** The figures of a period as they are told. Shares 0 ... 1; null where there is nothing to tell of. */
export type Told = {
	filed: number;
	people: number;
	answered: number;
	accepted: number;
	returned: number;
	/** Of those whose promised day has come, how many had no answer by then. */
	overdue: ReturnType<typeof shareOf>;
	/** Of all answers, how many came back. */
	cameBack: ReturnType<typeof shareOf>;
	/** Days within which half, and nine of ten, of those filed were answered. */
	half: number | null;
	ninety: number | null;
	/** Hours within which half were taken up. */
	reaction: number | null;
	placed: number;
	misplaced: number;
};

export function told(counts: Counts): Told {
	return {
		filed: counts.filed,
		people: counts.people,
		answered: counts.answered,
		accepted: counts.accepted,
		returned: counts.returned,
		overdue: shareOf(counts.due - counts.met, counts.due),
		cameBack: shareOf(counts.returned, counts.replies),
		half: daysWithin(counts, 0.5),
		ninety: daysWithin(counts, 0.9),
		reaction: quantileOf(counts.inHours, hourEdges, 0.5, counts.filed - counts.gone),
		placed: counts.placed,
		misplaced: counts.misplaced,
	};
}

export type Headline = {
	now: Told;
	/** The same days a year before; null when nothing is known of them. */
	before: Told | null;
	waiting: { overdue: number; waiting: number };
};

const none = (counts: Counts | undefined) => !counts || (counts.filed === 0 && counts.due === 0);

/** The figures of a period beside those of the year before, and what waits now. */
export async function headline({ territory, period, category }: Asked, today: string): Promise<Headline> {
	return remembered(`headline ${territory} ${period.key} ${category} ${today}`, async () => {
		const [now, before, waiting] = await Promise.all([
			countsByCategory(territory, period),
			countsByCategory(territory, yearBefore(period)),
			waitingNow(territory, today, category),
		]);
		const past = before.get(category);
		const counts = now.get(category) ?? noCounts();
		return { now: told(counts), before: past && !none(past) ? told(past) : null, waiting };
	});
}

export type CategoryRow = { category: string; now: Told; filedBefore: number };

/** Every root of the categories with its figures, the most written of first. */
export async function byCategory({ territory, period }: Omit<Asked, 'category'>): Promise<CategoryRow[]> {
	return remembered(`categories ${territory} ${period.key} ${period.to}`, async () => {
		const [now, before] = await Promise.all([
			countsByCategory(territory, period),
			countsByCategory(territory, yearBefore(period)),
		]);
		return [...now]
			.filter(([category, counts]) => category !== '' && !none(counts))
			.map(([category, counts]) => ({
				category,
				now: told(counts),
				filedBefore: before.get(category)?.filed ?? 0,
			}))
			.sort((a, b) => b.now.filed - a.now.filed || (a.category < b.category ? -1 : 1));
	});
}

export type Moment = {
	at: string;
	/** Only its end is known, since that day; null: it is whole. */
	partialSince: string | null;
	filed: number;
	answered: number;
	/** Filed in the same days a year before; null when nothing is known that far back. */
	before: number | null;
	overdue: number | null;
	cameBack: number | null;
};

/** How it went: by day, week or month up to the end of the period. */
export async function overTime({ territory, period, category }: Asked, step: Step): Promise<Moment[]> {
	return remembered(`time ${territory} ${period.to} ${category} ${step}`, async () => {
		const known = await firstFiled(territory);
		const steps = sinceFirst(stepsUpTo(period.to, step), known);
		const grain = step === 'month' ? 'month' : 'day';
		const span = { from: steps[0]?.from ?? period.from, to: steps.at(-1)?.to ?? period.to };
		const past = yearBefore(span);
		const [rows, before] = await Promise.all([
			flowOf(territory, grain, span, category),
			flowOf(territory, grain, past, category),
		]);
		const ago = new Map(before.map((row) => [row.at, row]));
		return steps.map((one) => {
			const own = rows.filter((row) => row.at >= one.from && row.at <= one.to);
			const sum = (measure: 'filed' | 'answered' | 'due' | 'met' | 'replies' | 'returned') =>
				own.reduce((all, row) => all + row[measure], 0);
			const then = yearBefore(one);
			const filedThen = [...ago.values()]
				.filter((row) => row.at >= then.from && row.at <= then.to)
				.reduce((all, row) => all + row.filed, 0);
			return {
				at: one.at,
				partialSince: one.partial ? known : null,
				filed: sum('filed'),
				answered: sum('answered'),
				// before the first that is known nothing is known, which is not nothing
				before: known !== null && then.from >= known ? filedThen : null,
				overdue: sum('due') > 0 ? 1 - sum('met') / sum('due') : null,
				cameBack: sum('replies') > 0 ? sum('returned') / sum('replies') : null,
			};
		});
	});
}

export type Speed = { at: string; half: number | null; ninety: number | null; reaction: number | null };

/** Days to the answer and hours to the reaction by month of filing, two years; the newest months still have many that wait. */
export async function speedOverTime({ territory, period, category }: Asked): Promise<Speed[]> {
	return remembered(`speed ${territory} ${period.to} ${category}`, async () => {
		const months = stepsUpTo(period.to, 'month');
		const rows = await countsByMonth(
			territory,
			{ from: months[0]?.from ?? period.from, to: months.at(-1)?.to ?? period.to },
			category,
		);
		const known = new Map(rows.map((row) => [row.startsOn.slice(0, 7), row]));
		return months.map(({ at }) => {
			const row = known.get(at);
			const { half, ninety, reaction } = row ? told(row) : { half: null, ninety: null, reaction: null };
			return { at, half, ninety, reaction };
		});
	});
}

export type Unit = { kind: 'territory'; id: TerritoryId } | { kind: 'body'; body: BodyRef };
export type ComparedRow = Compared<Unit> & {
	name: string;
	/** Address of the body or of the territory, without language. */
	path: string;
	now: Pick<Told, 'filed' | 'half' | 'ninety' | 'reaction'>;
};
export type Comparison = { rows: ComparedRow[]; usual: number; months: { from: string; to: string } };

/** Territories below this one, or the bodies at work here, fairly beside one another over twelve whole months. */
export async function comparison(
	{ territory, period, category }: Asked,
	of: 'by-territory' | 'by-body',
	quality: Quality,
	lang: string,
): Promise<Comparison> {
	return remembered(`compare ${territory} ${period.to} ${category} ${of} ${quality} ${lang}`, async () => {
		const months = comparedMonths(period);
		const units: { unit: Unit; whole: Counts; byCategory: Map<string, Counts> }[] =
			of === 'by-territory'
				? (await countsOfTerritories(currentTree().childrenOf(territory), months, category)).map((one) => ({
						...one,
						unit: { kind: 'territory', id: one.unit },
					}))
				: (await countsOfBodies(territory, months, category)).map((one) => ({
						...one,
						unit: { kind: 'body', body: one.unit },
					}));
		const known = units.filter((one) => one.whole.filed + one.whole.due > 0);
		const { rows, usual } = compare(known, quality, await everywhere(months, category));
		const whole = new Map(known.map((one) => [one.unit, told(one.whole)]));
		const named = await namesOfUnits(
			known.map((one) => one.unit),
			lang,
		);
		return {
			usual,
			months,
			rows: rows.map((row) => ({
				...row,
				...(named(row.unit) ?? { name: '—', path: '' }),
				now: whole.get(row.unit) as Told,
			})),
		};
	});
}

/** What places are held against: the whole of the installation over the same months. */
async function everywhere(months: { from: string; to: string }, category: string) {
	const top = tree.roots()[0];
	if (top === undefined) return undefined;
	const [whole] = await countsOfTerritories([top], months, category);
	return whole?.byCategory;
}

async function namesOfUnits(units: readonly Unit[], lang: string) {
	const [territories, bodies] = await Promise.all([
		namesOf(
			units.flatMap((one) => (one.kind === 'territory' ? [one.id] : [])),
			lang,
		),
		bodiesNamed(
			units.flatMap((one) => (one.kind === 'body' ? [one.body] : [])),
			lang,
		),
	]);
	return (unit: Unit): { name: string; path: string } | undefined => {
		if (unit.kind === 'territory') {
			const name = territories.get(unit.id);
			return name && { name: name.nominative, path: at(unit.id, 'situation') };
		}
		const body = bodies.get(bodyKey(unit.body));
		return body && { name: body.shortName, path: at(body.territory, `bodies/${body.slug}`) };
	};
}

const at = (territory: TerritoryId, page: string) =>
	`${['', pathOf(territory), page].filter((part, i) => i === 0 || part !== '').join('/')}`;

/** Months for the slider, with how many were filed in each. */
export async function monthsKnown(territory: TerritoryId, category: string) {
	return remembered(`months ${territory} ${category}`, () => monthsFiled(territory, category));
}

/** Cells of the period, as the territory keeps them. */
export async function cellsIn(asked: Asked, hidden: boolean) {
	return (await cellsNow(asked, hidden)).cells;
}

/** The same with whether some of them still wait to be counted: they are counted more rarely than the figures beside them. */
export async function cellsNow({ territory, period, category }: Asked, hidden: boolean) {
	return remembered(`cells ${territory} ${period.key} ${category} ${hidden}`, async () => {
		// asked first: what is no longer waited for is among the cells
		const counting = await cellsWait(territory, period);
		const cells = await cellsOf(territory, {
			grain: period.grain,
			startsOn: period.from,
			category,
			hidden,
		});
		return { cells, counting };
	});
}

/** Whether the word of an address is a root of the categories; '' is all of them. */
export async function rootOf(word: string | null): Promise<string> {
	const roots = (await categories()).below(null);
	return roots.find((one) => one.code === word)?.code ?? '';
}
