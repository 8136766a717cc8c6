import { record } from '#platform/audit/door.server.ts';
import { database, type Id, newId, type Tx, transaction } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import { type Actor, may } from '#platform/permissions/door.ts';
import { queryOf, readDeskAsked } from './asked.ts';
import { type NamedDesk, placeOfDesk, territoryOf } from './desk.ts';
import type { SavedView } from './saved-views-store.server.ts';
import * as store from './saved-views-store.server.ts';

export type { SavedView } from './saved-views-store.server.ts';

/** What the person saved at the desk and what its head shared. */
export async function savedViewsAt(actor: Actor, desk: NamedDesk): Promise<SavedView[]> {
	return actor.account === null ? [] : store.viewsAt(database(), desk.desk, actor.account);
}

export const mayShareViews = (actor: Actor, desk: NamedDesk): boolean =>
	may(actor, 'appeals.share-views', placeOfDesk(desk.desk));

/** Keeps what the address shows under a name; the page and what is opened stay out of it. */
export async function saveView(
	actor: Actor,
	desk: NamedDesk,
	input: { name: string; query: string; shared: boolean; opensFirst: boolean },
): Promise<void> {
	const place = placeOfDesk(desk.desk);
	demand(actor, 'appeals.work', place);
	if (input.shared) demand(actor, 'appeals.share-views', place, { visible: true });
	const account = actor.account ?? refuse('platform.sign-in-first');
	const query = queryOf({ ...readDeskAsked(new URLSearchParams(input.query)), desk: desk.key }).toString();
	const id = newId<Id<'saved-view'>>();
	await transaction(async (tx) => {
		if (input.opensFirst) await store.clearFirst(tx, desk.desk, account);
		await store.insertView(tx, desk.desk, { ...input, id, owner: account, query }, new Date());
		await told(tx, actor, desk, id, 'appeals.view-saved', { name: input.name, query, shared: input.shared });
	});
}

/** The owner changes their own; what is shared also whoever may share. */
export async function changeView(
	actor: Actor,
	desk: NamedDesk,
	id: string,
	input: { name: string; shared: boolean; opensFirst: boolean },
): Promise<void> {
	await transaction(async (tx) => {
		const view = await reachView(tx, actor, desk, id);
		if (input.shared && !view.shared)
			demand(actor, 'appeals.share-views', placeOfDesk(desk.desk), { visible: true });
		const own = view.owner === actor.account;
		// what has lost its owner stays with the desk
		const shared = view.owner === null || input.shared;
		if (own && input.opensFirst && actor.account) await store.clearFirst(tx, desk.desk, actor.account);
		await store.updateView(tx, desk.desk, {
			id: view.id,
			name: input.name,
			shared,
			opensFirst: own ? input.opensFirst : view.opensFirst,
		});
		await told(tx, actor, desk, view.id, 'appeals.view-saved', { name: input.name, shared });
	});
}

export async function removeView(actor: Actor, desk: NamedDesk, id: string): Promise<void> {
	await transaction(async (tx) => {
		const view = await reachView(tx, actor, desk, id);
		await store.deleteView(tx, desk.desk, view.id);
		await told(tx, actor, desk, view.id, 'appeals.view-removed', { name: view.name });
	});
}

async function reachView(tx: Tx, actor: Actor, desk: NamedDesk, id: string): Promise<SavedView> {
	const view = await store.lockView(tx, desk.desk, id);
	const reached = view && (view.owner === actor.account || (view.shared && mayShareViews(actor, desk)));
	return reached ? view : refuse('appeals.view-not-found');
}

async function told(
	tx: Tx,
	actor: Actor,
	desk: NamedDesk,
	id: string,
	action: string,
	payload: Record<string, unknown>,
): Promise<void> {
	await record(tx, {
		actor,
		territory: territoryOf(desk.desk),
		action,
		thing: { kind: 'saved-view', id },
		payload,
	});
}
