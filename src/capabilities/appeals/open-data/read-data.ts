import { dayIn } from '#platform/calendar/door.ts';
import { database, isUuid, type TerritoryId } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { tree, zoneOf } from '#rooms/territories/door.server.ts';
import { type Asked, chosenFrom } from '../list-appeals.ts';
import { openRows, ownersWithAppeals, type Place } from './data-store.server.ts';
import type { OpenRecord } from './fields.ts';
import { recordsOf } from './record.ts';

/** Rows that are held at a time. */
const batch = 500;
const ownersAtOnce = 500;
/** Rows of one page that a program asks for. */
export const mostOnPage = 5_000;

export type DataAsked = {
	/** The filters of the list. */
	filters: Asked;
	/** Only what changed at this instant or later. */
	since?: Date | undefined;
	/** How many at a time; undefined: all in one answer. */
	limit?: number | undefined;
	after?: Place | undefined;
	/** Only what the territory itself owns. */
	alone?: boolean;
};

/**
 * What the address says of a download beyond the filters of the list. A moment or a place that cannot be read is refused: who
 * asks for what is new must not be given everything, nor begin anew at each page.
 */
export function readDataAsked(query: URLSearchParams, filters: Asked): DataAsked {
	const since = query.get('since');
	const at =
		since && /^\d{4}-\d{2}-\d{2}/.test(since) ? new Date(since.replace(/ (\d{2}:?\d{2})$/, '+$1')) : null;
	const limit = Number(query.get('limit'));
	const after = placeIn(query.get('after'));
	if (since && (!at || Number.isNaN(at.getTime())))
		refuse('appeals.data.since-wrong', { since: since.slice(0, 40) });
	if (query.get('after') && !after) refuse('appeals.data.after-wrong');
	return {
		filters: { ...filters, sort: 'newest', after: undefined },
		since: at ?? undefined,
		limit: Number.isInteger(limit) && limit > 0 ? Math.min(limit, mostOnPage) : undefined,
		after,
	};
}

function placeIn(text: string | null): Place | undefined {
	const [, territory, at, id] = /^(\d{1,9})_([0-9T:.Z-]{20,24})_([0-9a-f-]{36})$/.exec(text ?? '') ?? [];
	if (!territory || !at || !id || !isUuid(id) || Number.isNaN(Date.parse(at))) return undefined;
	return { territory: Number(territory) as TerritoryId, at: new Date(at), id };
}

type Telling = { lang: string; origin: string; now?: Date };

/**
 * Open records of a territory with everything below it, owner by owner in the order of filing: `batch` at a time, so that
 * nobody holds all of them. `marks` gives the place after each record, from which a later reading goes on.
 */
export async function* openRecords(
	territory: TerritoryId,
	asked: DataAsked,
	{ now = new Date(), ...telling }: Telling,
): AsyncGenerator<{ records: OpenRecord[]; marks: string[] }> {
	const zone = zoneOf(territory);
	const chosen = await chosenFrom(asked.filters, zone, dayIn(zone, now));
	let left = asked.limit ?? Number.POSITIVE_INFINITY;
	const owners = asked.alone ? [territory] : ownersIn(territory, asked.after?.territory);
	for await (const owner of owners) {
		let after = asked.after?.territory === owner ? asked.after : undefined;
		for (;;) {
			const limit = Math.min(batch, left);
			const rows = await openRows(database(), owner, chosen, { since: asked.since, after, limit });
			if (rows.length > 0)
				yield {
					records: await recordsOf(rows, telling),
					marks: rows.map((row) => `${owner}_${row.filedAt.toISOString()}_${row.id}`),
				};
			left -= rows.length;
			const last = rows.at(-1);
			if (left <= 0) return;
			if (rows.length < limit || !last) break;
			after = { territory: owner, at: last.filedAt, id: last.id };
		}
	}
}

/** One page for a program, and where the next begins; null: that was all. */
export async function openPage(
	territory: TerritoryId,
	asked: DataAsked & { limit: number },
	telling: Telling,
): Promise<{ records: OpenRecord[]; next: string | null }> {
	const records: OpenRecord[] = [];
	const marks: string[] = [];
	for await (const some of openRecords(territory, { ...asked, limit: asked.limit + 1 }, telling)) {
		records.push(...some.records);
		marks.push(...some.marks);
	}
	const more = records.length > asked.limit;
	return { records: records.slice(0, asked.limit), next: more ? (marks[asked.limit - 1] ?? null) : null };
}

/** Owners of records in a territory and below it, in the order of their ids, from one on. */
async function* ownersIn(territory: TerritoryId, from: TerritoryId | undefined): AsyncGenerator<TerritoryId> {
	// dissolved ones keep their old records; what owns none costs nothing to ask
	const owners = [territory, ...tree.descendants(territory)]
		.filter((id) => from === undefined || id >= from)
		.sort((a, b) => a - b);
	for (let i = 0; i < owners.length; i += ownersAtOnce)
		yield* await ownersWithAppeals(database(), owners.slice(i, i + ownersAtOnce));
}
