import { timingSafeEqual } from 'node:crypto';
import type { ApiPorts, Machine } from '#platform/api/door.server.ts';
import { database } from '#platform/db/door.server.ts';
import { log } from '#platform/log/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { isGood, type KeyId, readKey } from './key.ts';
import * as store from './store.server.ts';

/** Read anew at each call: a key that was taken back opens nothing from the next call on. */
async function machineOf(key: string): Promise<Machine | null> {
	const read = readKey(key);
	if (!read) return null;
	const row = await store.read(database(), read.territory, read.id);
	if (!row || !timingSafeEqual(row.hash, read.hash) || !isGood(row, new Date())) return null;
	return row;
}

/**
 * A program is nobody's account. With the right to read the whole it reads as an official of the territory does; what it read
 * stands in the audit trail with its key.
 */
function actorOf(machine: Machine | null, caller: { lang: 'ru' | 'en'; request: string }): Actor {
	const whole = machine?.scopes.includes('appeals:read-whole');
	return {
		account: null,
		name: '',
		grants:
			machine && whole
				? [{ role: 'official', territory: machine.territory, reach: 'subtree', space: null }]
				: [],
		lang: caller.lang,
		request: machine ? `${caller.request} key ${machine.id}` : caller.request,
		signIn: null,
		residence: null,
	};
}

type Uses = { machine: Machine; calls: number; refused: number; at: Date };
const counted = new Map<string, Uses>();
const writeEvery = 5_000;
let writing: NodeJS.Timeout | undefined;

/** Counted in memory and written every few seconds: a busy program would else update one row at each call. */
function used(machine: Machine, refused: boolean): void {
	const uses = counted.get(machine.id) ?? { machine, calls: 0, refused: 0, at: new Date() };
	uses.calls++;
	if (refused) uses.refused++;
	uses.at = new Date();
	counted.set(machine.id, uses);
	if (writing) return;
	writing = setTimeout(() => {
		writing = undefined;
		writeUses().catch((error) => log().warn({ err: error }, 'uses of keys are not written'));
	}, writeEvery).unref();
}

export async function writeUses(): Promise<void> {
	const all = [...counted.values()];
	counted.clear();
	for (const { machine, calls, refused, at } of all)
		await store.addUses(database(), {
			territory: machine.territory,
			key: machine.id as KeyId,
			day: at.toISOString().slice(0, 10),
			calls,
			refused,
			at,
		});
}

export const ports: ApiPorts = { machineOf, actorOf, used };
