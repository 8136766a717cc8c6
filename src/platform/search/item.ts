import { createHash } from 'node:crypto';
import type { TerritoryId } from '../db/ids.ts';

export type SearchAudience = 'public' | 'officials';
/** The kind under which territories themselves are found; they lie in a table of their own. */
export const placeKind = 'territory';

/** What a room gives to be found. */
export type Item = {
	territory: TerritoryId;
	/** `appeals.appeal`; its name for people is at `search.kind.<kind>` in the words of the room. */
	kind: string;
	id: string;
	/** Address without the language. */
	url: string;
	lang: 'ru' | 'en';
	title: string;
	body?: string;
	/** Other names that it is known by; as important as the title. */
	names?: readonly string[];
	/** 1 is usual, 100 the most; what more people look for has more. Of a place: how many live there. */
	weight?: number;
	/** `public`: anyone may find it. Secret things are never given at all. */
	audience: SearchAudience;
	/** When it was made or changed. */
	at?: Date;
};

export type ItemRow = {
	territory: TerritoryId;
	kind: string;
	id: string;
	lang: 'ru' | 'en';
	url: string;
	title: string;
	names: string;
	body: string;
	weight: number;
	audience: SearchAudience;
	at: Date;
	sum: Buffer;
};

/** Longer texts are found by their first part: enough words to tell any thing from another. */
const mostBody = 50_000;
const cut = (text: string, most: number) => [...text.replace(/\s+/g, ' ').trim()].slice(0, most).join('');

/** The row of an item. Equal items have equal sums, so that nothing is written when nothing changed. */
export function rowOf(item: Item, now: Date): ItemRow {
	const row = {
		territory: item.territory,
		kind: item.kind,
		id: item.id,
		lang: item.lang,
		url: item.url,
		title: cut(item.title, 200) || '—',
		names: cut((item.names ?? []).join(', '), 200),
		body: cut(item.body ?? '', mostBody),
		weight: Math.fround(Math.min(item.kind === placeKind ? 1e10 : 100, Math.max(0.01, item.weight ?? 1))),
		audience: item.audience,
		at: item.at ?? now,
	};
	const told = [row.url, row.title, row.names, row.body, row.weight, row.audience, item.at?.getTime() ?? 0];
	return { ...row, sum: createHash('sha256').update(JSON.stringify(told)).digest().subarray(0, 16) };
}
