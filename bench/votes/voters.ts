import { randomBytes } from 'node:crypto';
import { type AccountId, database, newId, type TerritoryId, type Uuid } from '#platform/db/door.server.ts';
import { signInCookie } from '#platform/http/cookies.ts';
import { formToken } from '#platform/http/form-token.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import {
	type BallotRef,
	codeSheet,
	type Definition,
	emptyDefinition,
	makeCodes,
	makeDraft,
	openBallot,
} from '#rooms/ballots/door.server.ts';
import { hashOf, tokenOf } from '#rooms/identity/secrets.server.ts';
import { mostMarked, options } from './marks.ts';

/** A browser that has signed in. */
export type Voter = { cookie: string; token: string };

const atOnce = 10_000;

/** So many people who say that they live in a place and have signed in: rows only, no letters and no passwords. */
export async function manyVoters(home: TerritoryId, number: number): Promise<Voter[]> {
	const voters: Voter[] = [];
	while (voters.length < number) {
		const at = new Date();
		const some = Array.from({ length: Math.min(atOnce, number - voters.length) }, () => ({
			account: newId<AccountId>(),
			signIn: newId<Uuid>(),
			secret: randomBytes(32).toString('base64url'),
		}));
		const accounts = some.map((one) => one.account);
		const sql = database();
		await sql`
			insert into identity.account (account_id, name, created_at, updated_at)
			select id, 'Житель', ${at}, ${at} from unnest(${accounts}::uuid[]) id`;
		await sql`
			insert into identity.residence (account_id, id, territory_id, declared_at)
			select id, gen_random_uuid(), ${home}, ${at} from unnest(${accounts}::uuid[]) id`;
		await sql`
			insert into identity.sign_in (account_id, id, secret_hash, rotated_at, way, proved_at, created_at, seen_at, expires_at, remembered)
			select account, id, decode(hash, 'hex'), ${at}, 'password', ${at}, ${at}, ${at}, ${new Date(at.getTime() + 86_400_000)}, true
			from unnest(${accounts}::uuid[], ${some.map((one) => one.signIn)}::uuid[],
				${some.map((one) => hashOf(one.secret).toString('hex'))}::text[]) as t (account, id, hash)`;
		for (const { account, signIn, secret } of some)
			voters.push({
				cookie: `${signInCookie}=${tokenOf(account as unknown as Uuid, secret)}`,
				token: formToken(signIn),
			});
	}
	return voters;
}

/** A head of the territory, who may do everything with its votes. */
export async function aMaker(territory: TerritoryId): Promise<Actor> {
	const account = newId<AccountId>();
	await database()`
		insert into identity.account (account_id, name, created_at, updated_at) values (${account}, 'Глава', now(), now())`;
	return {
		account,
		name: 'Глава',
		grants: [{ role: 'head', territory, reach: 'territory', space: null }],
		lang: 'ru',
		request: 'bench',
		signIn: null,
		residence: null,
	};
}

/** A secret vote on ten things of which up to three may be marked, for those who say that they live there. */
export async function aVote(
	maker: Actor,
	territory: TerritoryId,
	{ channel, seconds }: { channel: 'site' | 'code'; seconds: number },
): Promise<BallotRef> {
	const empty = emptyDefinition(territory, 'ru');
	const definition: Definition = {
		...empty,
		question: 'Что сделать в городе в первую очередь?',
		explanation: 'Отметьте до трёх дел.',
		options: Array.from({ length: options }, (_, i) => ({
			code: String(i + 1),
			title: `Дело ${i + 1}`,
			note: '',
			cost: null,
			groups: [],
			other: null,
		})),
		marks: { kind: 'approval', least: 1, most: mostMarked },
		rule: { kind: 'choice', name: 'approval', seats: 3, leastVotes: null },
		who: { ...empty.who, residence: channel === 'site' ? 'declared' : 'none' },
		channels: [channel],
		closesAt: new Date(Date.now() + seconds * 1000),
		mayCloseEarly: true,
	};
	const ref = await makeDraft(maker, { territory, definition });
	await openBallot(maker, ref);
	return ref;
}

/** Codes of so many sheets. */
export async function sheetCodes(maker: Actor, ref: BallotRef, number: number): Promise<string[]> {
	const all: string[] = [];
	while (all.length < number) {
		const size = Math.min(5_000, number - all.length);
		const batch = await makeCodes(maker, ref, { title: `Партия ${all.length / 5_000 + 1}`, size });
		all.push(...(await codeSheet(maker, ref, batch)).codes);
	}
	return all;
}
