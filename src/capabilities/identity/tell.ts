import { type AccountId, database, type TerritoryId, type Uuid } from '#platform/db/door.server.ts';
import { notify } from '#platform/notifications/door.server.ts';
import { namesOf } from '#rooms/territories/door.server.ts';
import { isOfficial } from './account.ts';

export type Granted = {
	territory: TerritoryId;
	account: AccountId;
	grant: Uuid;
	role: string;
	space: Uuid | null;
	by: AccountId | null;
};

/** Who holds a role of an official hears when it is given and when it is taken away. */
export async function tellHolder(news: Granted, what: 'given' | 'withdrawn'): Promise<void> {
	if (!isOfficial(news) || news.by === null || news.by === news.account) return;
	const place = (await namesOf([news.territory])).get(news.territory)?.nominative ?? '';
	await notify(database(), {
		kind: `identity.role-${what}`,
		account: news.account,
		territory: news.territory,
		facts: { role: news.role, place },
		url: what === 'given' ? '/office/people/first-steps' : '/account',
		key: `identity.role-${what} ${news.grant}`,
	});
}
