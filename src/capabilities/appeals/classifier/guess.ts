import { type Classifier, largest } from '#numerics/classifier/classifier.ts';
import { type Memory, remembered } from '#numerics/classifier/memory.ts';
import { dayIn } from '#platform/calendar/door.ts';
import type { TerritoryId } from '#platform/db/door.server.ts';
import { tree, zoneOf } from '#rooms/territories/door.server.ts';
import { categories } from '../categories.server.ts';
import { masked } from '../mask.ts';
import { keywordSet } from './keyword-set.server.ts';
import { chancesOf, type KeywordSet, mostTelling } from './keywords.ts';
import { memoryFor } from './lessons.server.ts';
import { type Served, servedFor } from './served.server.ts';

export type Suggested = {
	category: string;
	/** From 0 to 1: how often such a suggestion turns out right. */
	confidence: number;
	/** The person's own words that decided it, the weightiest first. */
	words: string[];
};

export type Guess = {
	/** At most three, the likeliest first; none where nothing in the text tells. */
	best: Suggested[];
	/** From 0 to 1; 0 for what may not be chosen. */
	chanceOf(category: string): number;
	/** From the territory's own history; false: by the words of the categories alone. */
	learned: boolean;
};

/** More than this is not read: what an appeal is about is said in its beginning. */
const longestRead = 4_000;
/** Less likely than this is not worth a line. */
const hardly = 0.01;

/**
 * Everything that is needed to guess categories in a territory, read beforehand: the guess itself waits for nothing, so it
 * may stand inside a transaction.
 */
export async function guesserFor(territory: TerritoryId, now = new Date()): Promise<(text: string) => Guess> {
	const [all, words, served] = await Promise.all([categories(), keywordSet(), servedFor(territory)]);
	const memory = await memoryFor(served?.territory ?? tree.ancestors(territory).at(-1) ?? territory);
	const day = dayIn(zoneOf(territory), now);
	const areas = [territory, ...tree.ancestors(territory)];
	const open = new Map<string, boolean>();
	const isOpen = (code: string) => {
		let known = open.get(code);
		if (known === undefined) {
			known = all.isOpen(code, day, areas);
			open.set(code, known);
		}
		return known;
	};
	return (text) => guessed(masked(text.slice(0, longestRead)), { words, served, memory, isOpen });
}

type Ground = {
	words: KeywordSet;
	served: Served | null;
	memory: Memory;
	isOpen: (code: string) => boolean;
};

function guessed(text: string, { words, served, memory, isOpen }: Ground): Guess {
	const asked = words.ask(text);
	const { codes } = words;
	const byWords = chancesOf(
		asked.scores,
		codes.map((code) => isOpen(code)),
	);
	const chances = served ? learnedChances(served, text, asked.scores, byWords, words) : byWords;
	const known = remembered(chances, words.numberOf, memory.recall({ text }));
	let sum = 0;
	for (const [i, code] of codes.entries()) {
		if (!isOpen(code)) known[i] = 0;
		sum += known[i] as number;
	}
	// what may not be chosen here cannot be meant
	if (sum > 0 && served) for (const i of known.keys()) known[i] = (known[i] as number) / Math.max(sum, 0.2);
	const best = largest(known, 3)
		.filter((i) => (known[i] as number) >= hardly)
		.map((i) => ({
			category: codes[i] as string,
			confidence: known[i] as number,
			words: served
				? wordsOf(served.category, served, text, codes[i] as string, mostTelling(asked.because.get(i)))
				: mostTelling(asked.because.get(i)),
		}));
	return {
		best,
		chanceOf: (category) => known[words.numberOf.get(category) ?? -1] ?? 0,
		learned: served !== null,
	};
}

/** The model's chances in the order of the keyword set; categories that are younger than the model keep those of their words. */
function learnedChances(
	served: Served,
	text: string,
	scores: Float64Array,
	byWords: Float64Array,
	words: KeywordSet,
): Float64Array {
	const { category: model, numberOf } = served;
	const belief = Float64Array.from(model.labels, (label) => scores[words.numberOf.get(label) ?? -1] ?? 0);
	const own = model.chances({ text }, belief);
	let young = 0;
	const chances = new Float64Array(words.codes.length);
	for (const [i, code] of words.codes.entries())
		if (!numberOf.has(code)) {
			chances[i] = byWords[i] as number;
			young += byWords[i] as number;
		}
	for (const [i, code] of words.codes.entries()) {
		const at = numberOf.get(code);
		if (at !== undefined) chances[i] = (own[at] as number) * (1 - young);
	}
	return chances;
}

function wordsOf(
	model: Classifier,
	{ numberOf }: Served,
	text: string,
	category: string,
	byWords: readonly string[],
): string[] {
	const at = numberOf.get(category);
	const learned = at === undefined ? [] : model.because({ text }, at).map(({ word }) => word);
	return [...new Set([...learned, ...byWords])].slice(0, 5);
}
