import { type AccountId, database, type TerritoryId } from '#platform/db/door.server.ts';
import { type Actor, type Grant, isWithin } from '#platform/permissions/door.ts';
import { heldInOffice, type Lang } from './account.ts';
import * as grants from './grants-store.server.ts';
import { hashOf, isSame, readToken, secretAfter, tokenOf } from './secrets.server.ts';
import { type Bearer, bearer, endSignIn, noteSeen, prepareNext, promote } from './sign-ins-store.server.ts';
import { noteDay } from './store.server.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
/** The secret of a cookie lives a day, then its follower is sent. */
const rotateAfter = day;
/** Requests that were on their way when the follower came back. */
const previousLives = minute;
/** "Last seen" is written at most this often. */
const seenEvery = 15 * minute;
/** A sign-in that nobody uses ends: on one's own device, and elsewhere. */
export const livesUnused = { remembered: 60 * day, otherwise: 12 * 60 * minute };

/** What the hooks know of a request. `host`: the host name of its own, null on the main one. */
export type Caller = {
	ip?: string | null;
	agent?: string;
	lang?: Lang;
	request?: string;
	host?: string | null;
};

const renewals = new WeakMap<Actor, { cookie: string; until: Date | null }>();

/** The cookie to send back with this answer, when the sign-in's secret has been renewed. */
export function renewedCookie(actor: Actor): { cookie: string; until: Date | null } | null {
	return renewals.get(actor) ?? null;
}

export function outsider(caller: Caller = {}): Actor {
	return {
		account: null,
		name: '',
		grants: [],
		lang: caller.lang ?? 'ru',
		request: caller.request ?? '',
		signIn: null,
		residence: null,
	};
}

/**
 * Who sent the cookie. Anything that we have not made, or have ended, is an outsider.
 * Read from the database each time, so that a right ends at the next request after it is withdrawn.
 */
export async function actorOf(
	cookie: string | undefined | null,
	caller: Caller = {},
	at = new Date(),
): Promise<Actor> {
	const token = readToken(cookie);
	if (!token) return outsider(caller);
	const account = token.owner as AccountId;
	const db = database();
	const hash = hashOf(token.secret);
	const row = await bearer(db, account, hash, at);
	if (!row || (caller.host !== undefined && row.host !== caller.host)) return outsider(caller);
	const current = isSame(row.secret_hash, hash);
	if (!current && isSame(row.next_hash, hash)) await promote(db, account, row.sign_in, hash, at);
	else if (!current && at.getTime() - row.rotated_at.getTime() > previousLives) {
		// the secret was replaced and the browser has used its follower: who shows the old one has a copy
		await endSignIn(db, account, row.sign_in, 'stolen', at);
		return outsider(caller);
	}
	const { held, withheld } = await sift(row);
	const actor: Actor = {
		account,
		name: row.name,
		grants: held,
		withheld,
		lang: caller.lang ?? row.lang,
		request: caller.request ?? '',
		signIn: row.sign_in,
		residence: row.residence,
	};
	if (at.getTime() - row.seen_at.getTime() > seenEvery) {
		const lives = row.remembered ? livesUnused.remembered : livesUnused.otherwise;
		await noteSeen(db, account, row.sign_in, at, new Date(at.getTime() + lives), caller.ip ?? null);
		await noteDay(db, account, at.toISOString().slice(0, 10));
	}
	if (current && at.getTime() - row.rotated_at.getTime() > rotateAfter) {
		const next = secretAfter(token.secret);
		await prepareNext(db, account, row.sign_in, hashOf(next));
		renewals.set(actor, {
			cookie: tokenOf(account, next),
			until: row.remembered ? new Date(at.getTime() + livesUnused.remembered) : null,
		});
	}
	return actor;
}

/** Rights of officials in territories that demand a second factor wait until it was shown in this sign-in. */
async function sift(row: Bearer): Promise<{ held: Grant[]; withheld: Grant[] }> {
	const inOffice = row.factor_at ? [] : heldInOffice(row.grants);
	if (inOffice.length === 0) return { held: row.grants, withheld: [] };
	const demanding = await territoriesThatDemand();
	const withheld = inOffice.filter((grant) => demanding.some((territory) => touches(grant, territory)));
	return { held: row.grants.filter((one) => !withheld.includes(one)), withheld };
}

/** A right from above that reaches into a demanding territory is not stopped by it: the demand binds those who work there. */
function touches(grant: Grant, demanding: TerritoryId): boolean {
	return isWithin(grant.territory, demanding);
}

let demands: { read: number; territories: TerritoryId[] } | undefined;
/** Held for seconds, not read with every request; a change here is seen at once in this process. */
export async function territoriesThatDemand(): Promise<TerritoryId[]> {
	if (!demands || Date.now() - demands.read > 5_000) {
		const rows = await grants.allDemands(database());
		demands = { read: Date.now(), territories: rows.map((one) => one.territory) };
	}
	return demands.territories;
}
export function forgetDemands(): void {
	demands = undefined;
}
