import type { TerritoryId } from '#platform/db/ids.ts';
import type { Opening } from '#platform/http/access.ts';
import { may } from '#platform/permissions/door.ts';

/**
 * Whether the address is open to the actor. A right is demanded at the territory of the address; an office page that
 * names none is opened at the first territory where the actor holds the right, and `locals.territory` becomes that.
 */
export function isOpenTo(locals: App.Locals, opening: Opening, url: URL): boolean {
	if (opening === 'anyone') return true;
	if (opening === 'signed-in') return locals.actor.account !== null;
	const { actor, territory } = locals;
	if (territory && allowedIn(territory.id)) return true;
	if (url.searchParams.has('in') || !locals.path.startsWith('/office')) return false;
	const grant = actor.grants.find((one) => allowedIn(one.territory, one.space));
	if (!grant) return false;
	if (grant.territory !== territory?.id) locals.territory = { id: grant.territory, path: '' };
	return true;

	function allowedIn(id: TerritoryId, space?: string | null): boolean {
		return (
			may(actor, (opening as { right: string }).right, { territory: id, space: space ?? null }) ||
			actor.grants.some(
				(one) =>
					one.territory === id &&
					one.space !== null &&
					may(actor, (opening as { right: string }).right, { territory: id, space: one.space }),
			)
		);
	}
}
