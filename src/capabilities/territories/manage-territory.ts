import { database, type TerritoryId, type Tx, transaction } from '#platform/db/door.server.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import { type Actor, installation } from '#platform/permissions/door.ts';
import { type NameInput, nameRow, plantTerritory, type TerritoryInput } from './create-territory.ts';
import { presentTree, refreshTree } from './present.server.ts';
import * as store from './store.server.ts';

/** Makes a territory below one that the actor administers; at the top, only who administers the installation. */
export async function createTerritory(actor: Actor, input: TerritoryInput): Promise<TerritoryId> {
	await presentTree();
	demand(actor, 'territories.change', { territory: input.parent ?? installation });
	return plantTerritory(input);
}

/** Corrects the name in a language by hand: imports keep these forms. An empty nominative removes a translation. */
export async function renameInWords(
	actor: Actor,
	id: TerritoryId,
	lang: string,
	name: NameInput,
): Promise<void> {
	demand(actor, 'territories.change', { territory: id });
	if (!/^[a-z]{2,3}$/.test(lang)) refuse('territories.lang.unknown');
	const empty = name.nominative.trim() === '';
	if (empty && lang === 'ru') invalid({ field: 'nominative', code: 'territories.name.missing' });
	if (name.nominative.length > 300)
		invalid({ field: 'nominative', code: 'territories.name.too-long', facts: { most: 300 } });
	await changeTree(id, async (tx) => {
		if (empty) await store.removeName(tx, id, lang);
		else await store.putName(tx, id, nameRow(lang, name), true);
	});
}

/** Runs a change of one territory and lets every process see it. */
export async function changeTree(id: TerritoryId, work: (tx: Tx, row: store.TerritoryRow) => Promise<void>) {
	await transaction(async (tx) => {
		const row = (await store.lock(tx, id)) ?? refuse('territories.not-found');
		await work(tx, row);
		await store.takeNumbers(tx, 'version');
	});
	await refreshTree();
}

/** Gives a territory its own host name, or takes it away. One host leads to one territory. */
export async function setHost(actor: Actor, id: TerritoryId, host: string | null): Promise<void> {
	demand(actor, 'territories.arrange', { territory: id });
	const wanted = host?.trim().toLowerCase() || null;
	if (wanted && !/^([a-z0-9-]{1,63}\.)+[a-z0-9-]{2,63}$|^localhost$/.test(wanted))
		invalid({ field: 'host', code: 'territories.host.malformed' });
	const now = (await store.readHosts(database())).filter((row) => row.territory === id);
	if (wanted && !(await transaction((tx) => store.claim(tx, 'host', wanted, id, new Date()))))
		invalid({ field: 'host', code: 'territories.host.already-used' });
	await transaction(async (tx) => {
		for (const row of now) if (row.host !== wanted) await store.releaseHost(tx, row.host, id);
		await store.takeNumbers(tx, 'version');
	});
	await refreshTree();
}
