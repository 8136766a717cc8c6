import { createHash } from 'node:crypto';
import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { tree } from '#rooms/territories/door.server.ts';
import { arrivedSince } from './arrivals-store.server.ts';

/** An equal message of the same program within a day is a repeat. */
const repeatWithin = 86_400_000;

/**
 * The number of a message that its channel gave none: by what it says, and by the day where the same was said longer ago: then it
 * has happened again.
 */
export async function numberBySaying(
	source: string,
	territory: TerritoryId,
	said: { words: unknown; files?: readonly Uint8Array[] },
	now: Date,
): Promise<string> {
	const hash = createHash('sha256').update(JSON.stringify(said.words));
	for (const bytes of said.files ?? []) hash.update(bytes);
	const sum = hash.digest('base64url');
	const since = new Date(now.getTime() - repeatWithin);
	// a place inside a municipality has its appeals with the municipality
	const owner = tree.ownerOf(territory) ?? territory;
	const recent = await arrivedSince(database(), source, sum, since, [owner, ...tree.descendants(owner)]);
	return recent ?? `${sum} ${now.toISOString().slice(0, 10)}`;
}
