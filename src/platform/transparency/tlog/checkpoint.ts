/** Checkpoints (c2sp.org/tlog-checkpoint): the state of a log that its key signs and witnesses cosign. */
import { decimal, fromBase64, toBase64 } from './bytes.ts';
import type { Crypto } from './crypto.ts';
import { hashLength } from './merkle.ts';
import { ed25519Kind, type Note, openNote, parseNote, type Verified, type VerifierKey } from './note.ts';
import { Unproven } from './unproven.ts';

export type Checkpoint = { origin: string; size: bigint; root: Uint8Array };

export const checkpointText = ({ origin, size, root }: Checkpoint): string =>
	`${origin}\n${size}\n${toBase64(root)}\n`;

/** Reads the text of a checkpoint; lines after the third are somebody's own and say nothing here. */
export function parseCheckpoint(text: string): Checkpoint {
	const wrong = () => new Unproven('malformed', 'not a checkpoint');
	// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a checkpoint may not contain
	if (!text.endsWith('\n') || /[\u0000-\u0009\u000b-\u001f]/.test(text)) throw wrong();
	const lines = text.slice(0, -1).split('\n');
	const [origin = '', number = '', encoded = ''] = lines;
	const size = decimal(number);
	const root = fromBase64(encoded);
	if (lines.length < 3 || lines.includes('') || size === null || root?.length !== hashLength) throw wrong();
	return { origin, size, root };
}

export type OpenedCheckpoint = Checkpoint & { text: string; cosigned: Verified[] };

/**
 * A checkpoint that one of the log's keys has signed, with the cosignatures of known witnesses.
 * A signature of a known witness that is wrong spoils the whole, as with the log's own.
 */
export function openCheckpoint(
	crypto: Crypto,
	note: string | Uint8Array | Note,
	trusted: { logs: readonly VerifierKey[]; witnesses?: readonly VerifierKey[] },
): OpenedCheckpoint {
	const parsed = typeof note === 'string' || note instanceof Uint8Array ? parseNote(note) : note;
	const checkpoint = parseCheckpoint(parsed.text);
	const logs = trusted.logs.filter((key) => key.name === checkpoint.origin && key.kind === ed25519Kind);
	if (logs.length === 0) throw new Unproven('other-log', `no key is known of ${checkpoint.origin}`);
	openNote(crypto, parsed, logs);
	const { verified } = openNote(crypto, parsed, [...logs, ...(trusted.witnesses ?? [])]);
	return { ...checkpoint, text: parsed.text, cosigned: verified.filter(({ key }) => !logs.includes(key)) };
}
