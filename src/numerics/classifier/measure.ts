import { largest } from './classifier.ts';

/** What a classifier is worth on texts that it has not seen. */
export type Measured = {
	texts: number;
	/** Share of texts whose likeliest label is right, and those that have the right one among the three likeliest. */
	right: number;
	amongThree: number;
	/** F1 averaged over labels, weighed by how often each is met, and with all alike. */
	weightedF1: number;
	macroF1: number;
	/** Expected calibration error: how far confidence and being right lie apart, over ten bins. */
	calibrationError: number;
	bins: Bin[];
	/** By label, the commonest first. */
	labels: LabelMeasured[];
	/** What was taken for what, the commonest mistakes first. */
	confused: { truth: string; taken: string; count: number }[];
};
export type Bin = { from: number; texts: number; confidence: number; right: number };
export type LabelMeasured = { label: string; texts: number; precision: number; recall: number; f1: number };

/**
 * @param truth the right label of each text; one that the classifier does not know counts as missed
 * @param chances of each text, in the order of `labels`
 */
export function measure(
	labels: readonly string[],
	truth: readonly string[],
	chances: readonly ArrayLike<number>[],
): Measured {
	const count = new Map<string, { texts: number; taken: number; right: number }>();
	const of = (label: string) => {
		let one = count.get(label);
		if (!one) {
			one = { texts: 0, taken: 0, right: 0 };
			count.set(label, one);
		}
		return one;
	};
	const bins = Array.from({ length: 10 }, (_, i) => ({ from: i / 10, texts: 0, confidence: 0, right: 0 }));
	const mistakes = new Map<string, { truth: string; taken: string; count: number }>();
	let right = 0;
	let amongThree = 0;
	for (const [i, answer] of truth.entries()) {
		const given = chances[i] ?? [];
		const best = largest(given, 3);
		const taken = labels[best[0] ?? -1] ?? '';
		of(answer).texts++;
		of(taken).taken++;
		const confidence = given[best[0] ?? -1] ?? 0;
		const bin = bins[Math.min(9, Math.floor(confidence * 10))] as Bin;
		bin.texts++;
		bin.confidence += confidence;
		if (best.some((one) => labels[one] === answer)) amongThree++;
		if (taken === answer) {
			of(answer).right++;
			right++;
			bin.right++;
		} else {
			const pair = `${answer} ${taken}`;
			const known = mistakes.get(pair);
			if (known) known.count++;
			else mistakes.set(pair, { truth: answer, taken, count: 1 });
		}
	}
	const all = truth.length || 1;
	const each = [...count].map(([label, one]): LabelMeasured => {
		const precision = one.taken ? one.right / one.taken : 0;
		const recall = one.texts ? one.right / one.texts : 0;
		const f1 = one.right ? (2 * precision * recall) / (precision + recall) : 0;
		return { label, texts: one.texts, precision, recall, f1 };
	});
	return {
		texts: truth.length,
		right: right / all,
		amongThree: amongThree / all,
		weightedF1: each.reduce((sum, one) => sum + (one.f1 * one.texts) / all, 0),
		// labels that were never right and never met count too, as is usual: a wrong guess of a rare label is a mistake
		macroF1: each.length ? each.reduce((sum, one) => sum + one.f1, 0) / each.length : 0,
		calibrationError: bins.reduce((sum, bin) => sum + Math.abs(bin.confidence - bin.right) / all, 0),
		bins: bins.map((bin) => ({
			...bin,
			confidence: bin.texts ? bin.confidence / bin.texts : 0,
			right: bin.texts ? bin.right / bin.texts : 0,
		})),
		labels: each
			.filter((one) => one.texts > 0)
			.sort((a, b) => b.texts - a.texts || (a.label < b.label ? -1 : 1)),
		confused: [...mistakes.values()].sort(
			(a, b) => b.count - a.count || (`${a.truth} ${a.taken}` < `${b.truth} ${b.taken}` ? -1 : 1),
		),
	};
}
