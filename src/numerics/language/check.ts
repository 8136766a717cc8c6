import type { SeriesByName } from '../series-by-name.ts';
import { circularFaults } from './circular.ts';
import { needsOf, piName } from './evaluate.ts';
import type { Fault } from './fault.ts';
import { inOrder, readModel } from './parse.ts';
import { suggestion } from './suggest.ts';
import type { Behavioural, Expression, Identity, Model, Place } from './tree.ts';
import { conditionParts, equationParts } from './walk.ts';

/** All mistakes of a text, of form and beyond it (see `checkModel`), in the order of the text. */
export function faultsOfText(text: string, data?: SeriesByName): Fault[] {
	const { model, faults, broken } = readModel(text);
	return inOrder([...faults, ...checkModel(model, data, broken)]);
}

/**
 * What is wrong with a model beyond its form, in the order of the text: names, coefficients, definitions, identities in a circle. With
 * data also names that nothing has, and periods that the data's year does not have.
 * @param broken names of equations that could not be read: they are no unknown names
 */
export function checkModel(model: Model, data?: SeriesByName, broken: readonly string[] = []): Fault[] {
	const faults = [...definedTwice(model), ...circularFaults(model)];
	for (const one of model.equations) {
		if (one.kind === 'behavioural') faults.push(...coefficientFaults(one, model));
		else faults.push(...branchFaults(one));
	}
	if (data) faults.push(...unknownNames(model, data, broken), ...rangeFaults(model, data));
	return faults.toSorted((a, b) => a.place.start - b.place.start);
}

function fault(code: Fault['code'], place: Place, facts: Fault['facts'] = {}): Fault {
	return { code, place, facts };
}

function definedTwice(model: Model): Fault[] {
	const first = new Map<string, number>();
	const faults = [];
	for (const { name, place } of model.equations) {
		const line = first.get(name);
		if (line === undefined) first.set(name, place.line);
		else faults.push(fault('defined-twice', place, { name, line }));
	}
	return faults;
}

/** Several ways to work out an identity each need a condition. */
function branchFaults({ name, branches }: Identity): Fault[] {
	if (branches.length === 1) return [];
	return branches
		.filter((one) => one.condition === null)
		.map((one) => fault('branch-without-condition', one.place, { name }));
}

function coefficientFaults(of: Behavioural, model: Model): Fault[] {
	const faults: Fault[] = [];
	const used = new Set(needsOf(of.right).map((one) => one.name));
	const variables = new Set(model.equations.map((one) => one.name));
	for (const name of of.coefficients) {
		if (!used.has(name)) faults.push(fault('coefficient-unused', of.place, { name, equation: of.name }));
		if (variables.has(name)) faults.push(fault('coefficient-variable', of.place, { name }));
	}
	const known = (name: string, place: Place) => {
		if (of.coefficients.includes(name)) return true;
		faults.push(
			fault('coefficient-unknown', place, { name, equation: of.name, ...suggestion(name, of.coefficients) }),
		);
		return false;
	};
	const lags = new Map<string, number>();
	for (const one of of.polynomialLags) {
		const name = one.coefficient;
		if (!known(name, one.place)) continue;
		if (lags.has(name)) faults.push(fault('coefficient-repeated', one.place, { name }));
		lags.set(name, one.lags);
		const term = of.terms.find((other) => other.coefficient === name);
		if (term && term.regressor === null) faults.push(fault('lags-constant', one.place, { name }));
	}
	for (const { terms, place } of of.restrictions)
		for (const { coefficient, lag } of terms)
			if (known(coefficient, place) && lag >= (lags.get(coefficient) ?? 1))
				faults.push(fault('lag-unknown', place, { name: coefficient, lag }));
	return faults;
}

/** Names that are neither a series of the data, nor a variable of the model, nor a coefficient of their equation. */
function unknownNames(model: Model, data: SeriesByName, broken: readonly string[]): Fault[] {
	const faults: Fault[] = [];
	const variables = new Set([
		...Object.keys(data.series),
		...model.equations.map((one) => one.name),
		...broken,
	]);
	const owners = new Map<string, string>();
	for (const one of model.equations)
		if (one.kind === 'behavioural') for (const name of one.coefficients) owners.set(name, one.name);
	const look = (expressions: Iterable<Expression>, coefficients: readonly string[]) => {
		for (const expression of expressions)
			for (const { name, place } of needsOf(expression)) {
				if (variables.has(name) || coefficients.includes(name) || name === piName) continue;
				const owner = owners.get(name);
				if (owner !== undefined && coefficients.length === 0)
					faults.push(fault('coefficient-elsewhere', place, { name, equation: owner }));
				else
					faults.push(
						fault('unknown-name', place, { name, ...suggestion(name, [...variables, ...coefficients]) }),
					);
			}
	};
	for (const one of model.equations) {
		if (one.kind === 'behavioural') look(equationParts(one), one.coefficients);
		else for (const branch of one.branches) look([branch.right, ...conditionParts(branch.condition)], []);
	}
	return faults;
}

function rangeFaults(model: Model, data: SeriesByName): Fault[] {
	const faults: Fault[] = [];
	for (const one of model.equations) {
		if (one.kind !== 'behavioural' || !one.range) continue;
		const period = Math.max(one.range.from[1], one.range.to[1]);
		if (period > data.frequency)
			faults.push(fault('range-period', one.range.place, { period, frequency: data.frequency }));
	}
	return faults;
}
