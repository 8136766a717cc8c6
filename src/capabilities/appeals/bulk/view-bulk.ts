import { database } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import type { Translate } from '#platform/i18n/door.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type { BulkItem, BulkRef } from './bulk.ts';
import * as store from './bulk-store.server.ts';

type Told = { number: string; href: string; why: string };

/** What became of an act on many, for whoever did it: how many, and by number those for which it did not work out. */
export async function viewBulk(
	{ actor, t, href }: { actor: Actor; t: Translate; href: (path: string) => string },
	ref: BulkRef,
	now = new Date(),
) {
	const bulk = await store.readBulk(database(), ref);
	if (!bulk || bulk.account !== actor.account) refuse('appeals.bulk-not-found');
	const items = await store.itemsOf(database(), ref);
	const count = (...outcomes: BulkItem['outcome'][]) =>
		items.filter((item) => outcomes.includes(item.outcome)).length;
	const told = (outcome: BulkItem['outcome']): Told[] =>
		items
			.filter((item) => item.outcome === outcome)
			.map((item) => ({
				number: item.number ?? t('appeals.bulk.unknown'),
				href: href(`/office/appeals/${item.appeal.territory}/${item.appeal.id}`),
				why: why(item, t),
			}));
	return {
		key: `${ref.territory}/${ref.id}`,
		href: href(`/office/appeals/bulk/${ref.territory}/${ref.id}`),
		what: bulk.act.do,
		/** The appeal that leads those which were merged. */
		lead:
			bulk.act.do === 'merge' && bulk.act.into
				? href(`/office/appeals/${bulk.act.into.territory}/${bulk.act.into.id}`)
				: null,
		goes: bulk.doneAt === null,
		all: items.length,
		tried: items.length - count(null),
		done: count('done', 'undone', 'kept'),
		undone: count('undone'),
		refused: told('refused'),
		kept: told('kept'),
		acted: told('done'),
		isUndone: bulk.undoneAt !== null,
		undoUntil: bulk.undoUntil && !bulk.undoneAt && bulk.undoUntil > now ? bulk.undoUntil : null,
	};
}
function why({ code, facts }: BulkItem, t: Translate): string {
	if (code === null) return '';
	if (code === 'appeals.bulk.not-now')
		return t('appeals.bulk.not-now', { state: t.any(`appeals.state.${facts.state}`) });
	return t.any(code, facts);
}
export type BulkView = Awaited<ReturnType<typeof viewBulk>>;

export function bulkIn(text: string | null): BulkRef | null {
	const match = text && /^(\d{1,9})\/([0-9a-f-]{36})$/.exec(text);
	return match ? ({ territory: Number(match[1]), id: match[2] } as BulkRef) : null;
}
