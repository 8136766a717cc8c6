import { Classifier } from '#numerics/classifier/classifier.ts';
import type { Document } from '#numerics/classifier/features.ts';
import { fromBytes, toBytes } from '#numerics/classifier/keep.ts';
import { type Measured, measure } from '#numerics/classifier/measure.ts';
import { tellingWords } from '#numerics/classifier/telling-words.ts';
import { type Label, type Progress, train } from '#numerics/classifier/train.ts';
import { stemOf as stem } from '#platform/search/russian.ts';
import { executorFields } from './executor-fields.ts';
import { KeywordSet } from './keywords.ts';
import { type Decided, heldFrom, type Lesson, leastTexts, unseenBy } from './lesson.ts';

/** What comes out of a training. */
export type Taught = {
	category: Uint8Array;
	/** Null: too few appeals went to a body. */
	executor: Uint8Array | null;
	heldBack: number;
	measured: Measured;
	executorMeasured: { right: number; amongThree: number } | null;
	/** Weighted F1 on texts that neither version has seen; null: there is none that serves, or too few such texts. */
	compared: { served: number; fresh: number } | null;
	words: Record<string, [word: string, weight: number][]>;
};

/**
 * Trains the models of a territory: once on the older texts, to judge by the newer ones, and once on all. Pure but for
 * the time it takes; gives control back after each separator.
 */
export function* teach({ labels, decided, described, served }: Lesson): Generator<Progress, Taught> {
	const cut = heldFrom(decided.length);
	const [older, newer] = [decided.slice(0, cut), decided.slice(cut)];
	const words = new KeywordSet(described);
	const believed = (codes: readonly string[], document: Document) => {
		const { scores } = words.ask(document.text);
		return Float64Array.from(codes, (code) => scores[words.numberOf.get(code) ?? -1] ?? 0);
	};
	const codes = labels.map((one) => one.code);
	const belief = (document: Document) => believed(codes, document);
	const lessonOf = (some: readonly Decided[]) => ({
		labels,
		examples: some.map((one) => ({ document: { text: one.text }, label: one.category, worth: one.worth })),
		stem,
		belief,
	});
	const judged = new Classifier(yield* train(lessonOf(older)), stem);
	const chancesOf = (model: Classifier) =>
		newer.map(({ text }) => model.chances({ text }, believed(model.labels, { text })).slice());
	const chances = chancesOf(judged);
	const truth = newer.map((one) => one.category);
	const whole = yield* train(lessonOf(decided));

	const unseen = served ? unseenBy(served.lastTextAt, newer) : [];
	let compared: Taught['compared'] = null;
	if (served && unseen.length) {
		const serving = new Classifier(fromBytes(served.bytes), stem);
		const theirs = chancesOf(serving);
		const on = (model: Classifier, all: readonly Float64Array[]) =>
			measure(
				model.labels,
				unseen.map((i) => truth[i] as string),
				unseen.map((i) => all[i] as Float64Array),
			).weightedF1;
		compared = { served: on(serving, theirs), fresh: on(judged, chances) };
	}
	const executor = yield* teachExecutor(older, newer, decided);
	return {
		category: toBytes(whole),
		executor: executor?.bytes ?? null,
		heldBack: newer.length,
		measured: measure(codes, truth, chances),
		executorMeasured: executor?.measured ?? null,
		compared,
		words: tellingWords(
			whole,
			decided.map(({ text }) => ({ text })),
			stem,
		),
	};
}

function* teachExecutor(
	older: readonly Decided[],
	newer: readonly Decided[],
	all: readonly Decided[],
): Generator<Progress, { bytes: Uint8Array; measured: { right: number; amongThree: number } } | null> {
	const given = (some: readonly Decided[]) => some.filter((one) => one.body !== null);
	const bodies = [...new Set(given(all).map((one) => one.body as string))].sort();
	if (given(older).length < leastTexts || bodies.length < 2) return null;
	const labels = bodies.map((code): Label => ({ code, group: '', descriptions: [] }));
	const documentOf = (one: Decided): Document => ({ text: one.text, fields: executorFields(one) });
	const lessonOf = (some: readonly Decided[]) => ({
		labels,
		examples: given(some).map((one) => ({ document: documentOf(one), label: one.body as string })),
		stem,
	});
	const judged = new Classifier(yield* train(lessonOf(older)), stem);
	const held = given(newer);
	const { right, amongThree } = measure(
		bodies,
		held.map((one) => one.body as string),
		held.map((one) => judged.chances(documentOf(one)).slice()),
	);
	return { bytes: toBytes(yield* train(lessonOf(all))), measured: { right, amongThree } };
}
