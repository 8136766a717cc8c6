/** Recounts a closed vote from what the log holds and the site shows, as any stranger can. Pure. */
import { canonicalJson, marksText, readBallotContent, readClosedContent, type Sha256 } from '../canonical.ts';
import { countVotes } from './count-votes.ts';
import { lotOf, readVotesFile } from './votes-file.ts';

export type RecountFaultKind =
	/** The site does not show a file. */
	| 'missing'
	/** The entry of the log stands there more or less than once. */
	| 'entries'
	/** The text is not the one that was logged. */
	| 'text-differs'
	/** A text or a file that is not written as one. */
	| 'unreadable'
	/** The hash of the file is not the one logged. */
	| 'file-differs'
	/** The file has more or fewer votes than were logged. */
	| 'rows'
	/** Votes and envelopes are not as many. */
	| 'envelopes'
	/** An envelope has no entry of a vote that stands. */
	| 'envelope-unlogged'
	/** An envelope is listed twice, or has several entries. */
	| 'envelope-twice'
	/** The count comes to something else. */
	| 'outcome';
export type RecountFault = { kind: RecountFaultKind; what: string; found: string; logged: string };

export type Opening = { nonce: Uint8Array; content: string };
const texts = ['opened', 'closed'] as const;
const files = ['votes', 'envelopes', 'replaced'] as const;
export type ShownVote = {
	/** What opens the entries of the log. */
	[text in (typeof texts)[number]]: Opening | null;
} & { [file in (typeof files)[number]]: Uint8Array | null };

export type LoggedVote = {
	ballot: string;
	/** Commitments of its entries. */
	opened: readonly Uint8Array[];
	closed: readonly Uint8Array[];
	/** How many entries of a vote under this id stand in the log and are not withdrawn. */
	standing(envelope: string): number;
};

/** Every fault of a closed vote; none when the count repeats. */
export function recount(sha256: Sha256, logged: LoggedVote, shown: ShownVote): RecountFault[] {
	const faults: RecountFault[] = [];
	const find = (kind: RecountFaultKind, what: string, found: unknown = '', log: unknown = '') =>
		void faults.push({ kind, what, found: String(found), logged: String(log) });

	for (const what of [...texts, ...files]) if (shown[what] === null) find('missing', what);
	for (const what of texts) {
		if (logged[what].length !== 1) find('entries', what, logged[what].length, 1);
		const { nonce, content } = shown[what] ?? {};
		if (!nonce || content === undefined) continue;
		const commitment = hexOf(sha256(nonce, new TextEncoder().encode(content)));
		if (!logged[what].some((one) => hexOf(one) === commitment)) find('text-differs', what);
	}
	const closed = readOr(() => shown.closed && readClosedContent(shown.closed.content));
	const fixed = readOr(() => shown.opened && readBallotContent(shown.opened.content));
	if (shown.closed && closed?.ballot !== logged.ballot) find('unreadable', 'closed');
	if (shown.opened && fixed?.ballot !== logged.ballot) find('unreadable', 'opened');
	if (!closed || !fixed) return faults;

	for (const what of files) {
		const bytes = shown[what];
		if (bytes && hexOf(sha256(bytes)) !== closed.files[what]) find('file-differs', what);
	}
	if (shown.envelopes) {
		const ids = textOf(shown.envelopes).split('\n').slice(0, -1);
		const held = closed.votes + closed.damaged;
		if (ids.length !== held) find('envelopes', 'envelopes', ids.length, held);
		const before = new Set<string>();
		for (const id of ids) {
			const standing = logged.standing(id);
			if (standing < 1) find('envelope-unlogged', id);
			else if (standing > 1 || before.has(id)) find('envelope-twice', id);
			before.add(id);
		}
	}
	if (!shown.votes) return faults;
	const rows = readOr(() => readVotesFile(textOf(shown.votes!)));
	if (!rows) {
		find('unreadable', 'votes');
		return faults;
	}
	if (rows.length !== closed.votes) find('rows', 'votes', rows.length, closed.votes);
	const codes = fixed.options.map(({ code }) => code);
	const filed = rows.map(({ code, marks }) => ({ code, marks: marksText(fixed.marks, codes, marks) }));
	const counted = readOr(() =>
		countVotes(
			fixed,
			rows.map(({ marks }) => marks),
			{ eligible: closed.eligible, lot: lotOf(sha256, filed) },
		),
	);
	if (!counted) {
		find('unreadable', 'votes');
		return faults;
	}
	const { quorum } = counted;
	const found = {
		won: counted.won.map((i) => codes[i]!),
		accepted: counted.decision?.accepted ?? null,
		spent: counted.budget?.funded.spent ?? null,
		quorum: quorum && { needed: quorum.needed, had: quorum.had },
	};
	const { won, accepted, spent, quorum: reached } = closed;
	const [ours, theirs] = [canonicalJson(found), canonicalJson({ won, accepted, spent, quorum: reached })];
	if (ours !== theirs) find('outcome', 'closed', ours, theirs);
	return faults;
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const hexOf = (bytes: Uint8Array): string =>
	Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** What a stranger wrote may be anything; whatever cannot be read is no text of ours. */
function readOr<Read>(read: () => Read): Read | null {
	try {
		return read();
	} catch {
		return null;
	}
}
