import { addresses } from '#pages/addresses.ts';
import { isOpenTo } from '#pages/opening.ts';
import type { TerritoryId } from '#platform/db/ids.ts';
import type { Opening } from '#platform/http/access.ts';
import type { Actor } from '#platform/permissions/door.ts';

/**
 * The pages of the office in the order of a working day. Words: `frame.office.<name>.title` and `.about`. A page that many may
 * read and few set stands here for those few, by `right`.
 */
const all = [
	{ name: 'appeals', path: '/office/appeals', group: 'work' },
	{ name: 'field', path: '/office/field', group: 'work' },
	{ name: 'reviews', path: '/office/appeals/reviews', group: 'work' },
	{ name: 'hidden', path: '/office/appeals/hidden', group: 'work' },
	{ name: 'quality', path: '/office/quality', group: 'work' },
	{ name: 'situation', path: '/office/situation', group: 'work' },
	{ name: 'operator', path: '/office/appeals/operator', group: 'work' },
	{ name: 'votes', path: '/office/votes', group: 'work' },
	{ name: 'opinions', path: '/office/opinions', group: 'work' },
	{ name: 'filing', path: '/office/filing', group: 'place' },
	{ name: 'marks', path: '/office/filing/marks', group: 'place' },
	{ name: 'bodies', path: '/office/bodies', group: 'place' },
	{ name: 'categories', path: '/office/categories', group: 'place' },
	{ name: 'classifier', path: '/office/appeals/classifier', group: 'place' },
	{ name: 'terms', path: '/office/appeals/terms', group: 'place', right: 'appeals.set-ladder' },
	{ name: 'closing', path: '/office/appeals/closing', group: 'place', right: 'appeals.set-closing' },
	{ name: 'import', path: '/office/appeals/import', group: 'place' },
	{ name: 'territories', path: '/office/territories', group: 'place' },
	{ name: 'people', path: '/office/people', group: 'people' },
	{ name: 'residence', path: '/office/people/residence', group: 'people' },
	{ name: 'absences', path: '/office/absences', group: 'people' },
	{ name: 'permissions', path: '/office/permissions', group: 'people' },
	{ name: 'keys', path: '/office/keys', group: 'system' },
	{ name: 'webhooks', path: '/office/webhooks', group: 'system' },
	{ name: 'endpoints', path: '/office/endpoints', group: 'system' },
	{ name: 'audit', path: '/office/audit', group: 'system' },
	{ name: 'jobs', path: '/office/jobs', group: 'system' },
	{ name: 'mail', path: '/office/mail', group: 'system' },
	{ name: 'calendar', path: '/office/calendar', group: 'system' },
] as const;

export const officeGroups = ['work', 'place', 'people', 'system'] as const;
export type OfficeWay = (typeof all)[number];

function openingOf(way: OfficeWay): Opening | undefined {
	return 'right' in way ? { right: way.right } : addresses.get(way.path)?.open;
}

/** The pages of the office that are open to this person somewhere; empty for who has no work here. */
export function officeWays(actor: Actor): OfficeWay[] {
	if (actor.account === null || actor.grants.length === 0) return [];
	return all.filter((way) => {
		const opening = openingOf(way);
		return opening !== undefined && isOpenTo(actor, opening, { territory: undefined, chosen: false }).open;
	});
}

/** Where a way leads: to the territory one works in, if it is open there; else to the first where it is. */
export function pathOfWay(actor: Actor, way: OfficeWay, territory: TerritoryId | undefined): string {
	if (territory === undefined) return way.path;
	const opening = openingOf(way);
	const here = opening && isOpenTo(actor, opening, { territory, chosen: true }).open;
	return here ? `${way.path}?in=${territory}` : way.path;
}
