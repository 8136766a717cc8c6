import type {
	Behavioural,
	Branch,
	Condition,
	Expression,
	Left,
	Model,
	PolynomialLag,
	Range,
	Restriction,
} from './tree.ts';

/** The text of a model: read again it gives the same tree, places apart. */
export function printModel(model: Model): string {
	const lines = ['MODEL', ...commentLines(model.comments)];
	for (const equation of model.equations) {
		if (equation.kind === 'behavioural') lines.push('', ...behaviouralLines(equation));
		else for (const branch of equation.branches) lines.push('', ...branchLines(equation.name, branch));
	}
	if (model.closing.length > 0) lines.push('', ...commentLines(model.closing));
	lines.push('', 'END', '');
	return lines.join('\n');
}

function commentLines(comments: readonly string[]): string[] {
	return comments.map((one) => `COMMENT> ${one.replace(/[\r\n]+/g, ' ')}`.trimEnd());
}

function behaviouralLines(of: Behavioural): string[] {
	const lines = [...commentLines(of.comments), `BEHAVIORAL> ${of.name}`];
	if (of.range) lines.push(printRange(of.range));
	lines.push(printEquation(of.left, of.right), `COEFF> ${of.coefficients.join(' ')}`);
	for (const one of of.restrictions) lines.push(`RESTRICT> ${printRestriction(one)}`);
	for (const one of of.polynomialLags) lines.push(`PDL> ${printLags(one)}`);
	if (of.autocorrelation > 0) lines.push(`ERROR> AUTO(${of.autocorrelation})`);
	for (const one of of.instruments) lines.push(`IV> ${printExpression(one)}`);
	if (of.store !== null) lines.push(`STORE> ${of.store}`);
	return lines;
}

function branchLines(name: string, branch: Branch): string[] {
	const lines = [
		...commentLines(branch.comments),
		`IDENTITY> ${name}`,
		printEquation(branch.left, branch.right),
	];
	if (branch.condition) lines.push(`IF> ${printCondition(branch.condition)}`);
	return lines;
}

function printEquation(left: Left, right: Expression): string {
	return `EQ> ${printExpression(left.expression)} = ${printExpression(right)}`;
}

function printRange({ from, to }: Range): string {
	return `TSRANGE ${[...from, ...to].join(' ')}`;
}

function printRestriction({ terms, value }: Restriction): string {
	const parts = terms.map(({ coefficient, lag, factor }, at) => {
		const name = lag > 0 ? `LAG(${coefficient},${lag})` : coefficient;
		const size = Math.abs(factor);
		const sign = factor < 0 ? '-' : at > 0 ? '+' : '';
		return `${at > 0 ? ` ${sign} ` : sign}${size === 1 ? '' : `${size}*`}${name}`;
	});
	return `${parts.join('')} = ${value}`;
}

function printLags(of: PolynomialLag): string {
	return `${of.coefficient} ${of.degree} ${of.lags}${of.near ? ' N' : ''}${of.far ? ' F' : ''}`;
}

/** How closely each operator binds, and what its sides must bind at least. */
const binding = {
	'+': [1, 1, 2],
	'-': [1, 1, 2],
	'*': [2, 2, 3],
	'/': [2, 2, 3],
	'^': [4, 5, 3],
} as const;

/** The text of an expression, with the brackets that it needs. */
export function printExpression(of: Expression, least = 0): string {
	const bracketed = (text: string, binds: number) => (binds < least ? `(${text})` : text);
	switch (of.kind) {
		case 'number':
			return bracketed(String(of.value), of.value < 0 ? 3 : 5);
		case 'name':
			return of.name;
		case 'negative':
			return bracketed(`-${printExpression(of.of, 3)}`, 3);
		case 'binary': {
			const [own, left, right] = binding[of.operator];
			const gap = own === 1 ? ' ' : '';
			const text = `${printExpression(of.left, left)}${gap}${of.operator}${gap}${printExpression(of.right, right)}`;
			return bracketed(text, own);
		}
		case 'value':
			return `${of.function}(${printExpression(of.of)})`;
		case 'periods':
			return `${of.function}(${printExpression(of.of)},${of.periods})`;
	}
}

/** The text of a condition, with the brackets that it needs. */
export function printCondition(of: Condition, least = 0): string {
	const bracketed = (text: string, binds: number) => (binds < least ? `(${text})` : text);
	switch (of.kind) {
		case 'or':
			return bracketed(`${printCondition(of.left, 1)} | ${printCondition(of.right, 2)}`, 1);
		case 'and':
			return bracketed(`${printCondition(of.left, 2)} & ${printCondition(of.right, 3)}`, 2);
		case 'not':
			return `!${printCondition(of.of, 5)}`;
		case 'comparison':
			return bracketed(`${printExpression(of.left)} ${of.operator} ${printExpression(of.right)}`, 4);
	}
}
