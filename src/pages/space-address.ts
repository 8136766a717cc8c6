import { refuse } from '#platform/errors/door.ts';
import type { SpaceRef } from '#rooms/spaces/door.server.ts';
import { addressOf, spaceAt } from '#rooms/spaces/door.server.ts';
import type { TerritoryView } from '#rooms/territories/door.server.ts';

export function territoryOf(locals: App.Locals): TerritoryView {
	return (locals.territory as TerritoryView | null) ?? refuse('platform.not-found');
}

export function spacePath(territory: { path: string }, slug?: string, page?: string): string {
	return addressOf(territory.path, slug, page);
}

/** The space of the address; hidden ones do not exist. */
export async function spaceRefOf(locals: App.Locals, slug: string): Promise<SpaceRef> {
	const { territory, id } = await spaceAt(locals.actor, territoryOf(locals).id, slug);
	return { territory, id };
}
