import type { TerritoryId } from '#platform/db/door.server.ts';
import { currentTree, view } from './present.server.ts';
import { regionOf, country as russia } from './regions.ts';

/** The codes of ISO 3166 under which calendars know a place: its country, and the part of the country it lies in, if known. */
export type IsoPlace = { country: string; region: string };

/**
 * Where a territory lies by ISO 3166. A country's own code says which it is; a region's is found by its OKTMO in Russia and is
 * its own code elsewhere (`KZ-ALA`). An installation without a country above it counts as Russia.
 */
export async function isoPlaceOf(territory: TerritoryId): Promise<IsoPlace> {
	const tree = currentTree();
	const chain = [territory, ...tree.ancestors(territory)];
	const codeOf = async (kind: string) => {
		const found = chain.find((id) => tree.kindOf(id) === kind);
		return found === undefined ? null : ((await view(found))?.code ?? null);
	};
	const [ofCountry, ofRegion] = await Promise.all([codeOf('country'), codeOf('region')]);
	const country = ofCountry && /^[A-Z]{2}$/.test(ofCountry) ? ofCountry : russia.code;
	if (!ofRegion) return { country, region: '' };
	if (/^[A-Z]{2}-[A-Z0-9]{1,3}$/.test(ofRegion)) return { country, region: ofRegion };
	return { country, region: country === russia.code ? (regionOf(ofRegion)?.iso ?? '') : '' };
}
