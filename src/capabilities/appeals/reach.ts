import { type Db, database, type Tx } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import { type Actor, may } from '#platform/permissions/door.ts';
import { approverOf } from './answering/who-approves.ts';
import type { Appeal, AppealRef } from './appeal.ts';
import { isFollowCode } from './follow-code.ts';
import type { AppealPlace } from './permissions.ts';
import * as store from './store.server.ts';

/** Who stands before the appeal: an actor, perhaps with the code of a person without an account. */
export type Viewer = {
	actor: Actor;
	code?: string | null;
	/** The channel that brought the appeal speaks for its author: the key of a program that filed it. */
	asAuthor?: boolean;
};

/** Whether the viewer filed the appeal. The code is compared only where the account does not answer. */
export async function isAuthor(viewer: Viewer, appeal: Appeal): Promise<boolean> {
	if (viewer.asAuthor) return true;
	const { account } = viewer.actor;
	if (account !== null && appeal.author === account) return true;
	if (!viewer.code) return false;
	return isFollowCode(viewer.code, await store.followHash(database(), appeal));
}

export function placeOf(appeal: Appeal, mine: boolean): AppealPlace {
	const { territory, body, state, visibility, closedBecause, inReview, withBodies, approval, hiddenWas } =
		appeal;
	return {
		territory,
		body,
		state,
		visibility,
		mine,
		closedBecause,
		inReview,
		merged: appeal.mergedInto !== null,
		withBodies,
		approval,
		hiddenWas,
	};
}

/** The same, where it matters whose approval is waited for: a named person may be away, or have left. */
export async function placeNow(
	appeal: Appeal,
	mine: boolean,
	now = new Date(),
	db: Db = database(),
): Promise<AppealPlace> {
	const place = placeOf(appeal, mine);
	if (appeal.approval === null) return place;
	return { ...place, approver: await approverOf(appeal.approval, appeal, now, db) };
}

/**
 * Reads the appeal for a use case and locks it. Who may not even see it learns nothing of it; who sees it but may not do
 * this is told so.
 */
export async function reach(tx: Tx, viewer: Viewer, ref: AppealRef, right: string): Promise<Appeal> {
	const appeal = (await store.lock(tx, ref)) ?? refuse('appeals.not-found');
	const mine =
		(viewer.actor.account !== null && appeal.author === viewer.actor.account) ||
		(!!viewer.code && isFollowCode(viewer.code, await store.followHash(tx, ref)));
	const place = await placeNow(appeal, mine, new Date(), tx);
	if (!may(viewer.actor, 'appeals.see', place)) refuse('appeals.not-found');
	demand(viewer.actor, right, place, { visible: true });
	return appeal;
}
