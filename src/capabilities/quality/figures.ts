import { scottsPi, stratifiedShare } from '#numerics/agreement.ts';
import { type Interval, wilson } from '#numerics/intervals.ts';
import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { type BodyRef, bodiesNamed, bodyKey } from '#rooms/organisations/door.server.ts';
import { pathOf, zoneOf } from '#rooms/territories/door.server.ts';
import { added } from './recount-week.ts';
import * as store from './tally-store.server.ts';
import { lastWeeks } from './week.ts';

/** Weeks that the figures tell of: a quarter. */
export const weeksTold = 13;
/** Fewer scored answers are no figure of a body: one bad reply is no bad body. */
export const leastScored = 10;

/** A share 0 ... 1 with what chance alone could do (Wilson, 95 %). */
export type Share = { share: number; interval: Interval; of: number };

const shareOf = (seen: number, of: number): Share | null =>
	of > 0 ? { share: seen / of, interval: wilson(seen, of), of } : null;
/** Of two readings the mean counts, so that marks may be halves. */
const formalOf = (one: { formal: number; scored: number }): Share | null =>
	one.scored >= leastScored ? shareOf(one.formal, one.scored) : null;

export type QualityFigures = {
	/** The first Monday that is counted. */
	from: string;
	answers: number;
	sampled: number;
	scored: number;
	/** Of all answers, not of the sample: each body counts by how much it answers. Null: too few were scored. */
	formal: Share | null;
	returned: Share | null;
	disputed: Share | null;
	/** Mean of the totals, 0 ... 1. */
	points: number | null;
	agreement: { of: number; share: number; pi: number | null } | null;
	weeks: { week: string; formal: number | null; scored: number; answers: number }[];
};

/** The quality of answers in a territory with everything below it, over the last quarter. */
export async function qualityOf(territory: TerritoryId, now = new Date()): Promise<QualityFigures> {
	const weeks = lastWeeks(now, zoneOf(territory), weeksTold);
	const from = weeks.at(-1) as string;
	const rows = await store.weeksOf(database(), territory, from);
	const whole = added(rows);
	const strata = stratifiedShare({
		population: whole.stratumAnswers,
		such: whole.stratumFormal,
		spread: whole.stratumSpread,
	});
	const of = new Map(rows.map((row) => [row.week, row]));
	return {
		from,
		answers: whole.answers,
		sampled: whole.sampled,
		scored: whole.scored,
		formal:
			strata && whole.scored >= leastScored
				? {
						share: strata.share,
						interval: wilson(strata.share * strata.of, strata.of),
						of: whole.scored,
					}
				: null,
		returned: shareOf(whole.returned, whole.answers),
		disputed: shareOf(whole.disputed, whole.answers),
		points: whole.scored > 0 ? whole.points / whole.scored : null,
		agreement:
			whole.twice > 0
				? {
						of: whole.twice,
						share: (whole.twice - whole.differed) / whole.twice,
						pi: scottsPi({ both: whole.bothFormal, differed: whole.differed, of: whole.twice }),
					}
				: null,
		weeks: weeks.toReversed().map((week) => {
			const row = of.get(week);
			return {
				week,
				formal: row && row.stratumAnswers > 0 ? row.stratumFormal / row.stratumAnswers : null,
				scored: row?.scored ?? 0,
				answers: row?.answers ?? 0,
			};
		}),
	};
}

export type BodyQuality = {
	body: BodyRef;
	name: string;
	path: string;
	answers: number;
	scored: number;
	/** Null: fewer than `leastScored` were scored. */
	formal: Share | null;
	points: number | null;
	returned: Share | null;
	disputed: Share | null;
};

const asBody = (row: store.BodySums): Omit<BodyQuality, 'name' | 'path'> => ({
	body: { territory: row.bodyTerritory, id: row.body },
	answers: row.answers,
	scored: row.scored,
	formal: formalOf(row),
	points: row.scored >= leastScored ? row.points / row.scored : null,
	returned: shareOf(row.returned, row.answers),
	disputed: shareOf(row.disputed, row.answers),
});

/** Bodies that answer in a territory, those with a figure first, the best first among them. */
export async function qualityOfBodies(
	territory: TerritoryId,
	lang: string,
	now = new Date(),
): Promise<BodyQuality[]> {
	const from = lastWeeks(now, zoneOf(territory), weeksTold).at(-1) as string;
	const rows = (await store.bodiesIn(database(), territory, from)).map(asBody);
	const named = await bodiesNamed(
		rows.map((row) => row.body),
		lang,
	);
	return rows
		.map((row) => {
			const body = named.get(bodyKey(row.body));
			const place = pathOf(row.body.territory);
			return {
				...row,
				name: body?.name ?? '—',
				path: body ? `${place ? `/${place}` : ''}/bodies/${body.slug}` : '',
			};
		})
		.sort(
			(a, b) =>
				Number(a.formal === null) - Number(b.formal === null) ||
				(a.formal?.share ?? 0) - (b.formal?.share ?? 0) ||
				b.answers - a.answers,
		);
}

/** One body over all places where it answers; null where it answered nothing. */
export async function qualityOfBody(
	body: BodyRef,
	now = new Date(),
): Promise<Omit<BodyQuality, 'name' | 'path'> | null> {
	const from = lastWeeks(now, zoneOf(body.territory), weeksTold).at(-1) as string;
	const row = await store.bodySums(database(), body, from);
	return row ? asBody(row) : null;
}
