import { type Recorded, recordAll } from '#platform/audit/door.server.ts';
import { type TakenKey, type Tx, takeKeys, transaction, writeTogether } from '#platform/db/door.server.ts';
import { announceAll } from '#platform/events/door.server.ts';
import { type LeafInLine, queueLeavesOf } from '#platform/transparency/door.server.ts';
import type { AppealRef, Applicant } from '../appeal.ts';
import {
	type AnswerToQuestion,
	insertAnswers,
	insertApplicants,
	insertTerms,
	insertWithNumbers,
	type NewAppeal,
} from '../filing-store.server.ts';
import { happenedToMany } from '../take-in-store.server.ts';
import type { Term } from '../terms/term.ts';

/** All rows of one filing, checked and ready to be written. */
export type Ready = {
	appeal: NewAppeal;
	key: TakenKey;
	entry: Recorded;
	leaf: LeafInLine;
	applicant: Applicant & { followHash: Buffer | null };
	terms: readonly Term[];
	answers: readonly AnswerToQuestion[];
	/** What another room keeps of it, in the same transaction. */
	beside: ((tx: Tx, ref: AppealRef) => Promise<unknown>) | undefined;
};

const refOf = ({ appeal }: Ready): AppealRef => ({ territory: appeal.territory, id: appeal.id });

/** Writes filings in a transaction: all statements are sent at once, the one that takes the numbers last. */
export async function writeFilings(
	tx: Tx,
	filings: readonly Ready[],
	{ keysTaken = false } = {},
): Promise<Map<string, string>> {
	const keys = keysTaken ? [] : filings.map((one) => one.key);
	const before: Promise<unknown>[] = [
		takeKeys(tx, keys),
		announceAll(
			tx,
			filings.map(({ appeal }) => ({
				name: 'appeals.filed',
				payload: { territory: appeal.territory, appeal: appeal.id },
			})),
		),
		recordAll(
			tx,
			filings.map((one) => one.entry),
		),
		queueLeavesOf(
			tx,
			filings.map((one) => one.leaf),
		),
		insertApplicants(
			tx,
			filings.map((one) => ({ ...one.applicant, ref: refOf(one) })),
		),
		insertTerms(
			tx,
			filings.map((one) => ({ ref: refOf(one), terms: one.terms })),
		),
		happenedToMany(
			tx,
			filings.map((one) => ({
				ref: refOf(one),
				at: one.appeal.at,
				after: 0,
				kind: 'filed',
				audience: 'public',
				account: one.appeal.author,
				facts: { due: one.appeal.dueOn },
			})),
		),
		insertAnswers(
			tx,
			filings.map((one) => ({ ref: refOf(one), answers: one.answers })),
		),
		...filings.flatMap((one) => one.beside?.(tx, refOf(one)) ?? []),
	];
	const numbers = insertWithNumbers(
		tx,
		filings.map((one) => one.appeal),
	);
	await Promise.all([...before, numbers]);
	return numbers;
}

/**
 * Writes a filing and resolves with its number when it is on the disk; those that come meanwhile go together with the next commit.
 */
export const fileTogether: (one: Ready) => Promise<string> = writeTogether({
	most: 40,
	territoryOf: ({ appeal }: Ready) => appeal.territory,
	async write(filings: readonly Ready[]) {
		const numbers = await transaction((tx) => writeFilings(tx, filings));
		return filings.map(({ appeal }) => numbers.get(appeal.id) as string);
	},
});
