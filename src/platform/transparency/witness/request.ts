/** The call by which a log asks a witness for its cosignature (c2sp.org/tlog-witness, add-checkpoint). */
import { decimal, fromBase64, toBase64 } from '../tlog/bytes.ts';
import { hashLength } from '../tlog/merkle.ts';
import { Unproven } from '../tlog/unproven.ts';

export type AddCheckpoint = { old: bigint; proof: Uint8Array[]; checkpoint: string };

const mostHashes = 63;

export const requestText = ({ old, proof, checkpoint }: AddCheckpoint): string =>
	`old ${old}\n${proof.map((hash) => `${toBase64(hash)}\n`).join('')}\n${checkpoint}`;

export function parseRequest(text: string): AddCheckpoint {
	const wrong = () => new Unproven('malformed', 'not a request to a witness');
	const end = text.indexOf('\n\n');
	if (end < 0) throw wrong();
	const [first = '', ...lines] = text.slice(0, end).split('\n');
	const old = first.startsWith('old ') ? decimal(first.slice('old '.length)) : null;
	if (old === null || lines.length > mostHashes) throw wrong();
	const proof = lines.map((line) => {
		const hash = fromBase64(line);
		if (hash?.length !== hashLength) throw wrong();
		return hash;
	});
	return { old, proof, checkpoint: text.slice(end + 2) };
}
