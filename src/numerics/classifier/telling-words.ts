import { weightIn } from './bank.ts';
import type { ClassifierParts } from './classifier.ts';
import { type Document, Features } from './features.ts';
import { Vocabulary } from './vocabulary.ts';

/** A word in fewer texts than this may be somebody's name: it is not told. */
const leastTexts = 3;

/**
 * The words that speak for each label most, the weightiest first, in the form in which they are written most often. A model
 * keeps no words; they are found from the texts that it was taught by.
 */
export function tellingWords(
	parts: ClassifierParts,
	documents: readonly Document[],
	stem: (folded: string) => string,
	most = 12,
): Record<string, [word: string, weight: number][]> {
	const vocabulary = new Vocabulary(parts.vocabulary);
	const features = new Features(stem);
	const met = new Map<number, { texts: number; last: number; forms: Map<string, number> }>();
	for (const [i, document] of documents.entries()) {
		features.read(document);
		for (let j = 0; j < features.count; j++) {
			if (features.kind[j] !== 0) continue;
			const number = vocabulary.numberOf(features.hash[j] as number);
			const shown = features.shown[features.word[j] as number];
			if (number === -1 || shown === undefined || shown.length < 3) continue;
			const known = met.get(number) ?? { texts: 0, last: -1, forms: new Map<string, number>() };
			if (known.last !== i) known.texts++;
			known.last = i;
			known.forms.set(shown, (known.forms.get(shown) ?? 0) + 1);
			met.set(number, known);
		}
	}
	const words = [...met]
		.filter(([, one]) => one.texts >= leastTexts)
		.map(([number, { forms }]) => {
			const [form] = [...forms].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0] as [string, number];
			return { number, form, rarity: parts.vocabulary.rarity[number] as number };
		});
	return Object.fromEntries(
		parts.labels.map((label, c) => [
			label,
			words
				.map(({ number, form, rarity }): [string, number] => [
					form,
					Math.round(weightIn(parts.bank, number, c) * rarity * 1000) / 1000,
				])
				.filter(([, weight]) => weight > 0)
				.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
				.slice(0, most),
		]),
	);
}
