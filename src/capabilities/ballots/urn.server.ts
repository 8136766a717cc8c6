import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { keyedHash, seal, unseal } from '#platform/config/keys.server.ts';
import { type Db, database, type Tx } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import type { BallotRef, Definition } from './ballot.ts';
import { secretBytes } from './canonical.ts';
import * as store from './urn-store.server.ts';

/**
 * The urn of a ballot: what is cast is sealed under its key, and the key goes when the votes are counted. Of open ballots there is
 * nothing to hide: their urn has no key of its own.
 */
export type Urn = { key: Buffer | null; room: number; name: string };

const nameOf = (ref: BallotRef) => `${ref.territory}/${ref.id}`;

/** Keys are held in memory for moments only, so that a process does not outlive the closing with one. */
const held = new Map<string, { key: Buffer; timer: NodeJS.Timeout }>();
const heldFor = 10_000;

export async function makeUrn(tx: Tx, ref: BallotRef, at: Date): Promise<void> {
	await store.insertUrn(tx, ref, seal('ballots.urn', randomBytes(32).toString('hex')), at);
}

/** @throws ballots.urn-lost when the database was restored without the keys of its urns */
export async function urnOf(ballot: BallotRef & Definition, db: Db = database()): Promise<Urn> {
	const urn = { room: longestMarks(ballot), name: nameOf(ballot) };
	if (ballot.secrecy === 'open') return { ...urn, key: null };
	const known = held.get(urn.name);
	if (known) return { ...urn, key: known.key };
	const sealed = (await store.readUrn(db, ballot)) ?? refuse('ballots.urn-lost-away');
	const key = Buffer.from(unseal('ballots.urn', sealed), 'hex');
	const timer = setTimeout(() => forget(ballot), heldFor);
	timer.unref();
	held.set(urn.name, { key, timer });
	return { ...urn, key };
}

/** The database came back without the key, or somebody broke it: what is sealed stays sealed. */
export async function isUrnLost(ballot: BallotRef & Pick<Definition, 'secrecy'>, db: Db): Promise<boolean> {
	return ballot.secrecy === 'secret' && (await store.readUrn(db, ballot)) === null;
}

function forget(ref: BallotRef): void {
	const known = held.get(nameOf(ref));
	clearTimeout(known?.timer);
	held.delete(nameOf(ref));
}

/** For tests that lose a key under a living process. */
export function forgetUrns(): void {
	held.clear();
}

/** Nobody opens what is left after this; called when the votes are counted, or never will be. */
export async function breakUrn(tx: Tx, ref: BallotRef): Promise<void> {
	forget(ref);
	await store.deleteUrn(tx, ref);
}

/**
 * The secret of a vote follows from the form it was cast by, so that a repeat gives the same receipt, and from the key of the urn, so
 * that nobody finds it again when that is gone.
 */
export function secretFor(urn: Urn, voter: string, form: string): Buffer {
	const what = `${urn.name} ${voter} ${form}`;
	const whole = urn.key
		? createHmac('sha256', urn.key).update(`veche-vote/secret\n${what}`).digest()
		: keyedHash('ballots.secret', what);
	return whole.subarray(0, secretBytes);
}

/** Puts secret and marks in an envelope; all envelopes of a ballot are of one length. */
export function enclose(urn: Urn, id: string, secret: Buffer, marks: string): Buffer {
	const text = Buffer.from(marks);
	const inside = Buffer.concat([secret, text, Buffer.alloc(Math.max(0, urn.room - text.length))]);
	if (!urn.key) return Buffer.concat([Buffer.of(0), inside]);
	const nonce = randomBytes(12);
	const cipher = createCipheriv('aes-256-gcm', urn.key, nonce).setAAD(Buffer.from(`${urn.name} ${id}`));
	const sealed = Buffer.concat([cipher.update(inside), cipher.final()]);
	return Buffer.concat([Buffer.of(1), nonce, cipher.getAuthTag(), sealed]);
}

/** Null where it opens no more: it was changed, or belongs to another envelope. */
export function open(urn: Urn, id: string, content: Buffer): { secret: Buffer; marks: string } | null {
	const inside = content[0] === 0 && !urn.key ? content.subarray(1) : decrypt(urn, id, content);
	if (!inside || inside.length < secretBytes) return null;
	const end = inside.indexOf(0, secretBytes);
	return {
		secret: inside.subarray(0, secretBytes),
		marks: inside.subarray(secretBytes, end < 0 ? undefined : end).toString('utf8'),
	};
}

function decrypt(urn: Urn, id: string, content: Buffer): Buffer | null {
	if (!urn.key || content[0] !== 1 || content.length < 29) return null;
	try {
		const decipher = createDecipheriv('aes-256-gcm', urn.key, content.subarray(1, 13))
			.setAAD(Buffer.from(`${urn.name} ${id}`))
			.setAuthTag(content.subarray(13, 29));
		return Buffer.concat([decipher.update(content.subarray(29)), decipher.final()]);
	} catch {
		// a wrong tag is the only thing that can go wrong here, and it is an answer
		return null;
	}
}

/** Room for any vote of the ballot: a shorter envelope would tell how much was marked. */
function longestMarks({ options, marks }: Definition): number {
	const number = marks.kind === 'score' ? Math.max(String(marks.to).length, 1) : 6;
	return options.reduce((sum, { code }) => sum + code.length + 2 + number, 1);
}
