import { readFileSync } from 'node:fs';
import { config } from '../../config/door.server.ts';
import type { Sql } from '../../db/door.server.ts';
import { log } from '../../log/door.server.ts';
import {
	cosignedSizes,
	keepCosignature,
	lastSigned,
	type Signed,
	signedAt,
} from '../checkpoints-store.server.ts';
import { reader, sha256 } from '../sequence.server.ts';
import { type Head, markHalt, readHead } from '../store.server.ts';
import { nodeCrypto } from '../tlog/node-crypto.server.ts';
import { openNote, signatureLines, type VerifierKey } from '../tlog/note.ts';
import { type Policy, parsePolicy } from '../tlog/policy.ts';
import { treeOf } from '../tlog/tiles.ts';
import { Unproven } from '../tlog/unproven.ts';
import { requestText } from './request.ts';

let read: { path: string; text: string; policy: Policy } | undefined;

/** Witnesses and quorum that the operator has named in a file (c2sp.org/tlog-policy); null when there is none. */
export function ourPolicy(): Policy | null {
	const path = config().logPolicy;
	if (!path) return null;
	if (read?.path !== path) {
		const text = readFileSync(path, 'utf8');
		read = { path, text, policy: parsePolicy(nodeCrypto, text) };
	}
	return read.policy;
}

/** The same without lines of logs: the log's own key is put before it. */
export const ourPolicyText = (): string | null =>
	ourPolicy() && (read?.text ?? '').replace(/^[ \t]*log[ \t].*\n/gm, '');

/** Milliseconds that a witness gets: one that is away holds up nobody. */
const patience = 5000;
const restMs = 30_000;
const restingUntil = new Map<string, number>();

type Asked = { cosigned: boolean; ahead: boolean };

/** Asks every witness that has not cosigned the newest state yet. */
export async function askWitnesses(
	db: Sql,
	policy: Policy | null = ourPolicy(),
	now = Date.now(),
): Promise<void> {
	const witnesses = (policy?.witnesses ?? []).flatMap(({ key, url }) => (url === null ? [] : [{ key, url }]));
	if (witnesses.length === 0) return;
	const head = await readHead(db);
	const signed = await lastSigned(db, head.epoch);
	if (!signed) return;
	const known = await cosignedSizes(db, head.epoch);
	const behind = witnesses.filter(
		({ key }) => known.get(key.name) !== signed.size && (restingUntil.get(key.name) ?? 0) <= now,
	);
	const asked = await Promise.all(
		behind.map(async ({ key, url }): Promise<Asked> => {
			try {
				const answer = await askOne(db, head, signed, key, url, known.get(key.name) ?? 0n);
				restingUntil.delete(key.name);
				return answer;
			} catch (error) {
				restingUntil.set(key.name, now + restMs);
				log().warn({ err: error, witness: key.name }, 'a witness did not cosign');
				return { cosigned: false, ahead: false };
			}
		}),
	);
	if (asked.some(({ ahead }) => ahead)) await markHalt(db, 'witness-ahead', new Date(now));
	else if (head.halted === 'witness-ahead' && asked.some(({ cosigned }) => cosigned))
		await markHalt(db, null, new Date(now));
}

async function askOne(
	db: Sql,
	head: Head,
	signed: Signed,
	key: VerifierKey,
	url: string,
	old: bigint,
): Promise<Asked> {
	for (let from = old, turn = 0; turn < 2; turn++) {
		const tree = treeOf(sha256, signed.size, reader(db));
		const proof = from === 0n ? [] : await tree.consistency(from);
		const response = await fetch(`${url.replace(/\/+$/, '')}/add-checkpoint`, {
			method: 'POST',
			headers: { 'content-type': 'text/plain; charset=utf-8' },
			body: requestText({ old: from, proof, checkpoint: signed.note }),
			redirect: 'error',
			signal: AbortSignal.timeout(patience),
		});
		const text = (await response.text()).slice(0, 20_000);
		if (response.status === 200) {
			await keepCosigned(db, signed, key, text);
			return { cosigned: true, ahead: false };
		}
		if (response.status !== 409 || !/^(0|[1-9]\d{0,18})\n$/.test(text))
			throw new Error(`the witness answered ${response.status}`);
		const theirs = BigInt(text);
		if (theirs > head.size) {
			log().error(
				{ witness: key.name, theirs: String(theirs), ours: String(head.size) },
				'a witness has seen more of the log than the database holds',
			);
			return { cosigned: false, ahead: true };
		}
		// it has cosigned a newer state than ours a moment ago: that one was stored by another process
		if (theirs > signed.size && (await signedAt(db, head.epoch, theirs)))
			return { cosigned: false, ahead: false };
		if (theirs === from)
			throw new Error('the witness has cosigned another tree of this size: the log has forked');
		from = theirs;
	}
	return { cosigned: false, ahead: false };
}

async function keepCosigned(db: Sql, signed: Signed, key: VerifierKey, lines: string): Promise<void> {
	const whole = signed.note + lines;
	const { verified } = openNote(nodeCrypto, whole, [key]);
	const [, line] =
		signatureLines(whole)
			.filter((one) => one.startsWith(`\u2014 ${key.name} `))
			.entries()
			.next().value ?? [];
	if (!line || verified.length === 0) throw new Unproven('unverified', 'the witness sent no cosignature');
	await keepCosignature(db, { epoch: signed.epoch, size: signed.size, witness: key.name, line });
}
