import { database } from '#platform/db/door.server.ts';
import * as attempts from './attempts-store.server.ts';
import { veil } from './secrets.server.ts';

/** Something that may be tried so many times in so many minutes. Values are stored as keyed hashes. */
export type Try = { kind: string; value: string; limit: number; minutes: number };

/** Networks that were below their limit a moment ago. */
const unspent = new Map<string, number>();
const unspentFor = 1_000;
const nameOf = ({ kind, value }: Try): string => `${kind} ${value}`;

/** Counts the try before it is made, so that many at once do not slip through. True: too many. */
export async function openTry(tries: readonly Try[], at: Date): Promise<boolean> {
	let over = false;
	for (const one of tries) {
		if (one.value.trim() === '') continue;
		unspent.delete(nameOf(one));
		const count = await attempts.countAttempt(
			database(),
			one.kind,
			veil('attempt', one.value),
			one.minutes * 60_000,
			at,
		);
		over ||= count > one.limit;
	}
	return over;
}

/**
 * Whether there were too many already. For what many people do from one network at once, where only wrong tries are counted: what is
 * right then waits for no row that all of them share, and asks for it once a second.
 */
export async function areSpent(tries: readonly Try[], at: Date): Promise<boolean> {
	for (const one of tries) {
		if (one.value.trim() === '' || (unspent.get(nameOf(one)) ?? 0) > Date.now()) continue;
		const value = veil('attempt', one.value);
		const count = await attempts.attemptsSoFar(database(), one.kind, value, one.minutes * 60_000, at);
		if (count >= one.limit) return true;
		if (unspent.size > 10_000) unspent.clear();
		unspent.set(nameOf(one), Date.now() + unspentFor);
	}
	return false;
}

/** The try was right: what is counted by the person is forgotten, what is counted by the network address is given back. */
export async function closeTry(tries: readonly Try[]): Promise<void> {
	for (const one of tries) {
		if (one.value.trim() === '') continue;
		const value = veil('attempt', one.value);
		if (one.kind.endsWith('-address')) await attempts.giveBackAttempt(database(), one.kind, value);
		else await attempts.forgetAttempts(database(), one.kind, value);
	}
}
