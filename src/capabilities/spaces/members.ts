import { record } from '#platform/audit/door.server.ts';
import { type AccountId, database, newId, type Tx, transaction } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { announce } from '#platform/events/door.server.ts';
import { demand } from '#platform/permissions/demand.ts';
import { type Actor, may } from '#platform/permissions/door.ts';
import { accountsOf, give, grantsHeld, project, take } from '#rooms/identity/door.server.ts';
import { isHidden, kindOf, placeOf, rolesIn } from './see.ts';
import { isMemberRole, type Kind, type MemberRole, memberRoles, type Space, type SpaceRef } from './space.ts';
import * as store from './store.server.ts';

/** Locks the space for a change of its members; hidden ones do not exist. */
async function lock(
	tx: Tx,
	actor: Actor,
	ref: SpaceRef,
	options: { invited?: boolean } = {},
): Promise<{ space: Space; kind: Kind }> {
	const space = await store.lockSpace(tx, ref);
	if (!space || space.closedAt || (!options.invited && isHidden(actor, space))) refuse('spaces.not-found');
	return { space, kind: await kindOf(space.kind, actor.lang, tx) };
}

const signedIn = (actor: Actor): AccountId => actor.account ?? refuse('platform.sign-in-first');

/**
 * Gives a role inside, and takes the other roles of the ladder away, so that a person stands on one rung.
 * `counted`: the row of a new space says one owner already.
 */
async function setRung(
	tx: Tx,
	actor: Actor,
	space: Space,
	account: AccountId,
	role: MemberRole | null,
	options: { counted?: boolean; at?: Date } = {},
): Promise<boolean> {
	const held = (await grantsHeld(account, tx)).filter(
		(one) => one.space === space.id && one.territory === space.territory,
	);
	const rungs = held.filter((one) => isMemberRole(one.role));
	const wasOwner = rungs.some((one) => one.role === 'owner');
	if (role !== null && rungs.length === 1 && rungs[0]?.role === role) return false;
	if (role === 'owner' && !wasOwner && !options.counted) await store.countOwners(tx, space, 1);
	if (wasOwner && role !== 'owner' && !(await store.countOwners(tx, space, -1))) refuse('spaces.last-owner');
	for (const one of role === null ? held : rungs)
		if (one.role !== role) await take(tx, actor, { account, grant: one.id });
	if (role !== null && !rungs.some((one) => one.role === role))
		await give(tx, actor, { account, role, territory: space.territory, space: space.id }, options.at);
	return true;
}

/** Brings both lists in line with the grants of the account: right after a change, and again by the event. */
export async function projectMember(ref: SpaceRef, account: AccountId): Promise<void> {
	const space = await store.spaceById(database(), ref);
	if (!space) return;
	const held = (await grantsHeld(account)).filter(
		(one) => one.space === ref.id && one.territory === ref.territory,
	);
	const roles = held.map((one) => ({ role: one.role, since: one.grantedAt, by: one.grantedBy }));
	await transaction((tx) => store.putMemberships(tx, ref, account, roles));
	await transaction((tx) => store.putMySpaces(tx, ref, account, roles));
	for (const one of held) await project(account, one.id);
}

async function change<T>(account: AccountId | null, ref: SpaceRef, work: (tx: Tx) => Promise<T>): Promise<T> {
	const answer = await transaction(work);
	if (account) await projectMember(ref, account);
	return answer;
}

/** Joins an open space; asks to join a closed one. */
export async function join(
	actor: Actor,
	ref: SpaceRef,
	message = '',
	at = new Date(),
): Promise<'joined' | 'asked'> {
	const account = signedIn(actor);
	return change(account, ref, async (tx) => {
		const { space } = await lock(tx, actor, ref);
		if (rolesIn(actor, space).length > 0) return 'joined';
		if (space.openness !== 'open') {
			const request = newId(at.getTime());
			const fresh = await store.insertRequest(tx, ref, {
				id: request,
				account,
				message: message.slice(0, 1000),
				createdAt: at,
			});
			if (fresh)
				await announce(tx, 'spaces.asked', { territory: ref.territory, space: ref.id, account, request });
			return 'asked';
		}
		await setRung(tx, actor, space, account, 'member', { at });
		return 'joined';
	});
}

/** Leaves, or takes back the request to join. The last owner hands over first. */
export async function leave(actor: Actor, ref: SpaceRef, at = new Date()): Promise<void> {
	const account = signedIn(actor);
	await change(account, ref, async (tx) => {
		const { space } = await lock(tx, actor, ref);
		await store.withdrawRequest(tx, ref, account, at);
		await setRung(tx, actor, space, account, null);
	});
}

export async function decideRequest(
	actor: Actor,
	ref: SpaceRef,
	input: { request: string; accept: boolean },
	at = new Date(),
): Promise<void> {
	const account = await transaction(async (tx) => {
		const { space, kind } = await lock(tx, actor, ref);
		demand(actor, 'spaces.admit', placeOf(space, kind));
		const asking = await store.decideRequest(tx, ref, input.request, {
			state: input.accept ? 'accepted' : 'declined',
			by: actor.account,
			at,
		});
		if (!asking) refuse('spaces.request.already-decided');
		if (input.accept) await setRung(tx, actor, space, asking, 'member');
		await announce(tx, 'spaces.decided', {
			territory: ref.territory,
			space: ref.id,
			account: asking,
			accepted: input.accept,
			request: input.request,
		});
		return asking;
	});
	await projectMember(ref, account);
}

/** Sets the rung of a member: moderators and members by an administrator of the space, owners and administrators by the owner. */
export async function setRole(
	actor: Actor,
	ref: SpaceRef,
	input: { account: AccountId; role: MemberRole },
): Promise<void> {
	await change(input.account, ref, async (tx) => {
		const { space, kind } = await lock(tx, actor, ref);
		const place = placeOf(space, kind);
		const now = await rungOf(tx, space, input.account);
		const high = (role: string | null) => role === 'owner' || role === 'admin';
		demand(actor, high(now) || high(input.role) ? 'spaces.set-admins' : 'spaces.set-roles', place);
		if (now === null) refuse('spaces.no-member');
		await setRung(tx, actor, space, input.account, input.role);
	});
}

async function rungOf(tx: Tx, space: Space, account: AccountId): Promise<MemberRole | null> {
	const held = (await grantsHeld(account, tx)).filter(
		(one) => one.space === space.id && one.territory === space.territory,
	);
	return memberRoles.find((role) => held.some((one) => one.role === role)) ?? null;
}

/** Gives or takes a role that the kind adds (executor, expert, jury). */
export async function setAddedRole(
	actor: Actor,
	ref: SpaceRef,
	input: { account: AccountId; role: string; held: boolean },
): Promise<void> {
	await change(input.account, ref, async (tx) => {
		const { space, kind } = await lock(tx, actor, ref);
		demand(actor, 'spaces.set-roles', placeOf(space, kind));
		if (!kind.roles.some((one) => one.role === input.role)) refuse('spaces.no-such-role');
		const standing = (await grantsHeld(input.account, tx)).filter(
			(one) => one.space === space.id && one.territory === space.territory,
		);
		if (standing.length === 0) refuse('spaces.no-member');
		const has = standing.find((one) => one.role === input.role);
		if (input.held && !has)
			await give(tx, actor, {
				account: input.account,
				role: input.role,
				territory: space.territory,
				space: space.id,
			});
		if (!input.held && has) await take(tx, actor, { account: input.account, grant: has.id });
	});
}

/** Removes a person who stands below the remover on the ladder. */
export async function removeMember(
	actor: Actor,
	ref: SpaceRef,
	input: { account: AccountId },
): Promise<void> {
	if (input.account === actor.account) refuse('spaces.leave-instead');
	await change(input.account, ref, async (tx) => {
		const { space, kind } = await lock(tx, actor, ref);
		const place = placeOf(space, kind);
		const rung = await rungOf(tx, space, input.account);
		if (rung === 'owner' || rung === 'admin') demand(actor, 'spaces.set-admins', place);
		else if (rung === 'moderator') demand(actor, 'spaces.set-roles', place);
		else demand(actor, 'spaces.remove-member', place);
		await setRung(tx, actor, space, input.account, null);
	});
}

/** Makes another person the owner; the one who hands over stays as an administrator of the space, if they were an owner. */
export async function handOver(actor: Actor, ref: SpaceRef, input: { to: AccountId }): Promise<void> {
	const from = signedIn(actor);
	const known = (await accountsOf([input.to])).get(input.to);
	if (known?.state !== 'active') refuse('spaces.no-member');
	await transaction(async (tx) => {
		const { space, kind } = await lock(tx, actor, ref);
		demand(actor, 'spaces.hand-over', placeOf(space, kind));
		if (input.to === from) refuse('spaces.already-owner');
		const appoints = !rolesIn(actor, space).includes('owner');
		if (!appoints && (await rungOf(tx, space, input.to)) === null) refuse('spaces.no-member');
		await setRung(tx, actor, space, input.to, 'owner');
		if (!appoints) await setRung(tx, actor, space, from, 'admin');
		await record(tx, {
			actor,
			territory: ref.territory,
			action: 'spaces.handed-over',
			thing: { kind: 'space', id: ref.id },
			payload: { to: input.to },
		});
		await announce(tx, 'spaces.handed-over', { territory: ref.territory, space: ref.id, from, to: input.to });
	});
	await projectMember(ref, input.to);
	await projectMember(ref, from);
}

/** For rooms and jobs that pass work on without the person who leaves: the successor takes each rung they held. */
export async function replaceMember(
	actor: Actor,
	ref: SpaceRef,
	from: AccountId,
	to: AccountId,
): Promise<void> {
	await transaction(async (tx) => {
		const space = await store.lockSpace(tx, ref);
		if (!space || space.closedAt) return;
		const rung = await rungOf(tx, space, from);
		const standing = await rungOf(tx, space, to);
		if (rung && (standing === null || memberRoles.indexOf(rung) < memberRoles.indexOf(standing)))
			await setRung(tx, actor, space, to, rung);
		if (rung) await setRung(tx, actor, space, from, null);
	});
	await projectMember(ref, to);
	await projectMember(ref, from);
}

export type MemberView = {
	account: AccountId;
	name: string;
	rung: MemberRole | null;
	added: string[];
	since: Date;
};

export async function members(
	actor: Actor,
	ref: SpaceRef,
): Promise<{ members: MemberView[]; requests: (store.RequestRow & { name: string })[] }> {
	const space = await store.spaceById(database(), ref);
	if (!space || isHidden(actor, space)) refuse('spaces.not-found');
	const kind = await kindOf(space.kind, actor.lang);
	const place = placeOf(space, kind);
	if (!may(actor, 'spaces.hand-over', place)) demand(actor, 'spaces.see-members', place);
	const admits = may(actor, 'spaces.admit', place);
	const [rows, requests] = await Promise.all([
		store.membersOf(database(), ref, 1_000),
		admits ? store.requestsOf(database(), ref) : [],
	]);
	const names = await accountsOf([...rows.map((row) => row.account), ...requests.map((row) => row.account)]);
	const byAccount = Map.groupBy(rows, (row) => row.account);
	const view = [...byAccount].map(([account, own]) => ({
		account,
		name: names.get(account)?.name ?? '',
		rung: memberRoles.find((role) => own.some((one) => one.role === role)) ?? null,
		added: own.map((one) => one.role).filter((role) => !isMemberRole(role)),
		since: own[0]?.since ?? new Date(0),
	}));
	const order = (rung: MemberRole | null) => (rung ? memberRoles.indexOf(rung) : memberRoles.length);
	view.sort((a, b) => order(a.rung) - order(b.rung) || a.since.getTime() - b.since.getTime());
	return {
		members: view,
		requests: requests.map((row) => ({ ...row, name: names.get(row.account)?.name ?? '' })),
	};
}

export { lock, setRung };
