import type { Uuid } from './ids.ts';

/** A place in a list that goes from the newest to the oldest. */
export type Cursor = { at: Date; id: Uuid };

/** As it stands in addresses: milliseconds and the id. */
export const cursorShape = /^\d{1,15}_[0-9a-f-]{36}$/;

/** Null begins at the newest; so does what is none. */
export function readCursor(text: string | null | undefined): Cursor | null {
	if (!text || !cursorShape.test(text)) return null;
	const [stamp = '', id = ''] = text.split('_');
	return { at: new Date(Number(stamp)), id };
}

/** Of rows that were read with one over the size of a page: the page, and where the next one begins. */
export function pageOf<Row extends { id: Uuid; createdAt: Date }>(
	rows: readonly Row[],
	size: number,
): { items: Row[]; next: string | null } {
	const items = rows.slice(0, size);
	const last = items.at(-1);
	return { items, next: rows.length > size && last ? `${last.createdAt.getTime()}_${last.id}` : null };
}

/** All rows of all territories, a piece at a time: `read` gives those that follow, in the order of their keys. */
export async function* inPieces<Row extends { territory: number; id: Uuid }>(
	read: (after: { territory: number; id: Uuid }) => Promise<Row[]>,
): AsyncGenerator<Row[]> {
	let after = { territory: -1, id: '00000000-0000-0000-0000-000000000000' };
	for (;;) {
		const rows = await read(after);
		const last = rows.at(-1);
		if (!last) return;
		yield rows;
		after = { territory: last.territory, id: last.id };
	}
}
