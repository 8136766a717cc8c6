import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { record } from '#platform/audit/door.server.ts';
import { database, transaction } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { type Reception, type ReceptionRef, readReceptionRef } from './reception.ts';
import * as store from './reception-store.server.ts';

const hashOf = (secret: string) => createHash('sha256').update(`veche-kiosk/1\n${secret}`).digest();

/**
 * A new key for the device of a kiosk; the device that held the one before is let in no more. The key is shown once, in an address
 * that is opened on the kiosk itself.
 */
export async function issueKioskKey(actor: Actor, ref: ReceptionRef): Promise<string> {
	const { territory, id } = ref;
	demand(actor, 'appeals.set-filing', { territory });
	const secret = randomBytes(24).toString('base64url');
	await transaction(async (tx) => {
		if (!(await store.putKioskKey(tx, ref, hashOf(secret)))) refuse('appeals.reception.not-found');
		await record(tx, {
			actor,
			territory,
			action: 'appeals.kiosk-key-issued',
			thing: { kind: 'reception', id },
		});
	});
	return `${territory}.${id}.${secret}`;
}

/** The kiosk whose key this is, open or closed, asked anew at each request: a key that was taken back opens nothing. */
export async function kioskOf(key: string | undefined): Promise<Reception | undefined> {
	const [territory = '', id = '', secret = ''] = (key ?? '').split('.');
	const ref = readReceptionRef(`${territory}/${id}`);
	if (!ref || !secret) return undefined;
	const found = await store.read(database(), ref);
	if (found?.kind !== 'kiosk' || !found.hash) return undefined;
	const { hash, ...kiosk } = found;
	return timingSafeEqual(hash, hashOf(secret)) ? kiosk : undefined;
}

/** The same where it takes appeals in. */
export async function kioskBy(key: string | undefined): Promise<Reception | undefined> {
	const kiosk = await kioskOf(key);
	return kiosk?.closedAt === null ? kiosk : undefined;
}
