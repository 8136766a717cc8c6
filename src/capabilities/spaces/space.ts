import type { AccountId, Id, Ref, TerritoryId } from '#platform/db/ids.ts';

export type SpaceId = Id<'space'>;
export type SpaceRef = Ref<'space'>;

/** Open: anyone signed in joins. Closed: the page is public, the owner agrees to each. Secret: for members it exists, for others it does not. */
export const openings = ['open', 'closed', 'secret'] as const;
export type Openness = (typeof openings)[number];

export const memberRoles = ['owner', 'admin', 'moderator', 'member'] as const;
export type MemberRole = (typeof memberRoles)[number];
export const isMemberRole = (role: string): role is MemberRole =>
	(memberRoles as readonly string[]).includes(role);

export type Space = SpaceRef & {
	kind: string;
	slug: string;
	/** Set for the page of a territory's service. */
	service: string | null;
	openness: Openness;
	owners: number;
	lang: 'ru' | 'en';
	name: string;
	summary: string;
	about: string;
	createdBy: AccountId;
	createdAt: Date;
	closedAt: Date | null;
};

export type Kind = {
	kind: string;
	madeBy: 'anyone' | 'administrator' | 'room';
	openness: readonly Openness[];
	name: string;
	many: string;
	hint: string;
	/** Roles that the kind adds: executor, expert, jury. */
	roles: readonly { role: string; name: string }[];
};

export type Member = { account: AccountId; roles: readonly string[]; since: Date };

export type Place = { territory: TerritoryId; space: SpaceId };

/** `/perm-krai/kungur/spaces/gardeners/members`; without a word, the list. */
export function addressOf(territoryPath: string, slug?: string, page?: string): string {
	return `/${[territoryPath, 'spaces', slug, page].filter(Boolean).join('/')}`;
}
