import { type BankParts, emptyBank, putIntoBank, scoresIn } from './bank.ts';
import { blended, fitBlend } from './blend.ts';
import { type ClassifierParts, largest, Opinions, opinionNames } from './classifier.ts';
import { type CurveParts, fitCurve } from './curve.ts';
import { type Document, Features } from './features.ts';
import { likenessOf } from './likeness.ts';
import { type Matrix, matrixOf, rowOf } from './matrix.ts';
import { separate, squaresOf } from './separate.ts';
import { spread } from './spread.ts';
import { learnVocabulary, type Vector } from './vocabulary.ts';

export type Label = {
	code: string;
	/** What it belongs to: labels of one group are alike. */
	group: string;
	/** What it is, in words: name, hints, examples. A label without a single text is known by them. */
	descriptions: readonly string[];
};
export type Example = {
	document: Document;
	label: string;
	/** How much it counts; 1 if absent. */
	worth?: number;
};
export type Lesson = {
	labels: readonly Label[];
	examples: readonly Example[];
	stem: (folded: string) => string;
	/** What else speaks for each label, in their order. */
	belief?: (document: Document) => Float64Array;
	seed?: number;
};

/** Of separators trained out of all that there are to train. */
export type Progress = { done: number; total: number };

/** A description counts as so many texts. */
const descriptionWorth = 2;
/** What the opinions are worth until texts say otherwise, in the order of `opinionNames`. */
const expected = [5, 0.3, 3, 0.1, 0.5];
const least = [0.5, 0, 0, -0.5, 0];
const expectedOfGroups = [5, 0.1];
const leastOfGroups = [0.5, -0.5];

/**
 * Trains a model. Every opinion is weighed on texts that the separators have not seen, so its chances are calibrated. Gives
 * control back after each separator, so that whoever drives it may show progress or stop. The same lesson gives the same
 * model to the last bit.
 */
export function* train(lesson: Lesson): Generator<Progress, ClassifierParts> {
	const { labels, examples, seed = 1 } = lesson;
	const numberOf = new Map(labels.map((label, i) => [label.code, i]));
	const groupNames = [...new Set(labels.map((label) => label.group))];
	const groupOf = Int32Array.from(labels, (label) => groupNames.indexOf(label.group));
	const groups = groupNames.length;
	const hasGroups = groups > 1 && groups < labels.length;

	const known = examples.filter((one) => numberOf.has(one.label));
	const described = labels.flatMap((label, i) =>
		label.descriptions.filter((text) => text.trim() !== '').map((text) => ({ label: i, text })),
	);
	const documents: Document[] = [
		...known.map((one) => one.document),
		...described.map(({ text }) => ({ text })),
	];
	const features = new Features(lesson.stem);
	const vocabulary = learnVocabulary(documents, features, { least: known.length > 5_000 ? 2 : 1 });
	const matrix = matrixOf(documents, features, vocabulary);
	const classOf = Int32Array.from(documents, (_, i) =>
		i < known.length
			? (numberOf.get(known[i]?.label ?? '') as number)
			: (described[i - known.length]?.label as number),
	);
	const worth = Float64Array.from(documents, (_, i) =>
		i < known.length ? (known[i]?.worth ?? 1) : descriptionWorth,
	);
	const squares = squaresOf(matrix);
	const likeness = likenessOf(matrix, classOf, known.length);
	const frequency = frequencies(classOf, known.length, labels.length, worth);
	const classOfGroup = classOf.map((label) => groupOf[label] as number);
	const groupFrequency = frequencies(classOfGroup, known.length, groups, worth);

	const folds = foldsFor(known.length);
	const part = spread(classOf.slice(0, known.length), folds.parts, seed);
	const total = (labels.length + (hasGroups ? groups : 0)) * (folds.used + 1);
	let done = 0;
	function* banks(texts: Int32Array): Generator<Progress, { bank: BankParts; groupBank: BankParts | null }> {
		const bank = emptyBank(matrix.columns, labels.length);
		const groupBank = hasGroups ? emptyBank(matrix.columns, groups) : null;
		for (const [into, classes] of [
			[bank, classOf],
			[groupBank, classOfGroup],
		] as const)
			for (let c = 0; into && c < into.classes; c++) {
				const { weights, bias } = separate(matrix, squares, texts, classes, c, worth, { seed: seed + c });
				putIntoBank(into, c, weights, bias);
				yield { done: ++done, total };
			}
		return { bank, groupBank };
	}

	const held: Held[] = [];
	for (let fold = 0; fold < folds.used; fold++) {
		const texts = rowsWhere(matrix, (row) => row >= known.length || part[row] !== fold);
		const trained = yield* banks(texts);
		const met = columnsOf(matrix, texts);
		for (let row = 0; row < known.length; row++) if (part[row] === fold) held.push({ row, met, ...trained });
	}
	const ground = {
		labels: labels.map((label) => label.code),
		groupOf,
		groups,
		likeness,
		frequency,
		groupFrequency,
	};
	const vectorOf = (row: number, met: Uint8Array) => vocabulary.without(rowOf(matrix, row), met);
	const groupWeights = hasGroups
		? fitGroups(held, vectorOf, classOfGroup, groupFrequency, worth)
		: expectedOfGroups;
	const { weights, curve } = fitLabels(held, vectorOf, classOf, worth, { ...ground, groupWeights }, (row) =>
		lesson.belief?.(documents[row] as Document),
	);
	const all = yield* banks(rowsWhere(matrix, () => true));
	return { ...ground, ...all, vocabulary: vocabulary.parts, weights, groupWeights, curve };
}

/** A text that was held back, the separators that have not seen it and the features that they have. */
type Held = { row: number; met: Uint8Array; bank: BankParts; groupBank: BankParts | null };

function columnsOf({ columns, start, index }: Matrix, rows: Int32Array): Uint8Array {
	const met = new Uint8Array(columns);
	for (const row of rows)
		for (let k = start[row] as number; k < (start[row + 1] as number); k++) met[index[k] as number] = 1;
	return met;
}

/** Few texts are held back in turn, all of them; of many one part is enough. */
function foldsFor(texts: number): { parts: number; used: number } {
	if (texts < 8) return { parts: 1, used: 0 };
	if (texts < 2_500) return { parts: 4, used: 4 };
	if (texts < 6_000) return { parts: 4, used: 2 };
	return { parts: 6, used: 1 };
}

function rowsWhere({ rows }: Matrix, wanted: (row: number) => boolean): Int32Array {
	return Int32Array.from({ length: rows }, (_, row) => row).filter(wanted);
}

function frequencies(classOf: Int32Array, texts: number, classes: number, worth: Float64Array): Float32Array {
	const met = new Float64Array(classes).fill(0.5);
	for (let row = 0; row < texts; row++) {
		const label = classOf[row] as number;
		met[label] = (met[label] as number) + (worth[row] as number);
	}
	const all = met.reduce((sum, one) => sum + one, 0);
	return Float32Array.from(met, (one) => Math.log(one / all));
}

function fitGroups(
	held: readonly Held[],
	vectorOf: (row: number, met: Uint8Array) => Vector,
	classOf: Int32Array,
	frequency: Float32Array,
	worth: Float64Array,
): number[] {
	const groups = frequency.length;
	const distance = new Float32Array(held.length * groups);
	const common = new Float32Array(held.length * groups);
	const scores = new Float64Array(groups);
	for (const [i, { row, met, groupBank }] of held.entries()) {
		if (groupBank) distance.set(scoresIn(groupBank, vectorOf(row, met), scores), i * groups);
		common.set(frequency, i * groups);
	}
	return fitBlend(
		{
			given: [distance, common],
			classes: groups,
			truth: Int32Array.from(held, ({ row }) => classOf[row] as number),
			worth: Float64Array.from(held, ({ row }) => worth[row] as number),
		},
		expectedOfGroups,
		leastOfGroups,
	);
}

function fitLabels(
	held: readonly Held[],
	vectorOf: (row: number, met: Uint8Array) => Vector,
	classOf: Int32Array,
	worth: Float64Array,
	ground: Omit<ClassifierParts, 'bank' | 'groupBank' | 'vocabulary' | 'weights' | 'curve'>,
	beliefOf: (row: number) => Float64Array | undefined,
): { weights: number[]; curve: CurveParts } {
	const classes = ground.labels.length;
	const given = opinionNames.map(() => new Float32Array(held.length * classes));
	let opinions: Opinions | undefined;
	let bank: BankParts | undefined;
	for (const [i, one] of held.entries()) {
		if (!opinions || bank !== one.bank) opinions = new Opinions({ ...ground, ...one });
		bank = one.bank;
		for (const [k, said] of opinions.about(vectorOf(one.row, one.met), beliefOf(one.row)).entries())
			given[k]?.set(said, i * classes);
	}
	const truth = Int32Array.from(held, ({ row }) => classOf[row] as number);
	const counts = Float64Array.from(held, ({ row }) => worth[row] as number);
	const weights = fitBlend({ given, classes, truth, worth: counts }, expected, least);
	const chances = new Float64Array(classes);
	const sure = new Float64Array(held.length);
	const right = new Uint8Array(held.length);
	for (const [i, answer] of truth.entries()) {
		blended(
			given.map((one) => one.subarray(i * classes, (i + 1) * classes)),
			weights,
			chances,
		);
		const [best = 0] = largest(chances, 1);
		sure[i] = chances[best] as number;
		right[i] = best === answer ? 1 : 0;
	}
	return { weights, curve: fitCurve(sure, right, counts) };
}

/** Drives the training to its end at once. */
export function trained(lesson: Lesson): ClassifierParts {
	const steps = train(lesson);
	for (;;) {
		const step = steps.next();
		if (step.done) return step.value;
	}
}
