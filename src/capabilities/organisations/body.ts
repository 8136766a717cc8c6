import type { AccountId, Id, Ref, TerritoryId } from '#platform/db/ids.ts';

export type BodyRef = Ref<'body'>;
export type UnitId = Id<'unit'>;

/** Roles in which one works in a body; each is a grant of the same name held in the body's space. */
export const staffRoles = ['head', 'controller', 'executor', 'official'] as const;
export type StaffRole = (typeof staffRoles)[number];

export type Contacts = {
	phone: string | null;
	email: string | null;
	site: string | null;
	address: string | null;
	hours: string | null;
	lat: number | null;
	lon: number | null;
};

export type BodyText = { lang: string; name: string; shortName: string | null; about: string };

export type Body = Contacts & {
	territory: TerritoryId;
	id: Id<'body'>;
	kind: string;
	slug: string;
	parent: Id<'body'> | null;
	position: number;
	closedOn: string | null;
	successor: Id<'body'> | null;
	texts: BodyText[];
	/** Territories it serves besides its own. */
	serves: TerritoryId[];
};

/** What others need to name a body in a list. */
export type BodySummary = {
	territory: TerritoryId;
	id: Id<'body'>;
	slug: string;
	kind: string;
	name: string;
	shortName: string;
	/** The language the name is really in. */
	lang: string;
	phone: string | null;
	closed: boolean;
};

export type Unit = {
	territory: TerritoryId;
	id: UnitId;
	body: Id<'body'>;
	parent: UnitId | null;
	position: number;
	phone: string | null;
	names: { lang: string; name: string }[];
};

export type Staff = {
	territory: TerritoryId;
	id: Id<'staff'>;
	body: Id<'body'>;
	unit: UnitId | null;
	account: AccountId;
	role: StaffRole;
	post: string;
	publicName: string | null;
	since: string;
};

export const bodyKey = (ref: BodyRef): string => `${ref.territory}/${ref.id}`;

/** The reader's language, else Russian, else whatever there is. */
export function inLanguage<T extends { lang: string }>(texts: readonly T[], lang: string): T | undefined {
	return texts.find((text) => text.lang === lang) ?? texts.find((text) => text.lang === 'ru') ?? texts[0];
}
