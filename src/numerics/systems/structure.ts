import { LuDecomposition, Matrix } from 'ml-matrix';

/** A variable that the system determines, by its number, or a column of numbers known before. */
export type Variable = { endogenous: number } | { column: Float64Array };

/** A behavioural equation, y = Σ b·x + u, with coefficients to be estimated. */
export type Behaviour = {
	name: string;
	left: number;
	y: Float64Array;
	terms: readonly Variable[];
	columns: readonly Float64Array[];
};

/** An identity, left = Σ weight·variable, which holds always. */
export type Identity = { left: number; terms: readonly { weight: number; variable: Variable }[] };

/** As many equations (of both sorts) as endogenous variables. */
export type Structure = {
	endogenous: number;
	behaviours: readonly Behaviour[];
	identities: readonly Identity[];
};

/** As many equations as variables, but they determine nothing: Γ has no inverse. */
export class IncompleteSystem extends Error {
	constructor(message: string) {
		super(message);
		this.name = 'IncompleteSystem';
	}
}

/** Γ of Γy = c + u, one row an equation: behavioural equations first, then identities. */
function gammaOf({ endogenous, behaviours, identities }: Structure, coefficients: Float64Array): Matrix {
	const gamma = Matrix.zeros(endogenous, endogenous);
	const add = (row: number, variable: Variable, weight: number) => {
		if ('endogenous' in variable)
			gamma.set(row, variable.endogenous, gamma.get(row, variable.endogenous) - weight);
	};
	let at = 0;
	let row = 0;
	for (const { left, terms } of behaviours) {
		add(row, { endogenous: left }, -1);
		for (const term of terms) add(row, term, coefficients[at++]!);
		row++;
	}
	for (const { left, terms } of identities) {
		add(row, { endogenous: left }, -1);
		for (const { weight, variable } of terms) add(row, variable, weight);
		row++;
	}
	return gamma;
}

/** ln |det Γ|. @throws IncompleteSystem when it is zero */
export function logJacobian(structure: Structure, coefficients: Float64Array): number {
	const determinant = Math.abs(new LuDecomposition(gammaOf(structure, coefficients)).determinant);
	if (!(determinant > 0)) throw new IncompleteSystem('the equations do not determine their variables');
	return Math.log(determinant);
}

/** The endogenous variables as the system gives them without disturbances, y = Γ⁻¹c: an array of T numbers a variable. */
export function solvedPath(structure: Structure, coefficients: Float64Array, rows: number): Float64Array[] {
	const { endogenous, behaviours, identities } = structure;
	const known = Matrix.zeros(endogenous, rows);
	const add = (row: number, variable: Variable, weight: number) => {
		if ('column' in variable)
			for (let t = 0; t < rows; t++) known.set(row, t, known.get(row, t) + weight * variable.column[t]!);
	};
	let at = 0;
	for (const [row, { terms }] of behaviours.entries())
		for (const term of terms) add(row, term, coefficients[at++]!);
	for (const [i, { terms }] of identities.entries())
		for (const { weight, variable } of terms) add(behaviours.length + i, variable, weight);
	const solved = new LuDecomposition(gammaOf(structure, coefficients)).solve(known);
	return Array.from({ length: endogenous }, (_, i) => Float64Array.from(solved.getRow(i)));
}
