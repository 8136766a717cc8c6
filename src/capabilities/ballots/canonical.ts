import type { BallotKind } from '#numerics/counting/ballot-kinds.ts';
import { type Ballot, carriesPoints, type Definition, type Marks } from './ballot.ts';

/**
 * The texts that the log commits to, byte for byte, and what follows from the secret of a vote. Pure, so that the server, the
 * command and a page without a server say the same. A new version of a text gets a new first line; old ones stay as they are.
 */
export type Sha256 = (...parts: Uint8Array[]) => Uint8Array;

export const secretBytes = 16;

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const hexOf = (bytes: Uint8Array): string =>
	Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

export type OpenedSecret = {
	/** What the log calls the vote. */
	thing: string;
	/** Opens the leaf together with the content. */
	nonce: Uint8Array;
	/** 48 bits in hex: under it the vote stands in the published file. */
	code: string;
};

/** All that follows from the one secret. Each part is a hash of its own, so that none of them leads to another. */
export function openSecret(sha256: Sha256, secret: Uint8Array): OpenedSecret {
	const part = (label: string) => sha256(utf8(`veche-vote/${label}\n`), secret);
	return {
		thing: uuidOf(part('thing')),
		nonce: part('nonce'),
		code: hexOf(part('code').subarray(0, 6)),
	};
}

/** The first sixteen bytes in the shape of a UUID of version 4. */
export function uuidOf(bytes: Uint8Array): string {
	const own = bytes.slice(0, 16);
	own[6] = 0x40 | (own[6]! & 0x0f);
	own[8] = 0x80 | (own[8]! & 0x3f);
	return hexOf(own).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** 22 letters of base64url. */
export function secretText(secret: Uint8Array): string {
	let text = '';
	for (let bit = 0; bit < secret.length * 8; bit += 6) {
		const [byte, shift] = [bit >> 3, bit & 7];
		text += letters[(((secret[byte]! << 8) | (secret[byte + 1] ?? 0)) >> (10 - shift)) & 63];
	}
	return text;
}

/** A secret as it was typed, scanned or copied, an address around it allowed; null when it is none. */
export function readSecret(text: string): Uint8Array | null {
	const [, found] = /(?:^|[#/=\s])([A-Za-z0-9_-]{22})\s*$/.exec(text) ?? [];
	if (!found) return null;
	const secret = new Uint8Array(secretBytes);
	let held = 0;
	let bits = 0;
	let at = 0;
	for (const letter of found) {
		held = ((held << 6) | letters.indexOf(letter)) & 0xffff;
		bits += 6;
		if (bits >= 8 && at < secretBytes) {
			bits -= 8;
			secret[at++] = (held >> bits) & 255;
		}
	}
	return secretText(secret) === found ? secret : null;
}

/** Marks as the file and the leaf write them: `3`, `1,4`, `2:5,3:1`; `-` is a blank vote. Sets in the listed order, rankings in their own. */
export function marksText(kind: BallotKind, codes: readonly string[], { marked, points }: Marks): string {
	if (marked.length === 0) return '-';
	const withPoints = carriesPoints(kind);
	const order = [...marked.keys()];
	if (kind.kind !== 'ranking' || kind.shared)
		order.sort((a, b) => codes.indexOf(marked[a]!) - codes.indexOf(marked[b]!));
	return order.map((i) => (withPoints ? `${marked[i]}:${points?.[i] ?? 1}` : marked[i])).join(',');
}

/** Null where the text is no marks. */
export function readMarks(text: string): Marks | null {
	if (text === '-') return { marked: [] };
	const parts = text.split(',').map((part) => /^([a-z0-9]{1,12})(?::(\d{1,6}))?$/.exec(part));
	if (parts.some((part) => !part)) return null;
	const marked = parts.map((part) => part![1]!);
	const points = parts.map((part) => part![2]);
	if (points.every((one) => one === undefined)) return { marked };
	if (points.some((one) => one === undefined)) return null;
	return { marked, points: points.map(Number) };
}

/** What the leaf of a vote commits to, together with its nonce. */
export function voteContent(ballot: string, code: string, marks: string): string {
	return `veche-vote/1\n${ballot}\n${code}\n${marks}\n`;
}

/** JSON with its keys in order and nothing between; money and times as text. */
export function canonicalJson(value: unknown): string {
	if (value === null || value === undefined) return 'null';
	if (typeof value === 'bigint') return JSON.stringify(String(value));
	if (value instanceof Date) return JSON.stringify(value.toISOString());
	if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
	if (typeof value !== 'object') return JSON.stringify(value);
	const parts = Object.entries(value)
		.filter(([, one]) => one !== undefined)
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([key, one]) => `${JSON.stringify(key)}:${canonicalJson(one)}`);
	return `{${parts.join(',')}}`;
}

/** What is fixed when a ballot opens: everything by which votes are taken and counted. */
export function ballotContent(ballot: Ballot & { openedAt: Date; closesAt: Date }): string {
	const fixed = {
		ballot: ballot.id,
		territory: ballot.territory,
		space: ballot.space,
		lang: ballot.lang,
		question: ballot.question,
		explanation: ballot.explanation,
		other: ballot.other,
		options: ballot.options,
		groups: ballot.groups,
		marks: ballot.marks,
		rule: ballot.rule,
		quorum: ballot.quorum,
		ties: ballot.ties,
		who: ballot.who,
		secrecy: ballot.secrecy,
		names: ballot.names,
		mayChange: ballot.mayChange,
		results: ballot.results,
		channels: ballot.channels,
		mayCloseEarly: ballot.mayCloseEarly,
		eligible: ballot.eligible,
		opened: ballot.openedAt,
		closes: ballot.closesAt,
	};
	return `veche-ballot/1\n${canonicalJson(fixed)}\n`;
}

/** What of a fixed ballot decides how votes are read and counted. */
export type FixedBallot = Pick<
	Definition,
	'lang' | 'question' | 'options' | 'groups' | 'marks' | 'rule' | 'quorum' | 'ties' | 'secrecy' | 'eligible'
> & { ballot: string; territory: number; openedAt: Date; closesAt: Date };

/** Reads what was fixed; null where the text is of a version that is not known here. */
export function readBallotContent(text: string): FixedBallot | null {
	const [head, json] = text.split('\n');
	if (head !== 'veche-ballot/1' || json === undefined) return null;
	const { opened, closes, ...fixed } = JSON.parse(json);
	const money = (amount: string | null) => (amount === null ? null : BigInt(amount));
	return {
		...fixed,
		openedAt: new Date(opened),
		closesAt: new Date(closes),
		options: fixed.options.map((one: { cost: string | null }) => ({ ...one, cost: money(one.cost) })),
		groups: fixed.groups.map((one: { budget: string | null }) => ({ ...one, budget: money(one.budget) })),
		rule: fixed.rule.kind === 'budget' ? { ...fixed.rule, budget: BigInt(fixed.rule.budget) } : fixed.rule,
	};
}

export type FixedChange = {
	ballot: string;
	/** Id of the event. */
	event: string;
	kind: string;
	at: Date;
	reason: string;
	before: string | null;
	after: string | null;
};
/** A change after opening: when, what, why. */
export const changeContent = (change: FixedChange): string =>
	`veche-ballot-changed/1\n${canonicalJson(change)}\n`;

export type FixedResult = {
	ballot: string;
	closed: Date;
	/** Rows of the file of votes. */
	votes: number;
	spoiled: number;
	damaged: number;
	/** Votes by the way they came. */
	channels: Record<string, number>;
	/** Hashes of the published files, in hex. */
	files: { votes: string; envelopes: string; replaced: string };
	rule: unknown;
	/** What it came to: chosen options, or whether a decision was taken. */
	won: readonly string[];
	accepted: boolean | null;
	/** In kopecks, of budgets. */
	spent: bigint | null;
	/** How many may vote by the last word on it: the quorum hangs on it. */
	eligible: number | null;
	quorum: { needed: number; had: number } | null;
};
/** What is fixed when the votes are counted. */
export const closedContent = (result: FixedResult): string =>
	`veche-ballot-closed/1\n${canonicalJson(result)}\n`;

/** Reads the text of a result; null where it is of a version that is not known here. Times and money stay text. */
export function readClosedContent(
	text: string,
): (Omit<FixedResult, 'closed' | 'spent'> & { spent: string | null }) | null {
	const [head, json] = text.split('\n');
	return head === 'veche-ballot-closed/1' && json !== undefined ? JSON.parse(json) : null;
}

/** Stands in place of a published file where outsiders do not get it. */
export const withheld = 'veche-withheld/1\n';
