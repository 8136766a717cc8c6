import { type Recorded, recordAll } from '#platform/audit/door.server.ts';
import {
	type TakenKey,
	type Tx,
	takeKeys,
	transaction,
	withinOneTransaction,
} from '#platform/db/door.server.ts';
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

type Waiting = Ready & { filed(number: string): void; failed(cause: unknown): void };

/** Filings that came while others were on their way to the disk: they go together with the next commit. */
let line: Waiting[] = [];
let underWay = 0;
/** Commits under way at once: one writes while the other waits for the disk. */
const mostUnderWay = 2;
const mostTogether = 40;

/**
 * Writes a filing and resolves with its number when it is on the disk. Alone it goes at once; those that come meanwhile go
 * together, so that a peak of a thousand a second needs dozens of commits and not a thousand.
 */
export function fileTogether(one: Ready): Promise<string> {
	return new Promise((filed, failed) => {
		line.push({ ...one, filed, failed });
		begin();
	});
}

function begin(): void {
	while (underWay < mostUnderWay && line.length > 0) {
		const part = line.slice(0, mostTogether);
		line = line.slice(mostTogether);
		underWay++;
		void write(part).finally(() => {
			underWay--;
			begin();
		});
	}
}

async function write(part: readonly Waiting[]): Promise<void> {
	for (const group of await groupsOf(part)) {
		try {
			const numbers = await transaction((tx) => writeFilings(tx, group));
			for (const one of group) one.filed(numbers.get(one.appeal.id) as string);
		} catch (cause) {
			if (group.length === 1) group[0]?.failed(cause);
			// one of them was refused: each goes alone, so that it holds up no other
			else for (const one of group) await write([one]);
		}
	}
}

async function groupsOf(part: readonly Waiting[]): Promise<Waiting[][]> {
	try {
		return await withinOneTransaction(part, ({ appeal }) => appeal.territory);
	} catch {
		// whether it is a cluster could not be asked: the transaction will say why
		return part.map((one) => [one]);
	}
}
