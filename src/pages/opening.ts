import type { TerritoryId } from '#platform/db/ids.ts';
import type { Opening } from '#platform/http/access.ts';
import { type Actor, may } from '#platform/permissions/door.ts';

/**
 * Whether the address is open to the actor, and where. A right is demanded at the territory of the address; an office
 * page that names none opens at the first territory where the actor holds the right.
 * @returns false when closed; else the territory to stand in, or undefined where the address decides it already
 */
export function isOpenTo(
	actor: Actor,
	opening: Opening,
	at: { territory: TerritoryId | undefined; chosen: boolean },
): { open: boolean; at?: TerritoryId } {
	if (opening === 'anyone') return { open: true };
	if (opening === 'signed-in') return { open: actor.account !== null };
	const { right } = opening;
	if (at.territory !== undefined && holdsIn(at.territory)) return { open: true };
	if (at.chosen) return { open: false };
	const grant = actor.grants.find((one) => may(actor, right, { territory: one.territory, space: one.space }));
	return grant ? { open: true, at: grant.territory } : { open: false };

	/** In the territory itself, or in any of its spaces and bodies where the actor holds a role. */
	function holdsIn(territory: TerritoryId): boolean {
		return (
			may(actor, right, { territory }) ||
			actor.grants.some(
				(one) =>
					one.territory === territory &&
					one.space !== null &&
					may(actor, right, { territory, space: one.space }),
			)
		);
	}
}
