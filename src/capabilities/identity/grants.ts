import { record } from '#platform/audit/door.server.ts';
import {
	type AccountId,
	database,
	newId,
	type TerritoryId,
	type Tx,
	transaction,
	type Uuid,
} from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { announce } from '#platform/events/door.server.ts';
import { demand } from '#platform/permissions/demand.ts';
import { type Actor, may } from '#platform/permissions/door.ts';
import { type GrantRow, isOfficial, officialRoles } from './account.ts';
import * as store from './grants-store.server.ts';
import { accountById } from './store.server.ts';

export type GrantInput = {
	account: AccountId;
	role: string;
	territory: TerritoryId;
	reach?: 'territory' | 'subtree';
	space?: Uuid | null;
	expiresAt?: Date | null;
};

/**
 * Gives a role at a place. Rooms that have their own rules of who may (spaces) call `give` after their own `demand`;
 * the office calls this.
 */
export async function grant(actor: Actor, input: GrantInput): Promise<Uuid> {
	const place = { territory: input.territory, space: input.space ?? null };
	demand(actor, 'identity.grant', place);
	if (!(officialRoles as readonly string[]).includes(input.role)) refuse('identity.role-unknown');
	// one hands on no more than one holds: only who sets a place up may make others do so
	if (input.role === 'administrator' && !may(actor, 'identity.appoint-administrator', place))
		refuse('platform.not-found');
	const id = await transaction((tx) => give(tx, actor, input));
	await project(input.account, id);
	return id;
}

/** Writes the grant, the audit line and the news in the transaction of the caller. Whoever calls has asked for the right. */
export async function give(tx: Tx, actor: Actor, input: GrantInput, at = new Date()): Promise<Uuid> {
	const holder = await accountById(tx, input.account);
	if (holder?.state !== 'active') refuse('identity.account-not-found');
	const row: GrantRow = {
		id: newId(),
		role: input.role,
		territory: input.territory,
		reach: input.reach ?? 'territory',
		space: input.space ?? null,
		grantedBy: actor.account,
		grantedAt: at,
		expiresAt: input.expiresAt ?? null,
	};
	const { id, fresh } = await store.insertGrant(tx, input.account, row);
	if (!fresh) return id;
	await record(tx, {
		actor,
		territory: input.territory,
		action: 'identity.granted',
		thing: { kind: 'account', id: input.account },
		about: input.account,
		payload: { role: row.role, reach: row.reach, space: row.space },
	});
	await announce(tx, 'identity.granted', {
		territory: row.territory,
		account: input.account,
		grant: id,
		role: row.role,
		space: row.space,
		by: actor.account,
	});
	return id;
}

/** Takes a role away; it ends at the holder's next request. */
export async function withdraw(
	actor: Actor,
	input: { account: AccountId; grant: Uuid; why?: string },
): Promise<void> {
	const standing = await store.grantById(database(), input.account, input.grant);
	if (!standing) refuse('identity.grant-not-found');
	demand(actor, 'identity.withdraw', standing);
	if (standing.role === 'administrator' && !may(actor, 'identity.appoint-administrator', standing))
		refuse('platform.not-found');
	if (!isOfficial(standing)) refuse('identity.grant-not-found');
	if (standing.role === 'administrator' && input.account === actor.account) refuse('identity.not-oneself');
	const gone = await transaction((tx) => take(tx, actor, input));
	if (gone) await project(input.account, input.grant);
}

/** As `give`: in the transaction of a caller that has asked for the right. False when it had ended already. */
export async function take(
	tx: Tx,
	actor: Actor,
	input: { account: AccountId; grant: Uuid; why?: string },
	at = new Date(),
): Promise<boolean> {
	const gone = await store.withdrawGrant(tx, input.account, input.grant, {
		account: actor.account,
		at,
		why: input.why ?? '',
	});
	if (!gone) return false;
	await record(tx, {
		actor,
		territory: gone.territory,
		action: 'identity.withdrawn',
		thing: { kind: 'account', id: input.account },
		about: input.account,
		payload: { role: gone.role, reach: gone.reach, space: gone.space, why: input.why ?? '' },
	});
	await announce(tx, 'identity.withdrawn', {
		territory: gone.territory,
		account: input.account,
		grant: gone.id,
		role: gone.role,
		space: gone.space,
		by: actor.account,
	});
	return true;
}

/**
 * Brings the list by place in line with the grant. Called right after the commit, so that the next page shows it,
 * and once more by the event, in case this process died in between. May run any number of times, in any order.
 */
export async function project(account: AccountId, grant: Uuid): Promise<void> {
	const db = database();
	const row = await store.grantById(db, account, grant);
	if (!row) return;
	if (row.withdrawnAt) await store.dropHolder(db, row.territory, row.id);
	else await store.putHolder(db, account, row);
}
