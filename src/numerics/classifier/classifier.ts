import { type BankParts, scoresIn, weightIn } from './bank.ts';
import { blended } from './blend.ts';
import { type CurveParts, straightened } from './curve.ts';
import { type Document, Features } from './features.ts';
import { type LikenessParts, likenessIn } from './likeness.ts';
import { type Vector, Vocabulary, type VocabularyParts } from './vocabulary.ts';

/** Everything that a model consists of: plain arrays, for keeping. */
export type ClassifierParts = {
	labels: readonly string[];
	/** The number of the group of each label: the root of a category. */
	groupOf: Int32Array;
	groups: number;
	vocabulary: VocabularyParts;
	bank: BankParts;
	/** Tells groups apart; null where there is one or each label is its own. */
	groupBank: BankParts | null;
	likeness: LikenessParts;
	/** Logarithms of how often labels and groups were met. */
	frequency: Float32Array;
	groupFrequency: Float32Array;
	/** Of the opinions, in the order of `opinionNames`. */
	weights: readonly number[];
	groupWeights: readonly number[];
	/** How often the likeliest label was right at each chance. */
	curve: CurveParts;
};

/** Distance from the separator; chance of the group; likeness to the description; how common; what the caller believes. */
export const opinionNames = ['distance', 'group', 'likeness', 'frequency', 'belief'] as const;

/** Scratch that gives the opinions of a model about one text. */
export class Opinions {
	readonly all: readonly Float64Array[];
	readonly #groupScores: readonly [Float64Array, Float64Array];
	readonly #groupChances: Float64Array;
	readonly #parts: Omit<ClassifierParts, 'weights' | 'vocabulary' | 'curve'>;

	constructor(parts: Omit<ClassifierParts, 'weights' | 'vocabulary' | 'curve'>) {
		this.#parts = parts;
		this.all = opinionNames.map(() => new Float64Array(parts.labels.length));
		this.#groupScores = [new Float64Array(parts.groups), Float64Array.from(parts.groupFrequency)];
		this.#groupChances = new Float64Array(parts.groups);
	}

	about(vector: Vector, belief?: Float64Array): readonly Float64Array[] {
		const { bank, groupBank, groupOf, groupWeights, likeness, frequency } = this.#parts;
		const [distance, group, like, common, believed] = this.all as [
			Float64Array,
			Float64Array,
			Float64Array,
			Float64Array,
			Float64Array,
		];
		scoresIn(bank, vector, distance);
		if (groupBank) {
			scoresIn(groupBank, vector, this.#groupScores[0]);
			const chances = blended(this.#groupScores, groupWeights, this.#groupChances);
			for (let c = 0; c < group.length; c++)
				group[c] = Math.log(Math.max(chances[groupOf[c] as number] as number, 1e-4));
		}
		likenessIn(likeness, vector, like);
		common.set(frequency);
		if (belief) believed.set(belief);
		else believed.fill(0);
		return this.all;
	}
}

/** A trained model, ready to be asked. It keeps nothing of what it is asked. */
export class Classifier {
	readonly parts: ClassifierParts;
	readonly labels: readonly string[];
	readonly vocabulary: Vocabulary;
	readonly #features: Features;
	readonly #opinions: Opinions;
	readonly #chances: Float64Array;

	constructor(parts: ClassifierParts, stem: (folded: string) => string) {
		this.parts = parts;
		this.labels = parts.labels;
		this.vocabulary = new Vocabulary(parts.vocabulary);
		this.#features = new Features(stem);
		this.#opinions = new Opinions(parts);
		this.#chances = new Float64Array(parts.labels.length);
	}

	/** The text as this model sees it; valid until the next one. */
	encode(document: Document): Vector {
		return this.vocabulary.encode(this.#features.read(document));
	}

	/**
	 * The chance of each label, in the order of `labels`; their sum is 1. Valid until the next call.
	 * @param belief what else speaks for each label (words of categories); the more the likelier
	 */
	chances(document: Document, belief?: Float64Array): Float64Array {
		const opinions = this.#opinions.about(this.encode(document), belief);
		return straightened(blended(opinions, this.parts.weights, this.#chances), this.parts.curve);
	}

	/** How much each of the person's own words spoke for the label against the others, the weightiest first. */
	because(document: Document, label: number, most = 5): { word: string; weight: number }[] {
		const { bank, likeness, weights } = this.parts;
		const features = this.#features.read(document);
		const vector = this.vocabulary.encode(features);
		const valueAt = new Map<number, number>();
		for (let k = 0; k < vector.count; k++) valueAt.set(vector.index[k] as number, vector.value[k] as number);
		const often = new Map<number, number>();
		for (let i = 0; i < features.count; i++) {
			const number = this.vocabulary.numberOf(features.hash[i] as number);
			if (number !== -1) often.set(number, (often.get(number) ?? 0) + 1);
		}
		const worth = new Map<string, number>();
		const give = (word: number, much: number) => {
			const shown = features.shown[word];
			if (shown !== undefined) worth.set(shown, (worth.get(shown) ?? 0) + much);
		};
		for (let i = 0; i < features.count; i++) {
			const number = this.vocabulary.numberOf(features.hash[i] as number);
			const word = features.word[i] as number;
			if (number === -1 || word === -1) continue;
			let weight = (weights[0] as number) * weightIn(bank, number, label);
			for (let at = likeness.start[number] as number; at < (likeness.start[number + 1] as number); at++)
				if (likeness.label[at] === label) weight += (weights[2] as number) * (likeness.value[at] as number);
			const much = (weight * (valueAt.get(number) ?? 0)) / (often.get(number) ?? 1);
			if (features.kind[i] === 1) {
				give(word, much / 2);
				give(word - 1, much / 2);
			} else give(word, much);
		}
		return [...worth]
			.filter(([word, weight]) => weight > 0 && word.length > 1)
			.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
			.slice(0, most)
			.map(([word, weight]) => ({ word, weight }));
	}
}

/** The numbers of the largest, the largest first; equal ones in their order. */
export function largest(chances: ArrayLike<number>, most: number): number[] {
	const best: number[] = [];
	for (let i = 0; i < chances.length; i++) {
		let at = best.length;
		while (at > 0 && (chances[best[at - 1] as number] as number) < (chances[i] as number)) at--;
		if (at < most) {
			best.splice(at, 0, i);
			if (best.length > most) best.pop();
		}
	}
	return best;
}
