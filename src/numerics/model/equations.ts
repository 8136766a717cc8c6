import type { Behavioural, Condition, Equation, Expression, Identity, Model } from '../language/tree.ts';
import { Graph, operation } from './graph.ts';
import { invertLeft, leftValue, lower, lowerCondition, type Names } from './lower.ts';

/** What of a model's equations a run needs. Names of endogenous variables. */
export type Form = {
	/** With an add-factor. */
	adjusted: ReadonlySet<string>;
	/** Held at given values in some periods. */
	held: ReadonlySet<string>;
	/** Autocorrelated errors are carried on. */
	carried: boolean;
};

/** A coefficient by its equation and name; the autocorrelations are `rho1`, `rho2` … */
export type CoefficientName = { equation: string; name: string };

/** The equations of a model as a graph: variable i is `roots[i]`. */
export type Equations = {
	graph: Graph;
	/** Endogenous ones first, in the order of the equations; then exogenous ones, then those of the machinery. */
	variables: string[];
	endogenous: number;
	exogenous: number;
	coefficients: CoefficientName[];
	/** What each endogenous variable comes to. */
	roots: number[];
	/** Index of the add-factor, of the switch and of the held value of each endogenous variable; −1: none. */
	addFactors: Int32Array;
	switches: Int32Array;
	heldValues: Int32Array;
	/** How many periods back and ahead the equations look. */
	lags: number;
	leads: number;
};

/** The coefficients of an equation in the order of estimates, those of polynomial lags as c, c__PDL__1 … */
export function coefficientNames(equation: Behavioural): string[] {
	return equation.coefficients.flatMap((name) => {
		const lag = equation.polynomialLags.find((one) => one.coefficient === name);
		return lag ? Array.from({ length: lag.lags }, (_, i) => (i === 0 ? name : `${name}__PDL__${i}`)) : [name];
	});
}

/** Names of endogenous and of exogenous variables, in the order of the text. */
export function variableNames(model: Model): { endogenous: string[]; exogenous: string[] } {
	const endogenous = new Set(model.equations.map((one) => one.name));
	const exogenous = new Set<string>();
	for (const equation of model.equations) {
		const coefficients = new Set(equation.kind === 'behavioural' ? equation.coefficients : []);
		const visit = (name: string) => {
			if (!coefficients.has(name) && !endogenous.has(name)) exogenous.add(name);
		};
		if (equation.kind === 'behavioural') namesIn(equation.right, visit);
		else
			for (const branch of equation.branches) {
				namesIn(branch.right, visit);
				if (branch.condition) namesIn(branch.condition, visit);
			}
	}
	return { endogenous: [...endogenous], exogenous: [...exogenous] };
}

function namesIn(tree: Expression | Condition, visit: (name: string) => void): void {
	if (tree.kind === 'name') visit(tree.name);
	if ('of' in tree) namesIn(tree.of, visit);
	if ('left' in tree) {
		namesIn(tree.left, visit);
		namesIn(tree.right, visit);
	}
}

/**
 * The equations in the form that a run needs. A behavioural equation g(y) = f + a with autocorrelated errors is
 * g(y) = f + a + Σ ρⱼ (g(y₋ⱼ) − a₋ⱼ − f₋ⱼ), solved for y; of an identity the last branch whose condition holds counts, and where
 * none does the variable keeps the value of the data.
 */
export function buildEquations(model: Model, form: Form): Equations {
	const names = variableNames(model);
	const variables = [...names.endogenous, ...names.exogenous];
	const index = new Map(variables.map((name, i) => [name, i]));
	const count = names.endogenous.length;
	const graph = new Graph(count);
	const own = () => new Int32Array(count).fill(-1);
	const built: Equations = {
		graph,
		variables,
		endogenous: count,
		exogenous: names.exogenous.length,
		coefficients: [],
		roots: [],
		addFactors: own(),
		switches: own(),
		heldValues: own(),
		lags: 0,
		leads: 0,
	};
	const extra = (at: Int32Array, mark: string, i: number) => {
		if (at[i]! < 0) at[i] = variables.push(`${mark}${variables[i]}`) - 1;
		return at[i]!;
	};
	const addFactor = (i: number, shift = 0) =>
		form.adjusted.has(variables[i]!)
			? graph.load(extra(built.addFactors, 'add-factor ', i), shift)
			: graph.constant(0);
	const heldValue = (i: number) => graph.load(extra(built.heldValues, 'held ', i), 0);
	const namesOf = (coefficients: ReadonlyMap<string, number>): Names => ({
		coefficient: (name) => coefficients.get(name),
		variable: (name) => index.get(name)!,
	});

	const behavioural = (equation: Behavioural, i: number): number => {
		const coefficients = new Map<string, number>();
		const coefficient = (name: string) => {
			const node = graph.coefficient(built.coefficients.push({ equation: equation.name, name }) - 1);
			coefficients.set(name, node);
			return node;
		};
		for (const name of coefficientNames(equation)) coefficient(name);
		const known = namesOf(coefficients);
		const right = (shift: number) => rightSide(graph, equation, known, shift);
		const terms = [
			{ node: right(0), minus: false },
			{ node: addFactor(i), minus: false },
		];
		for (let j = 1; form.carried && j <= equation.autocorrelation; j++) {
			const error = graph.sum([
				{ node: leftValue(graph, equation.left.functions, i, -j), minus: false },
				{ node: addFactor(i, -j), minus: true },
				{ node: right(-j), minus: true },
			]);
			terms.push({ node: graph.of(operation.multiply, coefficient(`rho${j}`), error), minus: false });
		}
		return invertLeft(graph, equation.left, i, graph.sum(terms));
	};

	const identity = (equation: Identity, i: number): number => {
		const known = namesOf(new Map());
		let value = -1;
		for (const branch of equation.branches) {
			const right = graph.sum([
				{ node: lower(graph, branch.right, known), minus: false },
				{ node: addFactor(i), minus: false },
			]);
			const one = invertLeft(graph, branch.left, i, right);
			if (!branch.condition) value = one;
			else {
				const otherwise = value < 0 ? heldValue(i) : value;
				value = graph.of(operation.choose, lowerCondition(graph, branch.condition, known), one, otherwise);
			}
		}
		return value;
	};

	for (const [i, equation] of model.equations.entries()) {
		const value = solved(equation, i);
		const held = form.held.has(equation.name);
		built.roots.push(
			held
				? graph.of(operation.choose, graph.load(extra(built.switches, 'switch ', i), 0), heldValue(i), value)
				: value,
		);
	}
	for (let node = 0; node < graph.size; node++)
		if (graph.operations[node] === operation.load) {
			built.lags = Math.max(built.lags, -graph.b[node]!);
			built.leads = Math.max(built.leads, graph.b[node]!);
		}
	return built;

	function solved(equation: Equation, i: number): number {
		return equation.kind === 'behavioural' ? behavioural(equation, i) : identity(equation, i);
	}
}

/** f of a behavioural equation, polynomial lags written out. */
function rightSide(graph: Graph, equation: Behavioural, names: Names, shift: number): number {
	if (equation.polynomialLags.length === 0) return lower(graph, equation.right, names, shift);
	const terms: { node: number; minus: boolean }[] = [];
	for (const { coefficient, regressor } of equation.terms) {
		const lags = equation.polynomialLags.find((one) => one.coefficient === coefficient)?.lags ?? 1;
		for (let j = 0; j < lags; j++) {
			const name = j === 0 ? coefficient : `${coefficient}__PDL__${j}`;
			terms.push({ node: times(name, regressor, shift - j), minus: false });
		}
	}
	return graph.sum(terms);

	function times(name: string, regressor: Expression | null, at: number): number {
		const value = names.coefficient(name)!;
		return regressor ? graph.of(operation.multiply, value, lower(graph, regressor, names, at)) : value;
	}
}
