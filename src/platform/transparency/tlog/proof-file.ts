/** Proof files that are checked without the log (c2sp.org/tlog-proof): where an entry stands, the way to the root, the checkpoint. */
import { decimal, fromBase64, textOf, toBase64, utf8 } from './bytes.ts';
import { type OpenedCheckpoint, openCheckpoint } from './checkpoint.ts';
import type { Crypto } from './crypto.ts';
import { hashLength, leafHash, verifyInclusion } from './merkle.ts';
import { parseNote } from './note.ts';
import { isQuorum, type Policy } from './policy.ts';
import { Unproven } from './unproven.ts';

const head = 'c2sp.org/tlog-proof@v1';
const mostHashes = 63;

export type Proof = { index: bigint; hashes: Uint8Array[]; checkpoint: string; extra: Uint8Array | null };

export function proofText({ index, hashes, checkpoint, extra }: Proof): string {
	const lines = [
		head,
		...(extra ? [`extra ${toBase64(extra)}`] : []),
		`index ${index}`,
		...hashes.map(toBase64),
	];
	return `${lines.join('\n')}\n\n${checkpoint}`;
}

/** Takes a proof file apart; nothing of it is proven yet, and `extra` never is by itself. */
export function parseProof(file: string | Uint8Array): Proof {
	const text = typeof file === 'string' ? file : textOf(file);
	const wrong = (why: string) => new Unproven('malformed', why);
	const end = text.indexOf('\n\n');
	if (end < 0) throw wrong('no checkpoint');
	const lines = text.slice(0, end).split('\n');
	if (lines.shift() !== head) throw wrong('not a proof of version 1');
	let extra: Uint8Array | null = null;
	if (lines[0]?.startsWith('extra ')) {
		extra = fromBase64(lines.shift()!.slice('extra '.length));
		if (!extra) throw wrong('extra is not base64');
	}
	const place = lines.shift() ?? '';
	const index = place.startsWith('index ') ? decimal(place.slice('index '.length)) : null;
	if (index === null) throw wrong('no index');
	if (lines.length > mostHashes) throw wrong('too many hashes');
	const hashes = lines.map((line) => {
		const hash = fromBase64(line);
		if (hash?.length !== hashLength) throw wrong('a line that is no hash');
		return hash;
	});
	const checkpoint = text.slice(end + 2);
	parseNote(checkpoint);
	return { index, hashes, checkpoint, extra };
}

export type Proven = { index: bigint; checkpoint: OpenedCheckpoint };

/**
 * That the entry is in the log whose keys the policy names, and that enough witnesses have seen the log so.
 * @throws Unproven that says what is wanting
 */
export function verifyProof(
	crypto: Crypto,
	policy: Policy,
	file: string | Uint8Array | Proof,
	entry: Uint8Array | string,
): Proven {
	const proof = typeof file === 'string' || file instanceof Uint8Array ? parseProof(file) : file;
	const checkpoint = openCheckpoint(crypto, proof.checkpoint, {
		logs: policy.logs.map(({ key }) => key),
		witnesses: policy.witnesses.map(({ key }) => key),
	});
	const leaf = leafHash(crypto.sha256, typeof entry === 'string' ? utf8(entry) : entry);
	const claim = {
		index: proof.index,
		size: checkpoint.size,
		leaf,
		proof: proof.hashes,
		root: checkpoint.root,
	};
	if (!verifyInclusion(crypto.sha256, claim))
		throw new Unproven('inclusion', 'the entry is not in this tree');
	if (
		!isQuorum(
			policy.quorum,
			checkpoint.cosigned.map(({ key }) => key),
		)
	)
		throw new Unproven('witnesses', 'too few witnesses have cosigned the checkpoint');
	return { index: proof.index, checkpoint };
}
