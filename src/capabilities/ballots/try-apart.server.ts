import { Worker } from 'node:worker_threads';
import { refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type { BallotRef, Definition, Marks } from './ballot.ts';
import { besideFirst, type Comparison, inventVotes, namesOfRules, type TriedRule } from './compare-rules.ts';
import { readVotesFile } from './count/votes-file.ts';
import type { Told, Trial } from './laboratory-worker.ts';
import { mostTried } from './most-tried.ts';
import { fileOf } from './result-of.ts';
import { placeOf, seen } from './see.ts';

export type Compared = {
	definition: Definition;
	people: number;
	/** Lines of a file that were wrong and left out. */
	faults: number;
	all: Comparison[];
	/** Rules that were not through when the time was over. */
	late: string[];
};

/** Votes to try rules on: invented by a seed, or those of a closed ballot. */
export type TriedVotes = { invented: number; seed: number } | { of: BallotRef };

/** A person waits for the answer, so it comes by then with what there is. */
const patience = 20_000;
/** One trial at a time: a second core is for the pages. Others wait; when there are many they are told so. */
const mostWaiting = 4;
let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

/** The laboratory on a vote of the office: every rule that reads such marks, on the same votes. */
export async function compareRules(
	actor: Actor,
	ref: BallotRef,
	votes: TriedVotes,
	definition?: Definition,
): Promise<Compared> {
	const ballot = await seen(actor, ref);
	demand(actor, 'ballots.make', placeOf(ballot));
	const tried = definition ?? ballot;
	if (tried.options.length < 2) refuse('ballots.options.few');
	const cast = 'of' in votes ? await votesOf(actor, votes.of) : inventVotes(tried, votes);
	if (cast.length > mostTried) refuse('ballots.laboratory.too-large', { most: mostTried });
	return tryApart({ definition: tried, votes: cast });
}

async function votesOf(actor: Actor, ref: BallotRef): Promise<Marks[]> {
	const file = (await fileOf(actor, ref, 'votes')) ?? refuse('ballots.not-found');
	return (readVotesFile(Buffer.from(file.content).toString('utf8')) ?? []).map(({ marks }) => marks);
}

/** Counts in a thread of its own. What is not counted in time is named, and the rest is shown. */
export async function tryApart(trial: Trial, within = patience): Promise<Compared> {
	if (waiting >= mostWaiting) refuse('ballots.laboratory.busy-now');
	waiting++;
	const turn = last.then(() => run(trial, within));
	last = turn.catch(() => {});
	try {
		return await turn;
	} finally {
		waiting--;
	}
}

async function run(trial: Trial, within: number): Promise<Compared> {
	const worker = new Worker(new URL('./laboratory-worker.ts', import.meta.url), { workerData: trial });
	const tried: TriedRule[] = [];
	let read: Extract<Told, { read: unknown }>['read'] | undefined;
	let timer: NodeJS.Timeout | undefined;
	try {
		const refused = await new Promise<Extract<Told, { refused: string }> | null>((resolve, reject) => {
			timer = setTimeout(() => resolve(null), within);
			worker.on('message', (told: Told) => {
				if ('read' in told) read = told.read;
				else if ('tried' in told) tried.push(told.tried);
				else resolve('refused' in told ? told : null);
			});
			worker.on('error', reject);
			worker.on('exit', (code) => reject(new Error(`the thread of the laboratory ended with ${code}`)));
		});
		if (refused) refuse(refused.refused, refused.facts);
	} finally {
		clearTimeout(timer);
		worker.removeAllListeners('exit');
		await worker.terminate();
	}
	if (!read || tried.length === 0) refuse('ballots.laboratory.too-long');
	const done = new Set(tried.map(({ rule }) => rule));
	return {
		...read,
		all: besideFirst(read.definition, tried),
		late: namesOfRules(read.definition).filter((rule) => !done.has(rule)),
	};
}
