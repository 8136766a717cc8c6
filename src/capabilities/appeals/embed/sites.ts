import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { tree } from '#rooms/territories/door.server.ts';
import { type Reception, type ReceptionRef, readReceptionRef } from '../reception/reception.ts';
import * as store from '../reception/reception-store.server.ts';

/** As it stands in the address of the form: `59.0192f…`. */
export const siteAddress = (site: ReceptionRef) => `${site.territory}.${site.id}`;

/** The site of an address, while it may hold the form of this territory: its own, or one below it. */
export async function siteFor(territory: TerritoryId, address: string): Promise<Reception | undefined> {
	const ref = readReceptionRef(address.replace('.', '/'));
	if (!ref || !(territory === ref.territory || tree.isWithin(territory, ref.territory))) return undefined;
	const found = await store.read(database(), ref);
	return found?.kind === 'site' && found.closedAt === null ? found : undefined;
}

/** The site whose page asks, where its list or that of a territory above names it. */
export async function siteOf(territory: TerritoryId, origin: string): Promise<Reception | undefined> {
	const all = await store.receptionsOf(database(), [territory, ...tree.ancestors(territory)], ['site']);
	return all.find((one) => one.closedAt === null && one.origins.includes(origin));
}
