import { type AccountId, database, type TerritoryId } from '#platform/db/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { tree } from '#rooms/territories/door.server.ts';
import { appoint, dismiss } from './appoint.ts';
import * as store from './store.server.ts';

/** The posts of an official who leaves go to the successor, with the rights that belong to them. */
export async function handOver(leaving: {
	actor: Actor;
	from: AccountId;
	to: AccountId;
	territory: TerritoryId;
}): Promise<number> {
	const territories = [leaving.territory, ...tree.descendants(leaving.territory)];
	const posts = await store.workOf(database(), leaving.from, territories);
	for (const post of posts) {
		const body = { territory: post.territory, id: post.body };
		await appoint(leaving.actor, body, {
			account: leaving.to,
			unit: post.unit,
			role: post.role,
			post: post.post,
			publicName: null,
		});
		await dismiss(leaving.actor, body, post.id);
	}
	return posts.length;
}
