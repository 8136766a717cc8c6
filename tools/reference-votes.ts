/**
 * The count of a vote of this platform, repeated from its file of votes and from what its proofs out of the log say was fixed: the terms
 * at opening, and the result, which names how many could vote by the last word on it.
 */
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { parseReceipt } from '#platform/transparency/tlog/receipt.ts';
import {
	countVotes,
	lotOf,
	marksText,
	readBallotContent,
	readClosedContent,
	readVotesFile,
	type Sha256,
} from '#rooms/ballots/door.ts';

type Named = { path: string; text: string };

const sha256: Sha256 = (...parts) => {
	const hash = createHash('sha256');
	for (const part of parts) hash.update(part);
	return hash.digest();
};

export const isProof = ({ text }: Named): boolean => text.startsWith('c2sp.org/tlog-proof');

/** What is told on the screen, line by line; a file that cannot be read is named. */
export async function recountVotes(
	votes: Named,
	proofs: readonly Named[],
	explain: 'ru' | 'en' | null,
): Promise<{ lines: string[]; faults: string[] }> {
	const faults: string[] = [];
	const contents = proofs.map(({ path, text }) => {
		const content = readOr(() => parseReceipt(text).opening?.content);
		if (!content) faults.push(`${path}: no text of the log in this proof`);
		return content ?? '';
	});
	const fixed = contents.map((one) => readOr(() => readBallotContent(one))).find(Boolean);
	const closed = contents.map((one) => readOr(() => readClosedContent(one))).find(Boolean);
	const rows = readOr(() => readVotesFile(votes.text));
	if (!fixed) faults.push('no proof says what was fixed when the vote opened');
	if (!rows) faults.push(`${votes.path}: not a file of votes`);
	if (!fixed || !rows) return { lines: [], faults };

	const codes = fixed.options.map(({ code }) => code);
	const filed = rows.map(({ code, marks }) => ({ code, marks: marksText(fixed.marks, codes, marks) }));
	const counted = countVotes(
		fixed,
		rows.map(({ marks }) => marks),
		{ eligible: closed ? closed.eligible : (fixed.eligible?.number ?? null), lot: lotOf(sha256, filed) },
	);
	const selected = counted.won.map((i) => codes[i]!);
	const { decision, quorum } = counted;
	if (closed && (closed.won.join() !== selected.join() || closed.accepted !== (decision?.accepted ?? null)))
		faults.push(
			`the log says otherwise: ${JSON.stringify({ selected: closed.won, accepted: closed.accepted })}`,
		);
	const hash = Buffer.from(sha256(Buffer.from(votes.text))).toString('hex');
	if (closed && closed.files.votes !== hash) faults.push(`${votes.path}: not the file whose hash was logged`);
	if (explain) {
		const { tellCount } = await import('#rooms/ballots/count/tell-count.ts');
		const told = tellCount(fixed, counted, explain);
		return { lines: [...told.decision, ...told.steps, ...told.ties, '', ...told.unfunded], faults };
	}
	const answer = {
		selected,
		...(decision ? { accepted: decision.accepted } : {}),
		...(quorum ? { quorum: quorum.reached } : {}),
	};
	return {
		lines: [JSON.stringify({ id: basename(votes.path).replace(/\.(pb|csv)(\.gz)?$/, ''), answer })],
		faults,
	};
}

/** A file may hold anything; what cannot be read is none of ours. */
function readOr<Read>(read: () => Read): Read | null {
	try {
		return read();
	} catch {
		return null;
	}
}
