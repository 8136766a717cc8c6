import { record } from '#platform/audit/door.server.ts';
import { keyedHash } from '#platform/config/keys.server.ts';
import {
	database,
	newId,
	newSecretId,
	type TerritoryId,
	transaction,
	type Uuid,
} from '#platform/db/door.server.ts';
import { invalid, type Problem, refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { areSpent, openTry, paperCodeOf, readPaperCode } from '#rooms/identity/door.server.ts';
import type { BallotRef, Marks } from './ballot.ts';
import { votedBy } from './cast-store.server.ts';
import { cast, forVoting } from './cast-vote.ts';
import * as store from './codes-store.server.ts';
import { momentOf } from './person.ts';
import { placeOf, seen } from './see.ts';
import type { CodeBatch, Receipt } from './views.ts';

/**
 * Sheets with codes: a batch for a district. A code follows from the file of keys, the batch and its number, so that a sheet can be
 * printed again; the database holds hashes. Who got which sheet is written nowhere.
 */
const codeAt = (batch: Uuid, number: number) =>
	paperCodeOf(keyedHash('ballots.code', `${batch}:${number}`, 1));
const hashOfCode = (ref: BallotRef, code: string) => keyedHash('ballots.code-hash', `${ref.id} ${code}`, 1);

export const mostCodes = 5000;

export async function makeCodes(
	actor: Actor,
	ref: BallotRef,
	input: { title: string; size: number },
	at = new Date(),
): Promise<Uuid> {
	const ballot = await seen(actor, ref);
	demand(actor, 'ballots.codes', placeOf(ballot));
	const problems: Problem[] = [];
	if (!input.title.trim() || input.title.length > 200)
		problems.push({ field: 'title', code: 'ballots.codes.title' });
	if (!Number.isInteger(input.size) || input.size < 1 || input.size > mostCodes)
		problems.push({ field: 'size', code: 'ballots.codes.size', facts: { most: mostCodes } });
	if (problems.length) invalid(...problems);
	if (!ballot.channels.includes('code')) refuse('ballots.codes.no-channel');
	if (ballot.state !== 'announced' && ballot.state !== 'open') refuse('ballots.already-closed');
	const id = newId<Uuid>(at.getTime());
	const codes = Array.from({ length: input.size }, (_, i) => ({
		id: newSecretId<Uuid>(),
		hash: hashOfCode(ref, codeAt(id, i + 1)),
	}));
	await transaction(async (tx) => {
		await store.insertBatch(tx, ref, { id, title: input.title.trim(), by: actor.account, at }, codes);
		await record(tx, {
			actor,
			territory: ref.territory,
			action: 'ballots.codes-made',
			thing: { kind: 'ballot', id: ref.id },
			payload: { batch: id, title: input.title, size: input.size },
			at,
		});
	});
	return id;
}

export async function codeBatches(actor: Actor, ref: BallotRef): Promise<CodeBatch[]> {
	demand(actor, 'ballots.codes', placeOf(await seen(actor, ref)));
	return store.batchesOf(database(), ref);
}

export async function codeSheet(
	actor: Actor,
	ref: BallotRef,
	batch: Uuid,
): Promise<{ batch: CodeBatch; codes: string[] }> {
	const found = (await codeBatches(actor, ref)).find((one) => one.id === batch);
	if (!found) refuse('platform.not-found');
	if (found.revokedAt) refuse('ballots.codes.already-revoked');
	await transaction((tx) =>
		record(tx, {
			actor,
			territory: ref.territory,
			action: 'ballots.codes-printed',
			thing: { kind: 'ballot', id: ref.id },
			payload: { batch },
			reading: true,
		}),
	);
	return { batch: found, codes: Array.from({ length: found.size }, (_, i) => codeAt(batch, i + 1)) };
}

export async function revokeCodes(actor: Actor, ref: BallotRef, batch: Uuid, at = new Date()): Promise<void> {
	demand(actor, 'ballots.codes', placeOf(await seen(actor, ref)));
	await transaction(async (tx) => {
		if (!(await store.revokeBatch(tx, ref, batch, at))) refuse('ballots.codes.already-revoked');
		await record(tx, {
			actor,
			territory: ref.territory,
			action: 'ballots.codes-revoked',
			thing: { kind: 'ballot', id: ref.id },
			payload: { batch },
			at,
		});
	});
}

const guesses = (ip: string) => [{ kind: 'ballot-code-address', value: ip, limit: 30, minutes: 60 }];

/**
 * What a code opens, or a refusal at its field. Wrong codes are counted by the address of the network, and past the limit right ones
 * are refused too; a full hall behind one address is not held up.
 */
async function unlessGuessed<Found>(
	typed: string,
	ip: string,
	at: Date,
	find: (code: string) => Promise<Found | null>,
): Promise<Found> {
	const code = readPaperCode(typed);
	if (!code) return invalid({ field: 'code', code: 'ballots.code.wrong' });
	const tries = guesses(ip);
	const [spent, found] = await Promise.all([areSpent(tries, at), find(code)]);
	if (spent) refuse('ballots.code.too-many');
	if (found !== null) return found;
	if (await openTry(tries, at)) refuse('ballots.code.too-many');
	return invalid({ field: 'code', code: 'ballots.code.wrong' });
}

/** The code as a voter. */
const codeTyped = (ref: BallotRef, typed: string, ip: string, at: Date): Promise<{ id: Uuid }> =>
	unlessGuessed(typed, ip, at, (code) => store.codeBy(database(), ref, hashOfCode(ref, code)));

/** Which open vote of the territory a sheet is for; a refusal at its field where there is none, or where the sheet has voted for good. */
export async function ballotOfCode(
	actor: Actor,
	territory: TerritoryId,
	typed: string,
	caller: { ip?: string } = {},
	now = new Date(),
): Promise<{ ballot: BallotRef; code: string }> {
	const found = await unlessGuessed(typed, caller.ip ?? '', now, async (code) => {
		const open = await store.openWithCodes(database(), territory);
		const hashes = open.map((id) => ({ id, hash: hashOfCode({ territory, id }, code) }));
		const id = await store.ballotBy(database(), territory, hashes);
		return id && { ballot: { territory, id }, code };
	});
	const { mayChange } = await forVoting(actor, found.ballot);
	const sheet = await store.codeBy(database(), found.ballot, hashOfCode(found.ballot, found.code));
	if (sheet && !mayChange && (await votedBy(database(), found.ballot, [sheet.id])))
		invalid({ field: 'code', code: 'ballots.code.used' });
	return found;
}

/** A vote by whoever holds a sheet: it stands in place of residence, age and list. */
export async function castByCode(
	actor: Actor,
	input: { ballot: BallotRef; key: string; marks: Marks; code: string },
	caller: { ip?: string } = {},
	now = new Date(),
): Promise<Receipt> {
	const ballot = await forVoting(actor, input.ballot);
	demand(actor, 'ballots.vote-by-code', placeOf(ballot));
	const { isOpen, takesChannel } = momentOf(ballot, 'code', now);
	if (!isOpen) refuse('ballots.already-closed');
	if (!takesChannel) refuse('ballots.lack.channel');
	const { id } = await codeTyped(input.ballot, input.code, caller.ip ?? '', now);
	const keys = [{ key: id, furtherOf: null, account: null }];
	return cast(ballot, { ...input, keys, channel: 'code', lang: actor.lang }, now);
}
