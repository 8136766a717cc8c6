import { z } from 'zod';
import type { AccountId, TerritoryId, Uuid } from '#platform/db/ids.ts';
import type { Grant } from '#platform/permissions/door.ts';

export type Lang = 'ru' | 'en';

export type Account = {
	account: AccountId;
	name: string;
	email: string | null;
	emailConfirmed: boolean;
	lang: Lang;
	hasPassword: boolean;
	state: 'active' | 'suspended' | 'erased';
	demonstration: boolean;
	createdAt: Date;
};

/** A grant as it stands in the account: who gave it, when, and when it ended. */
export type GrantRow = Grant & {
	id: Uuid;
	grantedBy: AccountId | null;
	grantedAt: Date;
	expiresAt: Date | null;
};

export type Place = { territory: TerritoryId; space: Uuid | null };

/** Roles of the platform that are held in a territory or in a body. Roles of spaces are told apart by their space. */
export const officialRoles = [
	'administrator',
	'official',
	'controller',
	'head',
	'operator',
	'moderator',
	'editor',
	// of an association outside the authority: scores answers and nothing else
	'observer',
] as const;
export type OfficialRole = (typeof officialRoles)[number];
export const spaceRoles = ['owner', 'admin', 'moderator', 'member'] as const;
export type SpaceRole = (typeof spaceRoles)[number];

/** Whether the grant makes its holder an official: every role of a territory, and in bodies all but those of spaces. */
export function isOfficial(grant: Pick<Grant, 'role' | 'space'>): boolean {
	return (
		(officialRoles as readonly string[]).includes(grant.role) &&
		(grant.space === null || !(spaceRoles as readonly string[]).includes(grant.role))
	);
}

/** The grants that somebody holds as an official: with a role of the platform, all that they hold in the same body. */
export function heldInOffice<G extends Pick<Grant, 'role' | 'space'>>(grants: readonly G[]): G[] {
	const bodies = new Set(
		grants.filter((one) => one.space !== null && isOfficial(one)).map((one) => one.space),
	);
	return grants.filter((one) => isOfficial(one) || (one.space !== null && bodies.has(one.space)));
}

/** Control and direction-changing characters: they hide what a name really is. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const unseen = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;

/** A person's name, as they write it: one line, any script. */
export const nameField = z
	.string()
	.transform((text) => text.normalize('NFC').replace(/\s+/gu, ' ').trim())
	.pipe(
		z
			.string()
			.min(1, 'identity.name.empty')
			.max(200, 'identity.name.long')
			.refine((text) => !unseen.test(text), 'identity.name.unseen')
			.refine((text) => /\p{L}/u.test(text), 'identity.name.no-letter'),
	);

const address =
	/^[^\s@<>"(),:;[\]\\]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}$/u;

/** An e-mail address in the one form in which it is claimed: lower case, NFC; Cyrillic names of hosts are welcome. */
export function cleanEmail(text: string): string {
	return text.normalize('NFC').trim().toLowerCase();
}

export const emailField = z
	.string()
	.transform(cleanEmail)
	.pipe(
		z
			.string()
			.min(1, 'identity.email.empty')
			.max(254, 'identity.email.wrong')
			.refine((text) => address.test(text), 'identity.email.wrong'),
	);

/** `о***@example.org`: enough to know one's own address by, too little to learn another's. */
export function veiled(email: string): string {
	const at = email.lastIndexOf('@');
	return `${email.slice(0, 1)}***${email.slice(at)}`;
}
