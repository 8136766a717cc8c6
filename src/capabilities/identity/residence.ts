import { record } from '#platform/audit/door.server.ts';
import { currentKey, keyedHash } from '#platform/config/keys.server.ts';
import {
	type AccountId,
	database,
	newId,
	type TerritoryId,
	type Tx,
	transaction,
	type Uuid,
} from '#platform/db/door.server.ts';
import { invalid, type Problem, refuse } from '#platform/errors/door.ts';
import { announce } from '#platform/events/door.server.ts';
import { demand } from '#platform/permissions/demand.ts';
import { type Actor, isWithin } from '#platform/permissions/door.ts';
import type { Caller } from './actor.server.ts';
import { isBirthday } from './birthday.ts';
import * as claims from './claims-store.server.ts';
import { closeTry, openTry } from './limits.server.ts';
import { cleanPaper, codeOf, readPaperCode } from './paper.ts';
import * as store from './residence-store.server.ts';
import { happen } from './sign-in.ts';
import * as accounts from './store.server.ts';
import { paperClaim } from './voter.ts';

export type Residence = store.ResidenceRow;

/** Where one lives, by one's own word. A move ends what was confirmed elsewhere; the history stays. */
export async function declareResidence(
	actor: Actor,
	input: { territory: TerritoryId; place?: TerritoryId | null },
	at = new Date(),
): Promise<void> {
	const account = actor.account ?? refuse('platform.sign-in-first');
	await transaction(async (tx) => {
		const now = await store.lockResidence(tx, account);
		if (now?.territory === input.territory && now.place === (input.place ?? null)) return;
		if (now) await store.endResidence(tx, account, 'moved', at);
		await store.insertResidence(tx, {
			account,
			id: newId(at.getTime()),
			territory: input.territory,
			place: input.place ?? null,
			at,
		});
		await announce(tx, 'identity.residence-changed', {
			territory: input.territory,
			account,
			confirmed: false,
		});
	});
}

export async function endOwnResidence(actor: Actor, at = new Date()): Promise<void> {
	const account = actor.account ?? refuse('platform.sign-in-first');
	await transaction((tx) => store.endResidence(tx, account, 'withdrawn', at));
}

export async function ownResidence(actor: Actor): Promise<{ today: Residence | null; past: Residence[] }> {
	if (!actor.account) return { today: null, past: [] };
	const all = await store.residencesOf(database(), actor.account);
	return { today: all.find((one) => !one.endedAt) ?? null, past: all.filter((one) => one.endedAt) };
}

/** The places that people say they live in; for clocks and greetings, never for rights. */
export async function homesOf(accounts: readonly AccountId[]): Promise<Map<AccountId, TerritoryId>> {
	const today = await store.residencesToday(database(), accounts);
	return new Map(today.map((one) => [one.account, one.place ?? one.territory]));
}

/**
 * At a desk: the official has seen the person and their paper. Its number makes a keyed hash, which one account may
 * hold; the number itself is neither stored nor logged nor shown again.
 */
export async function confirmAtDesk(
	actor: Actor,
	/** `bornOn`: as the paper says it; YYYY-MM-DD. */
	input: { account: AccountId; territory: TerritoryId; paper: string; bornOn?: string | null },
	at = new Date(),
): Promise<void> {
	demand(actor, 'identity.residence', { territory: input.territory });
	if (input.account === actor.account) refuse('identity.residence.not-oneself');
	const bornOn = input.bornOn || null;
	const paper = cleanPaper(input.paper);
	const problems: Problem[] = [];
	if (!paper) problems.push({ field: 'paper-secret', code: 'identity.residence.paper-wrong' });
	if (bornOn && !isBirthday(bornOn, at)) problems.push({ field: 'born-on', code: 'identity.born.wrong' });
	if (!paper || problems.length) invalid(...problems);
	const known = await accounts.accountById(database(), input.account);
	if (known?.state !== 'active') refuse('identity.account-not-found');
	const owner = await claimPaper(paper, input.account, at);
	if (owner !== input.account) {
		await transaction((tx) =>
			record(tx, {
				actor,
				territory: input.territory,
				action: 'identity.residence-refused',
				thing: { kind: 'account', id: input.account },
				about: input.account,
				payload: { why: 'paper-of-another-account' },
			}),
		);
		invalid({ field: 'paper-secret', code: 'identity.residence.paper-taken' });
	}
	await transaction(async (tx) => {
		await confirm(tx, {
			account: input.account,
			territory: input.territory,
			how: 'desk',
			by: actor.account,
			provider: null,
			at,
		});
		if (bornOn) await accounts.setBorn(tx, input.account, bornOn, 'desk', at);
		await record(tx, {
			actor,
			territory: input.territory,
			action: 'identity.residence-confirmed',
			thing: { kind: 'account', id: input.account },
			about: input.account,
			payload: { how: 'desk', ...(bornOn ? { born: true } : {}) },
		});
	});
}

/** Claims the hash under the current key; a hash made with an earlier key counts as well. */
async function claimPaper(paper: string, account: AccountId, at: Date): Promise<AccountId> {
	const db = database();
	for (let version = currentKey() - 1; version >= 1; version--) {
		const owner = await claims.ownerOf(db, 'paper', paperClaim(paper, version));
		if (owner) return owner;
	}
	return claims.claim(db, 'paper', paperClaim(paper, currentKey()), account, at);
}

/** Writes the confirmation; a declared place above or below is made exact by it. */
async function confirm(
	tx: Tx,
	row: {
		account: AccountId;
		territory: TerritoryId;
		how: store.How;
		by: AccountId | null;
		provider: string | null;
		at: Date;
	},
): Promise<void> {
	let now = await store.lockResidence(tx, row.account);
	if (now?.territory !== row.territory) {
		if (now) await store.endResidence(tx, row.account, 'moved', row.at);
		const id = newId<Uuid>(row.at.getTime());
		await store.insertResidence(tx, {
			account: row.account,
			id,
			territory: row.territory,
			place: null,
			at: row.at,
		});
		now = await store.lockResidence(tx, row.account);
	}
	if (!now || now.confirmedAt) return;
	await store.confirmResidence(tx, { ...row, id: now.id });
	await happen(tx, row.account, 'residence-confirmed', {}, row.at);
	await announce(tx, 'identity.residence-changed', {
		territory: row.territory,
		account: row.account,
		confirmed: true,
	});
}

/** An official takes back a confirmation that was given by mistake. */
export async function unconfirm(
	actor: Actor,
	input: { account: AccountId; why: string },
	at = new Date(),
): Promise<void> {
	const [now] = await store.residencesToday(database(), [input.account]);
	if (!now?.confirmedAt) refuse('identity.account-not-found');
	demand(actor, 'identity.residence', { territory: now.territory });
	if (input.why.trim().length < 3) invalid({ field: 'why', code: 'identity.residence.say-why' });
	await transaction(async (tx) => {
		await store.unconfirmResidence(tx, input.account);
		await happen(tx, input.account, 'residence-unconfirmed', {}, at);
		await record(tx, {
			actor,
			territory: now.territory,
			action: 'identity.residence-unconfirmed',
			thing: { kind: 'account', id: input.account },
			about: input.account,
			payload: { why: input.why.slice(0, 1000) },
		});
		await announce(tx, 'identity.residence-changed', {
			territory: now.territory,
			account: input.account,
			confirmed: false,
		});
	});
}

/** The provider's word, where the operator trusts it. */
export async function confirmByProvider(
	tx: Tx,
	row: { account: AccountId; territory: TerritoryId; provider: string; at: Date },
): Promise<void> {
	await confirm(tx, { ...row, how: 'provider', by: null });
}

// Codes on paper

/** Makes a batch of codes. They follow from the key, the batch and the number: the sheet can be printed again, the database holds hashes. */
export async function makeBatch(
	actor: Actor,
	input: { territory: TerritoryId; title: string; size: number; days: number },
	at = new Date(),
): Promise<Uuid> {
	demand(actor, 'identity.residence', { territory: input.territory });
	const id = newId<Uuid>(at.getTime());
	const by = actor.account ?? refuse('platform.sign-in-first');
	const hashes = Array.from({ length: input.size }, (_, i) => hashOfPaperCode(codeAt(id, i + 1)));
	await transaction(async (tx) => {
		await store.insertBatch(tx, {
			territory: input.territory,
			id,
			title: input.title,
			by,
			at,
			expiresAt: new Date(at.getTime() + input.days * 86_400_000),
			hashes,
		});
		await record(tx, {
			actor,
			territory: input.territory,
			action: 'identity.codes-made',
			thing: { kind: 'code-batch', id },
			payload: { title: input.title, size: input.size },
		});
	});
	return id;
}

const codeAt = (batch: Uuid, number: number) =>
	codeOf(keyedHash('identity-paper-code', `${batch}:${number}`, 1));
const hashOfPaperCode = (code: string) => keyedHash('identity-paper-code-hash', code, 1);

/** The sheet to print; each printing stands in the audit trail. */
export async function batchSheet(
	actor: Actor,
	ref: { territory: TerritoryId; id: Uuid },
): Promise<{ batch: store.BatchRow; codes: string[] }> {
	demand(actor, 'identity.residence', { territory: ref.territory });
	const batch = (await store.batchById(database(), ref.territory, ref.id)) ?? refuse('platform.not-found');
	if (batch.revokedAt) refuse('identity.codes.already-revoked');
	await transaction((tx) =>
		record(tx, {
			actor,
			territory: ref.territory,
			action: 'identity.codes-printed',
			thing: { kind: 'code-batch', id: ref.id },
			reading: true,
		}),
	);
	return { batch, codes: Array.from({ length: batch.size }, (_, i) => codeAt(batch.id, i + 1)) };
}

export async function batches(actor: Actor, territory: TerritoryId): Promise<store.BatchRow[]> {
	demand(actor, 'identity.residence', { territory });
	return store.batchesIn(database(), territory);
}

export async function revokeCodes(
	actor: Actor,
	ref: { territory: TerritoryId; id: Uuid },
	at = new Date(),
): Promise<void> {
	demand(actor, 'identity.residence', { territory: ref.territory });
	await transaction(async (tx) => {
		if (!(await store.revokeBatch(tx, ref.territory, ref.id, at))) refuse('identity.codes.already-revoked');
		await record(tx, {
			actor,
			territory: ref.territory,
			action: 'identity.codes-revoked',
			thing: { kind: 'code-batch', id: ref.id },
		});
	});
}

/** Confirms one's declared residence by the code from the sheet that came to the address. */
export async function confirmByCode(
	actor: Actor,
	input: { code: string },
	caller: Caller = {},
	at = new Date(),
): Promise<void> {
	const account = actor.account ?? refuse('platform.sign-in-first');
	const code = readPaperCode(input.code);
	if (!code) invalid({ field: 'paper', code: 'identity.residence.code-wrong' });
	const tries = [
		{ kind: 'paper-code', value: account, limit: 10, minutes: 60 },
		{ kind: 'paper-code-address', value: caller.ip ?? '', limit: 60, minutes: 60 },
	];
	if (await openTry(tries, at)) refuse('identity.sign-in.too-many');
	await transaction(async (tx) => {
		const now = (await store.lockResidence(tx, account)) ?? refuse('identity.residence.declare-first');
		if (now.confirmedAt) refuse('identity.residence.already-confirmed');
		if (!(await store.takeCode(tx, now.territory, hashOfPaperCode(code), account, at)))
			invalid({ field: 'paper', code: 'identity.residence.code-wrong' });
		await confirm(tx, { account, territory: now.territory, how: 'paper', by: null, provider: null, at });
	});
	await closeTry(tries);
}

/** Whether the person's confirmed residence lies in the territory or below it: asked by votes. */
export function livesIn(actor: Actor, territory: TerritoryId): boolean {
	return actor.residence !== null && isWithin(actor.residence, territory);
}
