import { type AccountId, database, type Id, type TerritoryId } from '#platform/db/door.server.ts';
import { type SentBack, sentBackBy } from '../closing/store.server.ts';
import { blinderOf } from './answers.ts';
import * as store from './store.server.ts';

export type { SentBack };

/** Of these answers of a sample: which the person sent back for a check, and what was decided. */
export async function sentBackOf(
	account: AccountId,
	answers: readonly { territory: TerritoryId; answer: Id<'answer'> }[],
): Promise<Map<Id<'answer'>, SentBack>> {
	if (answers.length === 0) return new Map();
	const territories = [...new Set(answers.map((one) => one.territory))];
	const rows = await sentBackBy(
		database(),
		account,
		territories,
		answers.map((one) => one.answer),
	);
	return new Map(rows.map((row) => [row.answer, row]));
}

/** What a controller wrote on deciding, as blind as the answer itself. */
export async function blindNote({ territory, answer, note }: SentBack): Promise<string | null> {
	const row = note ? await store.answerWhole(database(), territory, answer) : undefined;
	return row && note ? (await blinderOf(row)).blind(note) : null;
}
