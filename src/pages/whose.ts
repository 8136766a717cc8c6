import { under } from '#pages/place.ts';
import type { TerritoryId, Uuid } from '#platform/db/ids.ts';
import { type SpaceRef, spaceOf } from '#rooms/spaces/door.server.ts';
import { namesOf } from '#rooms/territories/door.server.ts';

/** Whom a thing is for: the name of the area, and the space with its page where the reader may see it. */
export async function readWhose(
	locals: App.Locals,
	thing: { territory: TerritoryId; space: Uuid | null; who: { area: TerritoryId; space: Uuid | null } },
): Promise<{ area: string; space: { name: string; href: string } | null }> {
	const { territory, who } = thing;
	const id = who.space ?? thing.space;
	const [area, space] = await Promise.all([
		areaName(locals, who.area),
		id ? spaceOf(locals.actor, { territory, id } as SpaceRef).catch(() => null) : null,
	]);
	return {
		area,
		space: space && { name: space.name, href: locals.href(under(locals, `spaces/${space.slug}`)) },
	};
}

export async function areaName({ lang }: App.Locals, area: TerritoryId): Promise<string> {
	return (await namesOf([area], lang)).get(area)?.nominative ?? '';
}
