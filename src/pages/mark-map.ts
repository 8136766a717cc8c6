import { mapOf, type TerritoryView } from '#rooms/territories/door.server.ts';

/** The ground on which a form of a territory sets a mark: its outline, where it is known, else where to begin. */
export async function markMap(
	territory: Pick<TerritoryView, 'id' | 'centre' | 'municipal'>,
	lang: string,
): Promise<
	Awaited<ReturnType<typeof mapOf>> & { view: { centre: readonly [number, number]; zoom: number } | null }
> {
	const map = await mapOf(territory.id, lang);
	const { latitude, longitude } = territory.centre;
	return {
		...map,
		shapes: map.shapes.filter((one) => one.tone === 'own'),
		view:
			latitude !== null && longitude !== null
				? { centre: [longitude, latitude] as const, zoom: territory.municipal ? 12 : 6 }
				: null,
	};
}
