/** Counts by every rule in a thread of its own, so that the pages of this process wait for nothing; tells each rule as it is done. */
import { parentPort, workerData } from 'node:worker_threads';
import type { TerritoryId } from '#platform/db/ids.ts';
import { Refusal } from '#platform/errors/door.ts';
import type { Definition, Lang, Marks } from './ballot.ts';
import { type TriedRule, tryRules } from './compare-rules.ts';
import { readTriedFile } from './laboratory.ts';

export type Trial =
	| { definition: Definition; votes: readonly Marks[] }
	| { text: string; territory: TerritoryId; lang: Lang };
export type Told =
	| { read: { definition: Definition; people: number; faults: number } }
	| { tried: TriedRule }
	| { refused: string; facts: Refusal['facts'] }
	| { done: true };

const tell = (told: Told) => parentPort?.postMessage(told);

try {
	const trial = workerData as Trial;
	const { definition, votes, faults } =
		'text' in trial ? readTriedFile(trial.text, trial.territory, trial.lang) : { ...trial, faults: 0 };
	tell({ read: { definition, people: votes.length, faults } });
	for (const tried of tryRules(definition, votes)) tell({ tried });
	tell({ done: true });
} catch (error) {
	if (!(error instanceof Refusal)) throw error;
	tell({ refused: error.code, facts: error.facts });
}
