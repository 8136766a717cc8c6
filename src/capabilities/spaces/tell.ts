import { type AccountId, database, type TerritoryId } from '#platform/db/door.server.ts';
import { notify } from '#platform/notifications/door.server.ts';
import { accountsOf, holders } from '#rooms/identity/door.server.ts';
import { pathOf } from '#rooms/territories/door.server.ts';
import { addressOf, type SpaceId } from './space.ts';
import * as store from './store.server.ts';

type News = { territory: TerritoryId; space: SpaceId; account: AccountId };

/** The owners hear that somebody asks to join. */
export async function tellOwners({
	territory,
	space: id,
	account,
	request,
}: News & { request: string }): Promise<void> {
	const space = await store.spaceById(database(), { territory, id });
	if (!space || space.closedAt) return;
	const name = (await accountsOf([account])).get(account)?.name ?? '';
	for (const owner of await holders([territory], { space: id, role: 'owner' }))
		await notify(database(), {
			kind: 'spaces.asked',
			account: owner.account,
			territory,
			facts: { space: space.name, name },
			url: addressOf(pathOf(territory), space.slug, 'members'),
			key: `spaces.asked ${request}`,
		});
}

/** Who asked hears the answer. */
export async function tellAnswer({
	territory,
	space: id,
	account,
	accepted,
	request,
}: News & { accepted: boolean; request: string }): Promise<void> {
	const space = await store.spaceById(database(), { territory, id });
	if (!space) return;
	await notify(database(), {
		kind: accepted ? 'spaces.accepted' : 'spaces.declined',
		account,
		territory,
		facts: { space: space.name },
		url: addressOf(pathOf(territory), space.slug),
		key: `spaces.decided ${request}`,
	});
}

/** The new owner hears that the space is theirs. */
export async function tellHeir({
	territory,
	space: id,
	to,
}: {
	territory: TerritoryId;
	space: SpaceId;
	to: AccountId;
}): Promise<void> {
	const space = await store.spaceById(database(), { territory, id });
	if (!space) return;
	await notify(database(), {
		kind: 'spaces.yours',
		account: to,
		territory,
		facts: { space: space.name },
		url: addressOf(pathOf(territory), space.slug),
		key: `spaces.yours ${id} ${space.owners}`,
	});
}
