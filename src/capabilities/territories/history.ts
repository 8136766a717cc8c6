import { database, type TerritoryId } from '#platform/db/door.server.ts';
import type { Area } from '#platform/geo/door.ts';
import { simplify } from '#platform/geo/door.ts';
import * as boundaries from './boundary-store.server.ts';
import { creditsOf } from './map-of.ts';
import { currentTree, namesOf } from './present.server.ts';
import { decodeShape, toArea } from './shape.ts';
import * as store from './succession-store.server.ts';
import type { TerritoryLink } from './territory.ts';

export type HistoryEvent = {
	day: string;
	kind: store.SuccessionKind;
	/** Whether this territory was there before the event, came out of it, or both. */
	side: 'before' | 'after' | 'self';
	others: TerritoryLink[];
	share: number | null;
	/** What it was before, where the event changed the name or the kind. */
	was: string | null;
};
export type History = {
	events: HistoryEvent[];
	/** Outlines that held before: its own earlier ones and those of the ones it came from. */
	before: { id: TerritoryId; name: string; path: string; shape: Area; until: string | null }[];
	credits: { source: string; licence: string }[];
};

/** How the territory came to be what it is. Settlements that ended with their district are told together. */
export async function historyOf(id: TerritoryId, lang: string): Promise<History> {
	const db = database();
	const [links, past] = await Promise.all([store.readSuccession(db, id), store.readPast(db, id)]);
	const names = await namesOf(
		links.flatMap((link) => [link.predecessor, link.successor]),
		lang,
	);
	const tree = currentTree();
	const link = (of: TerritoryId): TerritoryLink => ({
		id: of,
		kind: tree.kindOf(of),
		path: tree.pathOf(of),
		name: names.get(of)?.nominative ?? '',
	});
	const events = new Map<string, HistoryEvent>();
	for (const row of links) {
		const self = row.predecessor === row.successor;
		const side = self ? 'self' : row.predecessor === id ? 'before' : 'after';
		const key = `${row.day} ${row.kind} ${side}`;
		const event = events.get(key) ?? {
			day: row.day,
			kind: row.kind,
			side,
			others: [],
			share: row.share,
			was: self ? (past.find((one) => one.validTo === row.day)?.full ?? null) : null,
		};
		if (!self) event.others.push(link(side === 'before' ? row.successor : row.predecessor));
		events.set(key, event);
	}
	const from = links
		.filter((row) => row.successor === id && row.predecessor !== id)
		.map((row) => row.predecessor);
	const outlines = (await boundaries.readBoundaries(db, [id, ...from])).filter((row) => row.validTo !== null);
	const shapes = outlines.map((row) => toArea(decodeShape(row.shape)));
	const simple = shapes.length > 0 ? simplify(shapes, 400) : [];
	const ids = await namesOf(
		outlines.map((row) => row.territory),
		lang,
	);
	return {
		events: [...events.values()].sort((a, b) => a.day.localeCompare(b.day)),
		before: outlines.map((row, i) => ({
			id: row.territory,
			name: ids.get(row.territory)?.nominative ?? '',
			path: tree.pathOf(row.territory),
			shape: simple[i] as Area,
			until: row.validTo,
		})),
		credits: creditsOf(outlines),
	};
}
