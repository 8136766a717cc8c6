import { measure } from '#numerics/classifier/measure.ts';
import { plainText, wordsIn } from '#numerics/classifier/plain-text.ts';
import { spread } from '#numerics/classifier/spread.ts';

/** What one would do without a thought: each text gets the commonest labels. */
export function mostFrequent(
	labels: readonly string[],
	train: readonly string[],
	test: readonly string[],
): Float64Array[] {
	const chances = Float64Array.from(
		labels,
		(label) => train.filter((one) => one === label).length / train.length,
	);
	return test.map(() => chances);
}

type Counted = { index: number[]; count: number[] };

/**
 * The plain linear model: how often each word is met (small letters, no roots, no rarity, words of two texts at least) and a
 * softmax regression with L2, brought to its minimum by L-BFGS. The strength of L2 is the best of four by cross-validation on
 * the train part.
 */
export function plainLinear(
	labels: readonly string[],
	train: readonly { text: string; label: string }[],
	test: readonly string[],
): { chances: Float64Array[]; l2: number } {
	const numberOf = new Map(labels.map((label, i) => [label, i]));
	const truth = Int32Array.from(train, (one) => numberOf.get(one.label) ?? 0);
	const part = spread(truth, 3, 7);
	let best = { l2: 1, f1: -1 };
	for (const l2 of [0.1, 0.3, 1, 3]) {
		const chances: Float64Array[] = [];
		for (let fold = 0; fold < 3; fold++) {
			const learn = train.filter((_, i) => part[i] !== fold);
			const judge = [...part.keys()].filter((i) => part[i] === fold);
			const found = fitted(
				labels.length,
				learn,
				numberOf,
				l2,
				judge.map((i) => train[i]?.text ?? ''),
			);
			for (const [at, i] of judge.entries()) chances[i] = found[at] as Float64Array;
		}
		const f1 = measure(
			labels,
			train.map((one) => one.label),
			chances,
		).weightedF1;
		if (f1 > best.f1) best = { l2, f1 };
	}
	return { chances: fitted(labels.length, train, numberOf, best.l2, test), l2: best.l2 };
}

const wordsOf = (text: string) => wordsIn(plainText(text)).folded;

function fitted(
	classes: number,
	train: readonly { text: string; label: string }[],
	numberOf: Map<string, number>,
	l2: number,
	judge: readonly string[],
): Float64Array[] {
	const texts = train.map(({ text }) => wordsOf(text));
	const met = new Map<string, number>();
	for (const words of texts) for (const word of new Set(words)) met.set(word, (met.get(word) ?? 0) + 1);
	const columns = new Map([...met].filter(([, count]) => count > 1).map(([word], i) => [word, i]));
	const counted = (words: readonly string[]): Counted => {
		const counts = new Map<number, number>();
		for (const word of words) {
			const column = columns.get(word);
			if (column !== undefined) counts.set(column, (counts.get(column) ?? 0) + 1);
		}
		return { index: [...counts.keys()], count: [...counts.values()] };
	};
	const rows = texts.map(counted);
	const truth = train.map((one) => numberOf.get(one.label) ?? 0);
	const size = columns.size * classes;
	const weights = new Float64Array(size + classes);
	const score = (row: Counted, w: Float64Array, out: Float64Array) => {
		out.set(w.subarray(size));
		for (const [k, column] of row.index.entries())
			for (let c = 0; c < classes; c++)
				out[c] = (out[c] as number) + (w[column * classes + c] as number) * (row.count[k] as number);
		const most = Math.max(...out);
		let all = 0;
		for (let c = 0; c < classes; c++) all += out[c] = Math.exp((out[c] as number) - most);
		for (let c = 0; c < classes; c++) out[c] = (out[c] as number) / all;
		return out;
	};
	const chance = new Float64Array(classes);
	descend(weights, (w, gradient) => {
		gradient.fill(0);
		let loss = 0;
		for (const [i, row] of rows.entries()) {
			score(row, w, chance);
			const right = truth[i] as number;
			loss -= Math.log(Math.max(chance[right] as number, 1e-300));
			chance[right] = (chance[right] as number) - 1;
			for (const [k, column] of row.index.entries())
				for (let c = 0; c < classes; c++)
					gradient[column * classes + c] =
						(gradient[column * classes + c] as number) + (chance[c] as number) * (row.count[k] as number);
			for (let c = 0; c < classes; c++)
				gradient[size + c] = (gradient[size + c] as number) + (chance[c] as number);
		}
		for (let j = 0; j < size; j++) {
			loss += 0.5 * l2 * (w[j] as number) ** 2;
			gradient[j] = (gradient[j] as number) + l2 * (w[j] as number);
		}
		return loss;
	});
	return judge.map((text) => score(counted(wordsOf(text)), weights, new Float64Array(classes)).slice());
}

type Slope = (at: Float64Array, gradient: Float64Array) => number;

/** L-BFGS with eight remembered steps (Nocedal, Wright: Numerical optimization, algorithm 7.4), in place. */
function descend(at: Float64Array, slope: Slope, turns = 60): void {
	const size = at.length;
	const dot = (a: Float64Array, b: Float64Array) => {
		let sum = 0;
		for (let i = 0; i < size; i++) sum += (a[i] as number) * (b[i] as number);
		return sum;
	};
	const add = (to: Float64Array, much: number, what: Float64Array) => {
		for (let i = 0; i < size; i++) to[i] = (to[i] as number) + much * (what[i] as number);
	};
	const steps: { moved: Float64Array; bent: Float64Array; rho: number }[] = [];
	let gradient = new Float64Array(size);
	let value = slope(at, gradient);
	for (let turn = 0; turn < turns; turn++) {
		const way = gradient.slice();
		const shares: number[] = [];
		for (const step of steps.toReversed()) {
			const share = step.rho * dot(step.moved, way);
			shares.push(share);
			add(way, -share, step.bent);
		}
		const last = steps.at(-1);
		const scale = last ? 1 / (last.rho * dot(last.bent, last.bent)) : 1 / Math.sqrt(dot(gradient, gradient));
		for (let i = 0; i < size; i++) way[i] = (way[i] as number) * scale;
		for (const step of steps) add(way, (shares.pop() ?? 0) - step.rho * dot(step.bent, way), step.moved);
		const downhill = dot(gradient, way);
		const from = at.slice();
		const next = new Float64Array(size);
		let found = value;
		for (let length = 1; length > 1e-6; length /= 2) {
			at.set(from);
			add(at, -length, way);
			found = slope(at, next);
			if (found <= value - 1e-4 * length * downhill) break;
		}
		const moved = at.slice();
		add(moved, -1, from);
		const bent = next.slice();
		add(bent, -1, gradient);
		const along = dot(moved, bent);
		if (along > 1e-10) steps.push({ moved, bent, rho: 1 / along });
		if (steps.length > 8) steps.shift();
		const settled = value - found < 1e-6 * Math.abs(value);
		gradient = next;
		value = found;
		if (settled) return;
	}
}
