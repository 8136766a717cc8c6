import { record } from '#platform/audit/door.server.ts';
import { type AccountId, database, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import { type Actor, installation, isWithin, may } from '#platform/permissions/door.ts';
import { tree } from '#rooms/territories/door.server.ts';
import { type Account, cleanEmail, emailField, type GrantRow, isOfficial, veiled } from './account.ts';
import { forgetDemands, territoriesThatDemand } from './actor.server.ts';
import * as claims from './claims-store.server.ts';
import * as grants from './grants-store.server.ts';
import * as residences from './residence-store.server.ts';
import * as store from './store.server.ts';

/** How many are shown; more are found by searching. */
const most = 200;

export type Held = GrantRow & { account: AccountId; name: string; email: string; mayWithdraw: boolean };

/** Who holds rights in a territory (and, asked for, below it), for the office. */
export async function peopleIn(
	actor: Actor,
	territory: TerritoryId,
	options: { below?: boolean; role?: string } = {},
): Promise<{ held: Held[]; invitations: grants.InvitationRow[]; more: boolean }> {
	demand(actor, 'identity.people', { territory });
	const places = options.below
		? territory === installation
			? [installation, ...tree.roots().flatMap((root) => [root, ...tree.descendants(root)])]
			: [territory, ...tree.descendants(territory)]
		: [territory];
	const db = database();
	const at = new Date();
	const [rows, invitations] = await Promise.all([
		grants.holdersIn(db, places, { ...(options.role ? { role: options.role } : {}), limit: most + 1 }),
		grants.invitationsIn(db, places, at, most),
	]);
	const officials = rows.filter(isOfficial).filter((row) => !row.expiresAt || row.expiresAt > at);
	const names = await store.accountsByIds(db, [...new Set(officials.map((row) => row.account))]);
	const byId = new Map(names.map((one) => [one.account, one]));
	return {
		held: officials.slice(0, most).map((row) => ({
			...row,
			name: byId.get(row.account)?.name ?? '',
			email: byId.get(row.account)?.email ?? '',
			mayWithdraw:
				may(actor, 'identity.withdraw', row) &&
				!(row.role === 'administrator' && row.account === actor.account),
		})),
		invitations,
		more: rows.length > most,
	};
}

export type Found = {
	account: AccountId;
	name: string;
	email: string;
	/** Of this territory or below; elsewhere it is not ours to tell. */
	residence: { territory: TerritoryId; confirmed: boolean } | null;
};

/** Accounts by the whole e-mail, or by parts of the name. Who looked for what stands in the audit trail. */
export async function findPeople(actor: Actor, territory: TerritoryId, text: string): Promise<Found[]> {
	demand(actor, 'identity.find', { territory });
	const asked = text.normalize('NFC').trim().slice(0, 200);
	const words = asked
		.split(/\s+/)
		.filter((word) => word.length >= 2)
		.slice(0, 5);
	const db = database();
	let found: Account[] = [];
	if (emailField.safeParse(asked).success) {
		const owner = await claims.ownerOf(db, 'email', cleanEmail(asked));
		found = owner ? await store.accountsByIds(db, [owner]) : [];
	} else if (words.some((word) => word.length >= 3)) found = await store.accountsByName(db, words, 50);
	found = found.filter((one) => one.state !== 'erased');
	const homes = new Map(
		(
			await residences.residencesToday(
				db,
				found.map((one) => one.account),
			)
		).map((one) => [one.account, one]),
	);
	await transaction((tx) =>
		record(tx, {
			actor,
			territory,
			action: 'identity.people-searched',
			payload: { text: asked, found: found.map((one) => one.account) },
			reading: true,
		}),
	);
	return found.map((one) => {
		const home = homes.get(one.account);
		return {
			account: one.account,
			name: one.name,
			email: one.email ? veiled(one.email) : '',
			residence:
				home && isWithin(home.territory, territory)
					? { territory: home.territory, confirmed: home.confirmedAt !== null }
					: null,
		};
	});
}

/** One person as the office of a territory may see them. */
export async function personFor(
	actor: Actor,
	territory: TerritoryId,
	account: AccountId,
): Promise<Found & { grants: GrantRow[]; suspended: boolean }> {
	demand(actor, 'identity.find', { territory });
	const [known] = await store.accountsByIds(database(), [account]);
	if (!known || known.state === 'erased') refuse('platform.not-found');
	const [home] = await residences.residencesToday(database(), [account]);
	const held = await grants.grantsOf(database(), account, new Date());
	await transaction((tx) =>
		record(tx, {
			actor,
			territory,
			action: 'identity.person-read',
			thing: { kind: 'account', id: account },
			about: account,
			reading: true,
		}),
	);
	return {
		account,
		name: known.name,
		email: known.email ? veiled(known.email) : '',
		residence:
			home && isWithin(home.territory, territory)
				? { territory: home.territory, confirmed: home.confirmedAt !== null }
				: null,
		grants: held.filter((one) => isOfficial(one) && isWithin(one.territory, territory)),
		suspended: known.state === 'suspended',
	};
}

/** Whether officials of the territory and below must have a second factor. */
export async function demandsFactor(territory: TerritoryId): Promise<{ here: boolean; above: boolean }> {
	const all = await territoriesThatDemand();
	return {
		here: all.includes(territory),
		above: all.some((one) => one !== territory && isWithin(territory, one)),
	};
}

export async function demandFactor(
	actor: Actor,
	territory: TerritoryId,
	demanded: boolean,
	at = new Date(),
): Promise<void> {
	demand(actor, 'identity.demand', { territory });
	await transaction(async (tx) => {
		await grants.putDemand(tx, { territory, secondFactor: demanded, by: actor.account, at });
		await record(tx, { actor, territory, action: 'identity.factor-demanded', payload: { demanded } });
	});
	forgetDemands();
}
