import { record } from '#platform/audit/door.server.ts';
import {
	database,
	isUuid,
	newId,
	type TerritoryId,
	transaction,
	type Uuid,
} from '#platform/db/door.server.ts';
import { Invalid, invalid, type Problem, refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import { type Actor, isWithin, may } from '#platform/permissions/door.ts';
import { cleanEmail, emailField, type Lang, officialRoles, veiled } from './account.ts';
import * as claims from './claims-store.server.ts';
import { give, project } from './grants.ts';
import * as store from './grants-store.server.ts';
import { linkTo, write } from './letters.ts';
import { openTry } from './limits.server.ts';
import { sealFor } from './sealed.server.ts';
import { hashOf, newSecret } from './secrets.server.ts';
import { standingActor } from './standing.server.ts';
import * as accounts from './store.server.ts';

/** Days in which an invitation is good. */
const lives = 14;

export type Invitation = store.InvitationRow;

export type InvitationInput = {
	email: string;
	name: string;
	role: string;
	territory: TerritoryId;
	reach: 'territory' | 'subtree';
	space: Uuid | null;
	lang: Lang;
	/** The place in words, for the letter. */
	placeName: string;
	roleName: string;
};

/** Whether the actor sets up the whole subtree; who has a single territory hands on no more than that. */
export function reachesBelow(actor: Actor, territory: TerritoryId): boolean {
	return actor.grants.some(
		(one) =>
			one.role === 'administrator' &&
			one.space === null &&
			one.reach === 'subtree' &&
			isWithin(territory, one.territory),
	);
}

/** Invites a future official by e-mail. The right begins when the person accepts, if the inviter still may give it. */
export async function invite(actor: Actor, input: InvitationInput, at = new Date()): Promise<Uuid> {
	const by = actor.account ?? refuse('platform.sign-in-first');
	const place = { territory: input.territory, space: input.space };
	demand(actor, 'identity.grant', place);
	const problems: Problem[] = [];
	const email = emailField.safeParse(input.email);
	if (!email.success)
		problems.push({ field: 'email', code: email.error.issues[0]?.message ?? 'identity.email.wrong' });
	if (
		!(officialRoles as readonly string[]).includes(input.role) ||
		(input.role === 'administrator' && input.space)
	)
		problems.push({ field: 'role', code: 'identity.role-unknown' });
	if (input.reach === 'subtree' && !reachesBelow(actor, input.territory))
		problems.push({ field: 'reach', code: 'identity.reach-too-wide' });
	if (input.name.length > 200) problems.push({ field: 'name', code: 'identity.name.long' });
	if (problems.length) throw new Invalid(problems);
	if (input.role === 'administrator') demand(actor, 'identity.appoint-administrator', place);
	if (await openTry([{ kind: 'invitation', value: by, limit: 60, minutes: 60 }], at))
		refuse('identity.letter.too-many');
	const secret = newSecret();
	const id = newId<Uuid>(at.getTime());
	const to = email.data ?? '';
	await transaction(async (tx) => {
		await store.insertInvitation(
			tx,
			{
				id,
				territory: input.territory,
				email: to,
				name: input.name,
				role: input.role,
				reach: input.reach,
				space: input.space,
				lang: input.lang,
				invitedBy: by,
				createdAt: at,
				expiresAt: new Date(at.getTime() + lives * 86_400_000),
			},
			hashOf(secret),
		);
		await record(tx, {
			actor,
			territory: input.territory,
			action: 'identity.invited',
			thing: { kind: 'invitation', id },
			payload: { email: to, role: input.role, reach: input.reach, space: input.space },
		});
		await write(
			tx,
			'invitation',
			{ email: to, lang: input.lang },
			{
				inviter: actor.name,
				role: input.roleName,
				territory: input.placeName,
				days: lives,
				link: linkTo(`/account/invitation?token=${input.territory}.${id}.${secret}`, input.lang),
			},
		);
	});
	return id;
}

export type OpenInvitation = Invitation & {
	mine: boolean;
	hasAccount: boolean;
	veiled: string;
	registerToken: string;
};

function readTokenOf(token: string | null): { territory: TerritoryId; id: Uuid; secret: string } | null {
	const [territory, id, secret, more] = (token ?? '').split('.');
	if (more !== undefined || !territory || !id || !secret) return null;
	if (!/^\d{1,9}$/.test(territory) || !isUuid(id) || !/^[A-Za-z0-9_-]{43}$/.test(secret)) return null;
	return { territory: Number(territory) as TerritoryId, id, secret };
}

/** What a link from the letter offers; null when it is old, revoked, accepted or not ours. */
export async function readInvitation(
	actor: Actor,
	token: string | null,
	at = new Date(),
): Promise<OpenInvitation | null> {
	const read = readTokenOf(token);
	const found =
		read && (await store.openInvitation(database(), read.territory, read.id, hashOf(read.secret), at));
	if (!found || !read) return null;
	const owner = await claims.ownerOf(database(), 'email', found.email);
	return {
		...found,
		mine: actor.account !== null && owner === actor.account,
		hasAccount: owner !== null,
		veiled: veiled(found.email),
		// the letter was read at the address, so no second letter is needed to register it
		registerToken: sealFor(
			'register',
			{ email: found.email, to: `/account/invitation?token=${token}` },
			60,
			at,
		),
	};
}

/** Accepts: only with the account of the address that was invited, and only while the inviter still may give the role. */
export async function acceptOffice(actor: Actor, token: string, at = new Date()): Promise<Invitation> {
	const account = actor.account ?? refuse('platform.sign-in-first');
	const found = (await readInvitation(actor, token, at)) ?? refuse('identity.invitation.old');
	const known = await accounts.accountById(database(), account);
	if (cleanEmail(known?.email ?? '') !== found.email || !known?.emailConfirmed)
		refuse('identity.invitation.other-address', { email: found.veiled });
	const inviter = await standingActor(found.invitedBy, at);
	if (
		!inviter ||
		!may(inviter, 'identity.grant', found) ||
		(found.reach === 'subtree' && !reachesBelow(inviter, found.territory))
	)
		refuse('identity.invitation.old');
	const grant = await transaction(async (tx) => {
		if (!(await store.acceptInvitation(tx, found.territory, found.id, account, at)))
			refuse('identity.invitation.old');
		return give(
			tx,
			{ ...inviter, request: actor.request },
			{ account, role: found.role, territory: found.territory, reach: found.reach, space: found.space },
			at,
		);
	});
	await project(account, grant);
	return found;
}

export async function revokeOffice(
	actor: Actor,
	ref: { territory: TerritoryId; id: Uuid },
	at = new Date(),
): Promise<void> {
	demand(actor, 'identity.grant', { territory: ref.territory });
	await transaction(async (tx) => {
		const gone = await store.revokeInvitation(tx, ref.territory, ref.id, at);
		if (!gone) invalid({ field: '', code: 'identity.invitation.old' });
		await record(tx, {
			actor,
			territory: ref.territory,
			action: 'identity.invitation-revoked',
			thing: { kind: 'invitation', id: ref.id },
		});
	});
}
