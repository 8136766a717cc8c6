import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { allBlocks, arrange } from './blocks.ts';
import { arrangementOf } from './page.ts';
import { nameIn, view } from './present.server.ts';
import * as store from './store.server.ts';
import type { TerritoryView } from './territory.ts';

/** What the office pages of one territory need; refuses whoever has no work there. */
export async function officeOf(
	actor: Actor,
	id: TerritoryId,
	lang: string,
): Promise<{
	territory: TerritoryView;
	names: (store.NameRow & { byHand: boolean })[];
	own: { zone: string | null; slug: string };
}> {
	demand(actor, 'territories.office', { territory: id });
	const territory = (await view(id, lang)) ?? refuse('territories.not-found');
	const [names, [row]] = await Promise.all([
		store.readNames(database(), [id]),
		store.readMany(database(), [id]),
	]);
	return {
		territory: { ...territory, name: nameIn(names, lang) },
		names: names.map(({ id: _, ...name }) => name),
		own: { zone: row?.zone ?? null, slug: row?.slug ?? '' },
	};
}

export async function blocksOf(territory: TerritoryView) {
	return arrange(allBlocks(), territory.kind, await arrangementOf(territory.id)).map((block) => ({
		name: block.name,
		title: block.title,
		place: block.place,
		shown: block.shown,
		position: block.position,
	}));
}
