import { transaction } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type { AppealRef } from '../appeal.ts';
import { project } from '../project.ts';
import { reach } from '../reach.ts';
import * as store from './followers-store.server.ts';

/** The account hears of the answer, without saying that it concerns them. Twice is once. */
export async function followByAccount(actor: Actor, ref: AppealRef, at = new Date()): Promise<void> {
	const account = actor.account ?? refuse('platform.sign-in-first');
	await transaction(async (tx) => {
		await reach(tx, { actor }, ref, 'appeals.follow');
		await store.follow(tx, ref, account, at);
	});
	// it stands among the person's own on the next page
	await project(ref);
}

export async function unfollowByAccount(actor: Actor, ref: AppealRef): Promise<void> {
	const account = actor.account ?? refuse('platform.sign-in-first');
	await transaction((tx) => store.unfollow(tx, ref, account));
	// who joined it besides keeps it among their own
	await project(ref);
}
