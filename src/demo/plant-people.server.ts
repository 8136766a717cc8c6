import { type AccountId, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import { installation } from '#platform/permissions/door.ts';
import {
	accountsOf,
	createAccount,
	declareResidence,
	give,
	outsider,
	project,
	standingActor,
} from '#rooms/identity/door.server.ts';
import { inTurns } from './in-turns.ts';
import type { Planted } from './planted.server.ts';
import type { DemoAccount } from './rows.ts';

export async function plantPeople(
	rows: readonly DemoAccount[],
	territories: ReadonlyMap<string, TerritoryId>,
	planted: Planted,
	step: () => void,
): Promise<Map<string, AccountId>> {
	const ids = new Map(rows.map((row) => [row.key, row.id as AccountId]));
	const made = await accountsOf([...ids.values()]);
	await inTurns(rows, 4, async (row) => {
		await planted.once(`account:${row.key}`, async () => {
			const account = row.id as AccountId;
			if (!made.has(account))
				await createAccount({
					account,
					name: row.name,
					email: row.email,
					emailConfirmed: true,
					...(row.password === null ? {} : { password: row.password }),
					consents: ['account'],
					through: 'demonstration',
					demonstration: true,
					at: row.at,
				});
			for (const role of row.roles) await grant(account, role, territories.get(role.territory)!, row.at);
			const home = territories.get(row.home);
			const actor = await standingActor(account);
			const place = row.place === null ? null : territories.get(row.place)!;
			if (home !== undefined && actor) await declareResidence(actor, { territory: home, place }, row.at);
			return account;
		});
		step();
	});
	return ids;
}

/** The administrator of a demonstration sets up the whole installation. */
async function grant(
	account: AccountId,
	role: { role: string },
	territory: TerritoryId,
	at: Date,
): Promise<void> {
	const places = role.role === 'administrator' ? [installation] : [territory];
	for (const place of places) {
		const given = await transaction((tx) =>
			give(
				tx,
				outsider(),
				{
					account,
					role: role.role,
					territory: place,
					reach: role.role === 'administrator' ? 'subtree' : 'territory',
				},
				at,
			),
		);
		await project(account, given);
	}
}
