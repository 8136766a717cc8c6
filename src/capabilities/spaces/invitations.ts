import { createHash, randomBytes } from 'node:crypto';
import { record } from '#platform/audit/door.server.ts';
import { sendMail } from '#platform/channels/door.server.ts';
import {
	database,
	isUuid,
	newId,
	type TerritoryId,
	transaction,
	type Uuid,
} from '#platform/db/door.server.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import { translatorFor } from '#platform/i18n/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import { type Actor, may } from '#platform/permissions/door.ts';
import { accountOf, emailField, type Lang, linkTo, standingActor } from '#rooms/identity/door.server.ts';
import { lock, projectMember, setRung } from './members.ts';
import { kindOf, placeOf } from './see.ts';
import type { Space, SpaceRef } from './space.ts';
import * as store from './store.server.ts';

const hashOf = (secret: string) => createHash('sha256').update(secret).digest();

/** Invites by e-mail (one person) or by a link (anyone who has it). Returns the address to give to the person. */
export async function invite(
	actor: Actor,
	ref: SpaceRef,
	input: {
		email: string | null;
		role: 'moderator' | 'member';
		days: number;
		places: number | null;
		lang: Lang;
	},
	at = new Date(),
): Promise<{ id: Uuid; link: string }> {
	const by = actor.account ?? refuse('platform.sign-in-first');
	const email = input.email === null ? null : emailField.safeParse(input.email);
	if (email && !email.success) invalid({ field: 'email', code: 'identity.email.wrong' });
	const id = newId<Uuid>(at.getTime());
	const secret = randomBytes(32).toString('base64url');
	const link = linkTo(`/account/spaces/invitation?token=${ref.territory}.${id}.${secret}`, input.lang);
	await transaction(async (tx) => {
		const { space, kind } = await lock(tx, actor, ref);
		const place = placeOf(space, kind);
		demand(actor, 'spaces.invite', place);
		if (input.role !== 'member') demand(actor, 'spaces.set-roles', place);
		await store.insertInvitation(
			tx,
			{
				id,
				territory: ref.territory,
				space: ref.id,
				email: email?.data ?? null,
				role: input.role,
				invitedBy: by,
				createdAt: at,
				expiresAt: new Date(at.getTime() + input.days * 86_400_000),
				places: email ? 1 : input.places,
			},
			hashOf(secret),
		);
		await record(tx, {
			actor,
			territory: ref.territory,
			action: 'spaces.invited',
			thing: { kind: 'space', id: ref.id },
			payload: { role: input.role, byEmail: email !== null },
		});
		if (email) {
			const t = translatorFor(input.lang);
			await sendMail(tx, {
				to: email.data ?? '',
				subject: t('spaces.letter.invitation.subject', { space: space.name }),
				text: t('spaces.letter.invitation.text', {
					inviter: actor.name,
					space: space.name,
					days: input.days,
					link,
				}),
			});
		}
	});
	return { id, link };
}

function readToken(token: string | null): { territory: TerritoryId; id: Uuid; secret: string } | null {
	const [territory, id, secret, more] = (token ?? '').split('.');
	if (more !== undefined || !territory || !id || !secret) return null;
	if (!/^\d{1,9}$/.test(territory) || !isUuid(id) || !/^[A-Za-z0-9_-]{43}$/.test(secret)) return null;
	return { territory: Number(territory) as TerritoryId, id, secret };
}

export type Offer = {
	space: Pick<Space, 'territory' | 'id' | 'slug' | 'name' | 'summary' | 'openness'>;
	role: string;
	inviter: string;
};

async function openOffer(
	token: string | null,
	at: Date,
): Promise<{ invitation: store.InvitationRow; space: Space } | null> {
	const read = readToken(token);
	const invitation =
		read && (await store.openInvitation(database(), read.territory, read.id, hashOf(read.secret), at));
	if (!invitation) return null;
	const space = await store.spaceById(database(), { territory: invitation.territory, id: invitation.space });
	if (!space || space.closedAt) return null;
	// an invitation is as good as the right of the one who gave it
	const inviter = await standingActor(invitation.invitedBy, at);
	if (!inviter || !may(inviter, 'spaces.invite', placeOf(space, await kindOf(space.kind, 'ru')))) return null;
	return { invitation, space };
}

/** What the link offers; null when it is old, used up, revoked, or not ours. */
export async function readOffer(token: string | null, at = new Date()): Promise<Offer | null> {
	const open = await openOffer(token, at);
	if (!open) return null;
	const inviter = await accountOf(open.invitation.invitedBy);
	const { territory, id, slug, name, summary, openness } = open.space;
	return {
		space: { territory, id, slug, name, summary, openness },
		role: open.invitation.role,
		inviter: inviter?.name ?? '',
	};
}

export async function acceptOffer(actor: Actor, token: string | null, at = new Date()): Promise<Space> {
	const account = actor.account ?? refuse('platform.sign-in-first');
	const { invitation, space } = (await openOffer(token, at)) ?? refuse('spaces.invitation.old');
	if (invitation.email !== null) {
		const own = await accountOf(account);
		if (own?.email !== invitation.email) refuse('spaces.invitation.other-address');
	}
	const inviter = (await standingActor(invitation.invitedBy, at)) ?? refuse('spaces.invitation.old');
	await transaction(async (tx) => {
		await lock(tx, actor, space, { invited: true });
		if (actor.grants.some((one) => one.space === space.id)) return;
		if (!(await store.useInvitation(tx, invitation.territory, invitation.id, at)))
			refuse('spaces.invitation.old');
		await store.withdrawRequest(tx, space, account, at);
		await setRung(
			tx,
			{ ...inviter, request: actor.request },
			space,
			account,
			invitation.role as 'moderator' | 'member',
		);
	});
	await projectMember(space, account);
	return space;
}

export async function openInvitations(
	actor: Actor,
	ref: SpaceRef,
	at = new Date(),
): Promise<store.InvitationRow[]> {
	const space = (await store.spaceById(database(), ref)) ?? refuse('spaces.not-found');
	demand(actor, 'spaces.invite', placeOf(space, await kindOf(space.kind, actor.lang)));
	return store.invitationsOf(database(), ref, at);
}

export async function revokeInvitation(
	actor: Actor,
	ref: SpaceRef,
	invitation: Uuid,
	at = new Date(),
): Promise<void> {
	await transaction(async (tx) => {
		const { space, kind } = await lock(tx, actor, ref);
		demand(actor, 'spaces.invite', placeOf(space, kind));
		if (!(await store.revokeInvitation(tx, ref, invitation, at))) refuse('spaces.invitation.already-over');
	});
}
