import { solveDense } from './dense.ts';
import type { Prepared } from './prepare.ts';
import { eliminate, pivotsAreSafe, type SparseLu, substitute } from './sparse-lu.ts';
import { beginStack, type Stack } from './stack.ts';
import { isWithin, type StackedPattern } from './stacked-pattern.ts';
import { runTape, type Window } from './tape.ts';

/**
 * The equations of all periods of a range, made linear where the window stands: I − ∂f/∂z, with variable v of the t-th period as
 * unknown t · n + v. `dynamic`: lags and leads within the range are unknowns too; else they are data.
 */
export class Linearised {
	readonly size: number;
	readonly #n: number;
	readonly #periods: number;
	readonly #count: number;
	readonly #stack: Stack;
	readonly #slots: Float64Array;
	readonly #window: Window;
	readonly #from: number;
	readonly #dynamic: boolean;
	readonly #lu: SparseLu;
	readonly #matrix: Float64Array;
	readonly #largest: Float64Array;
	readonly #pattern: StackedPattern;
	#full: Float64Array | null = null;

	constructor(
		prepared: Prepared,
		coefficients: Float64Array,
		window: Window,
		range: { from: number; to: number },
		dynamic: boolean,
	) {
		const { equations } = prepared;
		this.#n = equations.endogenous;
		this.#count = equations.variables.length;
		this.#periods = range.to - range.from + 1;
		this.size = this.#n * this.#periods;
		this.#stack = prepared.stack();
		this.#slots = beginStack(this.#stack, coefficients);
		this.#window = window;
		this.#from = range.from - window.from;
		this.#dynamic = dynamic;
		this.#pattern = prepared.stackedPattern(this.#periods, dynamic);
		this.#lu = this.#pattern.lu;
		this.#matrix = new Float64Array(this.#lu.places);
		this.#largest = new Float64Array(this.size);
	}

	/** What each equation comes to less its variable. */
	residuals(into: Float64Array): void {
		const { values, past } = this.#window;
		for (let t = 0; t < this.#periods; t++) {
			const base = (this.#from + t) * this.#count;
			runTape(this.#stack.tape, this.#slots, 1, values, past, base);
			for (let v = 0; v < this.#n; v++)
				into[t * this.#n + v] = this.#slots[this.#stack.comesTo[v]!]! - values[base + v]!;
		}
	}

	/** Works out the derivatives where the window stands, and their LU. */
	refresh(): void {
		const { slopes } = this.#stack;
		const matrix = this.#matrix.fill(0);
		const largest = this.#largest.fill(1);
		const { places, diagonal } = this.#pattern;
		for (const place of diagonal) matrix[place] = 1;
		let at = 0;
		for (let t = 0; t < this.#periods; t++) {
			this.#evaluate(t, this.#stack.slopesTape);
			for (const one of slopes) {
				if (!isWithin(t, one, this.#periods, this.#dynamic)) continue;
				const slope = this.#slots[one.slot]!;
				matrix[places[at++]!]! -= slope;
				const row = t * this.#n + one.equation;
				largest[row] = Math.max(largest[row]!, Math.abs(slope));
			}
		}
		const before = matrix.slice();
		eliminate(this.#lu, matrix, 1);
		this.#full = pivotsAreSafe(this.#lu, matrix, largest) ? null : before;
	}

	/** Solves for a right side, in place. @throws RangeError when the equations do not determine the variables */
	solve(right: Float64Array): void {
		if (!this.#full) {
			substitute(this.#lu, this.#matrix, right, 1);
			return;
		}
		const dense = new Float64Array(this.size * this.size);
		for (const [i, row] of this.#lu.placeOf.entries())
			for (const [j, place] of row) dense[i * this.size + j] = this.#full[place]!;
		if (!solveDense(dense, right, this.size))
			throw new RangeError('the equations do not determine the variables: their matrix is singular');
	}

	/**
	 * How all variables of all periods change with each of these inputs (indices of exogenous variables or add-factors) in each
	 * period, input by input within a period.
	 */
	responses(inputs: readonly number[]): Float64Array[] {
		const columns = Array.from({ length: inputs.length * this.#periods }, () => new Float64Array(this.size));
		const place = new Map(inputs.map((one, i) => [one, i]));
		const used = this.#stack.inputs.filter((one) => place.has(one.variable));
		for (let t = 0; t < this.#periods; t++) {
			this.#evaluate(t, this.#stack.slopesTape);
			const { values, past } = this.#window;
			runTape(this.#stack.inputTape, this.#slots, 1, values, past, (this.#from + t) * this.#count);
			for (const one of used) {
				const period = t + one.shift;
				if (period < 0 || period >= this.#periods) continue;
				columns[period * inputs.length + place.get(one.variable)!]![t * this.#n + one.equation]! +=
					this.#slots[one.slot]!;
			}
		}
		for (const column of columns) this.solve(column);
		return columns;
	}

	#evaluate(t: number, tape: Int32Array): void {
		const { values, past } = this.#window;
		const base = (this.#from + t) * this.#count;
		runTape(this.#stack.tape, this.#slots, 1, values, past, base);
		runTape(tape, this.#slots, 1, values, past, base);
	}
}
