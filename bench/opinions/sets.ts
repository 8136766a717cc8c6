import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import type { Mark } from '#numerics/opinions/votes.ts';
import { referenceData, withoutReferenceData } from '#tests/support/reference-data.ts';

export type Vote = { person: number; statement: number; mark: Mark };
/** A conversation that was held on Polis: its votes in the order of time, later ones of a person replacing earlier ones. */
export type Held = {
	name: string;
	people: number;
	statements: number;
	votes: Vote[];
	/** Statements that moderators took out. */
	out: Int32Array;
	/** The published group of each person, −1 without one. */
	published: Int32Array;
};

export const withoutConversations = withoutReferenceData('polis/vtaiwan.uberx/votes.csv.gz');

export const conversations = (): Held[] =>
	readdirSync(referenceData('polis'))
		.filter((name) => existsSync(referenceData(`polis/${name}/summary.csv`)))
		.sort()
		.map(conversation);

export function conversation(name: string): Held {
	const rows = (file: string) => {
		const path = referenceData(`polis/${name}/${file}.csv`);
		const text = existsSync(path) ? readFileSync(path) : gunzipSync(readFileSync(`${path}.gz`));
		return parse(text, { columns: true, relax_quotes: true }) as Record<string, string>[];
	};
	const participants = rows('participants-votes');
	const person = new Map(participants.map((one, i) => [one.participant, i]));
	const comments = rows('comments').toSorted((a, b) => Number(a['comment-id']) - Number(b['comment-id']));
	const statement = new Map(comments.map((one, i) => [one['comment-id'], i]));
	const votes = rows('votes')
		.toSorted((a, b) => Number(a.timestamp) - Number(b.timestamp))
		.map((one) => ({
			person: person.get(one['voter-id']) as number,
			statement: statement.get(one['comment-id']) as number,
			mark: Number(one.vote) as Mark,
		}));
	return {
		name,
		people: participants.length,
		statements: comments.length,
		votes,
		out: Int32Array.from(comments.flatMap((one, i) => (one.moderated === '-1' ? [i] : []))),
		published: Int32Array.from(participants, (one) =>
			one['group-id'] === '' ? -1 : Number(one['group-id']),
		),
	};
}

/** What each person said last on each statement. */
export const lastVotes = (votes: readonly Vote[]): Vote[] => [
	...new Map(votes.map((one) => [one.person * 1e6 + one.statement, one])).values(),
];
