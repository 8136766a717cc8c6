/** Points of a rising curve: where the model says `sure`, it was `right` so often. */
export type CurveParts = { sure: Float32Array; right: Float32Array };

/** Texts in one point of the curve at least, and how many texts the straight line is worth in each. */
const leastInPoint = 40;
const worthOfLine = 5;

/**
 * How often the likeliest label is right at each chance that the model gives it, from texts that it has not seen. Chances of
 * a softmax are too sure of themselves where people themselves disagree about labels, and no temperature mends that.
 * Isotonic regression by pooling neighbours (Zadrozny, Elkan: Transforming classifier scores into accurate multiclass
 * probability estimates, KDD 2002), over groups of equal size.
 */
export function fitCurve(sure: Float64Array, right: Uint8Array, worth: Float64Array): CurveParts {
	const order = [...sure.keys()].sort((a, b) => (sure[a] as number) - (sure[b] as number) || a - b);
	const points = Math.min(20, Math.floor(order.length / leastInPoint));
	type Point = { count: number; sure: number; right: number };
	const pooled: Point[] = [];
	for (let i = 0; i < points; i++) {
		const one: Point = { count: 0, sure: 0, right: 0 };
		const from = Math.floor((i * order.length) / points);
		for (const text of order.slice(from, Math.floor(((i + 1) * order.length) / points))) {
			const count = worth[text] as number;
			one.count += count;
			one.sure += count * (sure[text] as number);
			one.right += count * (right[text] as number);
		}
		const line = one.sure / one.count;
		pooled.push({
			count: one.count + worthOfLine,
			sure: one.sure + worthOfLine * line,
			right: one.right + worthOfLine * line,
		});
		for (;;) {
			const last = pooled.at(-1) as Point;
			const before = pooled.at(-2);
			if (!before || before.right / before.count <= last.right / last.count) break;
			pooled.splice(-2, 2, {
				count: before.count + last.count,
				sure: before.sure + last.sure,
				right: before.right + last.right,
			});
		}
	}
	return {
		sure: Float32Array.from(pooled, (one) => one.sure / one.count),
		right: Float32Array.from(pooled, (one) => one.right / one.count),
	};
}

/** The chance that a label so likely is right. Between points by a straight line; without points as it is. */
export function onCurve({ sure, right }: CurveParts, chance: number): number {
	const last = sure.length - 1;
	if (last < 0) return chance;
	const first = sure[0] as number;
	if (chance <= first) return first > 0 ? ((right[0] as number) * chance) / first : (right[0] as number);
	for (let i = 1; i <= last; i++)
		if (chance <= (sure[i] as number)) {
			const from = sure[i - 1] as number;
			const share = (chance - from) / ((sure[i] as number) - from);
			return (right[i - 1] as number) + share * ((right[i] as number) - (right[i - 1] as number));
		}
	return right[last] as number;
}

/** Puts the likeliest on the curve; the others share what is left in their old proportions, never above it. In place. */
export function straightened(chances: Float64Array, curve: CurveParts): Float64Array {
	let best = 0;
	for (let c = 1; c < chances.length; c++) if ((chances[c] as number) > (chances[best] as number)) best = c;
	const was = chances[best] as number;
	const now = onCurve(curve, was);
	const others = was < 1 ? (1 - now) / (1 - was) : 0;
	for (let c = 0; c < chances.length; c++)
		chances[c] = c === best ? now : Math.min(now * 0.999, (chances[c] as number) * others);
	return chances;
}
