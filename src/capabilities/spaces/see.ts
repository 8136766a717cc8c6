import { type Db, database, pageOf, readCursor, type TerritoryId } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { type Actor, may } from '#platform/permissions/door.ts';
import type { SpacePlace } from './permissions.ts';
import type { Kind, Openness, Space, SpaceRef } from './space.ts';
import * as store from './store.server.ts';

export async function kindsOf(lang: 'ru' | 'en'): Promise<Kind[]> {
	return store.kindsIn(database(), lang);
}
export async function kindOf(kind: string, lang: 'ru' | 'en', db: Db = database()): Promise<Kind> {
	return (await store.kindsIn(db, lang)).find((one) => one.kind === kind) ?? refuse('spaces.not-found');
}

/** A space as a place for rights. */
export function placeOf(space: Space, kind: Kind): SpacePlace {
	return { territory: space.territory, space: space.id, openness: space.openness, madeBy: kind.madeBy };
}

/** The roles that the actor holds inside. */
export function rolesIn(actor: Actor, ref: SpaceRef): string[] {
	return actor.grants
		.filter((one) => one.space === ref.id && one.territory === ref.territory)
		.map((one) => one.role);
}

/** What is secret does not exist for those outside, administrators of the territory included. */
export function isHidden(actor: Actor, space: Space): boolean {
	return space.openness === 'secret' && rolesIn(actor, space).length === 0;
}

export type SpaceView = Space & {
	kindName: string;
	kindRoles: Kind['roles'];
	allowed: readonly Openness[];
	members: number;
	roles: string[];
	/** A request of the reader waits for an answer. */
	asked: boolean;
	may: Record<
		| 'enter'
		| 'seeMembers'
		| 'edit'
		| 'admit'
		| 'invite'
		| 'removeMember'
		| 'setRoles'
		| 'setAdmins'
		| 'handOver'
		| 'close',
		boolean
	>;
};

/** The space by its address, as this reader may see it; refused as not found when it is hidden. */
export async function spaceAt(actor: Actor, territory: TerritoryId, slug: string): Promise<SpaceView> {
	const space = await store.spaceBySlug(database(), territory, slug);
	return viewFor(actor, space);
}

export async function spaceOf(actor: Actor, ref: SpaceRef): Promise<SpaceView> {
	return viewFor(actor, await store.spaceById(database(), ref));
}

async function viewFor(actor: Actor, space: Space | null): Promise<SpaceView> {
	if (!space || isHidden(actor, space)) refuse('spaces.not-found');
	const kind = await kindOf(space.kind, actor.lang);
	const place = placeOf(space, kind);
	const can = (right: string) => space.closedAt === null && may(actor, right, place);
	const [members, asked, text] = await Promise.all([
		store.countMembers(database(), space),
		actor.account ? store.ownRequest(database(), space, actor.account) : false,
		space.lang === actor.lang ? null : store.textOf(database(), space, actor.lang),
	]);
	return {
		...space,
		...(text ? { ...text, lang: actor.lang } : {}),
		kindName: kind.name,
		kindRoles: kind.roles,
		allowed: kind.openness,
		members,
		roles: rolesIn(actor, space),
		asked,
		may: {
			enter: may(actor, 'spaces.enter', place),
			seeMembers: may(actor, 'spaces.see-members', place) || can('spaces.hand-over'),
			edit: can('spaces.edit'),
			admit: can('spaces.admit'),
			invite: can('spaces.invite'),
			removeMember: can('spaces.remove-member'),
			setRoles: can('spaces.set-roles'),
			setAdmins: can('spaces.set-admins'),
			handOver: can('spaces.hand-over'),
			close: can('spaces.close'),
		},
	};
}

/** How many members a space has. */
export const membersIn = (ref: SpaceRef, db: Db = database()): Promise<number> => store.countMembers(db, ref);

const pageSize = 30;

export async function spacesIn(
	actor: Actor,
	territory: TerritoryId,
	options: { kind?: string | null; after?: string | null } = {},
): Promise<{ items: store.Card[]; next: string | null }> {
	const own = actor.grants.flatMap((one) => (one.space && one.territory === territory ? [one.space] : []));
	const rows = await store.spacesIn(database(), territory, {
		kind: options.kind ?? null,
		own,
		after: readCursor(options.after),
		limit: pageSize + 1,
	});
	return pageOf(rows, pageSize);
}

export type Mine = Pick<Space, 'territory' | 'id' | 'kind' | 'slug' | 'name' | 'summary' | 'openness'> & {
	roles: string[];
};
export async function mySpaces(actor: Actor): Promise<Mine[]> {
	if (!actor.account) return [];
	const refs = actor.grants.flatMap((one) =>
		one.space ? [{ territory: one.territory, id: one.space as Space['id'] }] : [],
	);
	const found = await store.spacesByRefs(database(), refs);
	return found
		.filter((space) => !space.closedAt)
		.map((space) => ({ ...space, roles: rolesIn(actor, space) }));
}

export type Text = { lang: 'ru' | 'en'; name: string; summary: string; about: string };
/** The texts of a space in its own language and in the other, for its settings. Whoever calls has asked for the right. */
export async function textIn(ref: SpaceRef): Promise<{ own: Text; other: Text }> {
	const space = (await store.spaceById(database(), ref)) ?? refuse('spaces.not-found');
	const lang = space.lang === 'ru' ? 'en' : 'ru';
	const other = await store.textOf(database(), ref, lang);
	const { name, summary, about } = space;
	return {
		own: { lang: space.lang, name, summary, about },
		other: { lang, name: '', summary: '', about: '', ...other },
	};
}
