import { database, type TerritoryId } from '#platform/db/door.server.ts';
import type { Kind } from './kind.ts';
import { inLatin } from './names/latin.ts';
import * as store from './store.server.ts';

export type ChildrenQuery = {
	lang?: string;
	/** A part of the name. */
	text?: string | undefined;
	kinds?: readonly Kind[] | undefined;
	/** `next` of the page before. */
	after?: string | undefined;
	limit?: number;
};
export type Child = store.ChildRow;
export type ChildrenPage = { items: Child[]; next?: string };

/** Children in force by name, a page at a time; null: the territories at the top. */
export async function childrenOf(
	parent: TerritoryId | null,
	query: ChildrenQuery = {},
): Promise<ChildrenPage> {
	const limit = Math.min(query.limit ?? 50, 200);
	const rows = await store.readChildren(database(), {
		parent,
		lang: query.lang ?? 'ru',
		text: query.text?.trim().slice(0, 100) || undefined,
		kinds: query.kinds,
		after: readMark(query.after),
		limit: limit + 1,
	});
	const page = rows.slice(0, limit);
	const last = page.at(-1);
	const items = query.lang === 'en' ? page.map((row) => ({ ...row, name: inLatin(row.name) })) : page;
	return rows.length > limit && last ? { items, next: `${last.id}.${last.name}` } : { items };
}

function readMark(mark: string | undefined): { name: string; id: number } | undefined {
	const match = mark && /^(\d{1,9})\.(.{1,300})$/s.exec(mark);
	return match ? { id: Number(match[1]), name: match[2] as string } : undefined;
}

/** How many children of each kind. */
export async function countChildren(parent: TerritoryId): Promise<{ kind: Kind; count: number }[]> {
	return store.countChildren(database(), parent);
}
