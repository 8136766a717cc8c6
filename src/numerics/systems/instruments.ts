import { type Columns, type Factor, factorise, project } from '../linear/householder.ts';
import type { Equation } from './equation.ts';

/** Fewer instruments than coefficients, or instruments that say the same: the equation cannot be estimated. */
export class NotIdentified extends Error {
	readonly equation: string;
	constructor(equation: string, instruments: number, coefficients: number) {
		super(`${equation}: ${instruments} instruments cannot identify ${coefficients} coefficients`);
		this.name = 'NotIdentified';
		this.equation = equation;
	}
}

/**
 * The regressors as the instruments explain them, X̂ = Z(Z'Z)⁻¹Z'X = QQ'X with Z = QR (the first stage; Theil 1953). A regressor
 * that is itself an instrument stays as it is, to the last digit.
 * @throws NotIdentified when an equation has fewer instruments than coefficients
 */
export function firstStage(equations: readonly Equation[]): Columns[] {
	const factors = new Map<Columns, Factor>();
	return equations.map((equation) => {
		const { columns, instruments } = equation;
		if (!instruments) return columns;
		const factor = factors.get(instruments) ?? factorise(instruments, equation.y.length);
		factors.set(instruments, factor);
		checkIdentified(equation, factor);
		return columns.map((column) => (isAmong(column, instruments) ? column : project(factor, column)));
	});
}

/** @throws NotIdentified when what the instruments say anew is less than the coefficients */
export function checkIdentified({ name, columns }: Equation, { count, dependent }: Factor): void {
	const independent = count - dependent.length;
	if (independent < columns.length) throw new NotIdentified(name, independent, columns.length);
}

/** Whether a column is one of the instruments, number by number. */
export function isAmong(column: Float64Array, instruments: Columns): boolean {
	return instruments.some((one) => same(one, column));
}

function same(a: Float64Array, b: Float64Array): boolean {
	if (a === b) return true;
	for (let t = 0; t < a.length; t++) if (a[t] !== b[t]) return false;
	return true;
}
