import { operation } from './graph.ts';

/** Numbers of one instruction: operation, target, and up to three that it takes. */
export const width = 5;

/**
 * Values by period, variable and lane (several runs side by side): that of variable v in period t and lane l stands at
 * ((t · variables) + v) · lanes + l, periods counted from the first of the window.
 */
export type Window = {
	values: Float64Array;
	/** Where other periods are read: the same, or in a static run history as it was. */
	past: Float64Array;
	variables: number;
	lanes: number;
	from: number;
	periods: number;
};

/**
 * Instructions for a number of lanes: slots become places, loads become distances within a window. A load of the same period is
 * read from the present window, others from the past one (in a static run the past is history, not what was worked out).
 */
export function scaleTape(tape: readonly number[], lanes: number, variables: number): Int32Array {
	const scaled = Int32Array.from(tape);
	for (let at = 0; at < scaled.length; at += width) {
		scaled[at + 1]! *= lanes;
		if (scaled[at] === operation.load) {
			const shift = scaled[at + 3]!;
			scaled[at + 2] = (shift * variables + scaled[at + 2]!) * lanes;
			scaled[at + 3] = shift === 0 ? 0 : 1;
		} else for (let i = 2; i < width; i++) scaled[at + i]! *= lanes;
	}
	return scaled;
}

/** Works out a tape in `slots`; `base` is the place of variable 0 of the period in both windows. */
export function runTape(
	tape: Int32Array,
	slots: Float64Array,
	lanes: number,
	now: Float64Array,
	past: Float64Array,
	base: number,
): void {
	for (let at = 0; at < tape.length; at += 5) {
		const to = tape[at + 1]!;
		const a = tape[at + 2]!;
		const b = tape[at + 3]!;
		switch (tape[at]) {
			case 2: {
				const from = b === 0 ? now : past;
				const place = base + a;
				for (let l = 0; l < lanes; l++) slots[to + l] = from[place + l]!;
				break;
			}
			case 3:
				for (let l = 0; l < lanes; l++) slots[to + l] = slots[a + l]! + slots[b + l]!;
				break;
			case 4:
				for (let l = 0; l < lanes; l++) slots[to + l] = slots[a + l]! - slots[b + l]!;
				break;
			case 5:
				for (let l = 0; l < lanes; l++) slots[to + l] = slots[a + l]! * slots[b + l]!;
				break;
			case 6:
				for (let l = 0; l < lanes; l++) slots[to + l] = slots[a + l]! / slots[b + l]!;
				break;
			case 7:
				for (let l = 0; l < lanes; l++) slots[to + l] = slots[a + l]! ** slots[b + l]!;
				break;
			case 8:
				for (let l = 0; l < lanes; l++) slots[to + l] = -slots[a + l]!;
				break;
			case 9:
				for (let l = 0; l < lanes; l++) slots[to + l] = Math.log(slots[a + l]!);
				break;
			case 10:
				for (let l = 0; l < lanes; l++) slots[to + l] = Math.exp(slots[a + l]!);
				break;
			case 11:
				for (let l = 0; l < lanes; l++) slots[to + l] = Math.abs(slots[a + l]!);
				break;
			case 19: {
				const c = tape[at + 4]!;
				for (let l = 0; l < lanes; l++) slots[to + l] = slots[a + l] !== 0 ? slots[b + l]! : slots[c + l]!;
				break;
			}
			case 20:
				for (let l = 0; l < lanes; l++) slots[to + l] = slots[a + l]!;
				break;
			default:
				for (let l = 0; l < lanes; l++)
					slots[to + l] = rarely(tape[at]!, slots[a + l]!, b < 0 ? 0 : slots[b + l]!);
		}
	}
}

/** Comparisons hold for what is missing in no case. */
function rarely(kind: number, a: number, b: number): number {
	switch (kind) {
		case operation.sign:
			return Math.sign(a);
		case operation.less:
			return a < b ? 1 : 0;
		case operation.lessOrEqual:
			return a <= b ? 1 : 0;
		case operation.equal:
			return a === b ? 1 : 0;
		case operation.and:
			return a !== 0 && b !== 0 ? 1 : 0;
		case operation.or:
			return a !== 0 || b !== 0 ? 1 : 0;
		default:
			return a === 0 ? 1 : 0;
	}
}
