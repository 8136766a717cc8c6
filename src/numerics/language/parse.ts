import { Abandoned, Cursor, cursorOf } from './cursor.ts';
import { readCondition, readExpression } from './expression.ts';
import { type Fault, ModelFault, mostFaults } from './fault.ts';
import { readRestrictions } from './restriction.ts';
import {
	readCoefficients,
	readEquation,
	readError,
	readInstruments,
	readPolynomialLags,
	readRange,
} from './statements.ts';
import { termsOf } from './terms.ts';
import { type Keyword, type Statement, statementsOf } from './tokens.ts';
import type { Behavioural, Branch, Condition, Expression, Identity, Model, Place } from './tree.ts';

/** A block of the text: the header with all that belongs to it. */
type Block = {
	kind: 'behavioural' | 'identity';
	name: string;
	place: Place;
	comments: string[];
	seen: Set<Keyword>;
	equation: ReturnType<typeof readEquation> | null;
	condition: Condition | null;
	parts: Pick<
		Behavioural,
		'range' | 'coefficients' | 'restrictions' | 'polynomialLags' | 'autocorrelation' | 'instruments' | 'store'
	>;
};

/**
 * Reads the text of a model.
 * @throws ModelFault with all mistakes of form
 */
export function parseModel(text: string): Model {
	const { model, faults } = readModel(text);
	if (faults.length > 0) throw new ModelFault(faults);
	return model;
}

/**
 * Reads one expression, such as an instrument.
 * @throws ModelFault
 */
export function parseExpression(text: string): Expression {
	const faults: Fault[] = [];
	const statements = statementsOf(text, faults);
	const start = { line: 1, column: 1, start: 0, end: 0 };
	const cursor = new Cursor(statements[0]?.tokens ?? [], faults, start);
	const expression = attempt(() => {
		const read = readExpression(cursor);
		cursor.end('operator');
		return read;
	});
	if (statements.length > 1 && faults.length === 0)
		faults.push({
			code: 'keyword-outside',
			place: statements[1]!.place,
			facts: { word: statements[1]!.word },
		});
	if (faults.length > 0 || !expression) throw new ModelFault(inOrder(faults));
	return expression;
}

/** What could be read of a text; `broken`: names of the equations that could not. */
export type Reading = { model: Model; faults: Fault[]; broken: string[] };

/** Reads what can be read, and tells all mistakes of form in the order of the text. */
export function readModel(text: string): Reading {
	const faults: Fault[] = [];
	const statements = statementsOf(text, faults);
	const reader = new Reader(faults);
	for (const statement of statements) reader.take(statement);
	const model = reader.finish();
	return { model, faults: inOrder(faults), broken: reader.broken };
}

/** In the order of the text, the first of them. */
export function inOrder(faults: readonly Fault[]): Fault[] {
	const sorted = faults.toSorted((a, b) => a.place.start - b.place.start);
	if (sorted.length <= mostFaults) return sorted;
	const more = sorted.length - mostFaults;
	return [
		...sorted.slice(0, mostFaults),
		{ code: 'many', place: sorted[mostFaults]!.place, facts: { more } },
	];
}

function attempt<T>(read: () => T): T | null {
	try {
		return read();
	} catch (error) {
		if (error instanceof Abandoned) return null;
		throw error;
	}
}

const onlyBehavioural: ReadonlySet<Keyword> = new Set([
	'COEFF',
	'TSRANGE',
	'RESTRICT',
	'PDL',
	'ERROR',
	'IV',
	'STORE',
]);
/** These may stand more than once in a block. */
const repeatable: ReadonlySet<Keyword> = new Set(['RESTRICT', 'PDL', 'IV']);

class Reader {
	/** Names of equations that could not be read. */
	readonly broken: string[] = [];
	readonly #faults: Fault[];
	readonly #model: Model = { comments: [], equations: [], closing: [] };
	#block: Block | null = null;
	#comments: { text: string; line: number }[] = [];
	#began = false;
	#ended = false;
	#opened = false;
	#named = false;
	#last: Place = { line: 1, column: 1, start: 0, end: 0 };

	constructor(faults: Fault[]) {
		this.#faults = faults;
	}

	take(statement: Statement): void {
		const { keyword, place, tokens } = statement;
		this.#last = tokens.at(-1)?.place ?? place;
		if (keyword === 'COMMENT') {
			this.#comments.push({ text: statement.rest, line: place.line });
			return;
		}
		if (this.#ended) {
			this.#tell('after-end', place);
			return;
		}
		if (!this.#began && keyword !== 'MODEL') this.#tell('model-missing', place);
		this.#began = true;
		if (keyword === 'MODEL') {
			if (this.#opened || this.#named) this.#tell('keyword-twice', place, { word: 'MODEL' });
			this.#named = true;
			attempt(() => cursorOf(statement, this.#faults).end('line'));
		} else if (keyword === 'END') {
			this.#close();
			this.#ended = true;
			attempt(() => cursorOf(statement, this.#faults).end('line'));
		} else if (keyword === 'BEHAVIORAL' || keyword === 'IDENTITY') this.#open(statement);
		else if (keyword !== null) this.#part(statement, keyword);
		else if (statement.word === '') this.#tell('keyword-missing', tokens[0]!.place);
	}

	finish(): Model {
		this.#close();
		const { line, column, end } = this.#last;
		if (!this.#began) this.#tell('empty', this.#last);
		else if (!this.#ended) this.#tell('end-missing', { line, column, start: end, end });
		else if (!this.#opened) this.#tell('empty', this.#last);
		this.#model.closing = this.#comments.map((one) => one.text);
		return this.#model;
	}

	#tell(code: Fault['code'], place: Place, facts: Fault['facts'] = {}): void {
		this.#faults.push({ code, place, facts });
	}

	/** Comments that wait for what follows them. */
	#waiting(): string[] {
		const found = this.#comments.map((one) => one.text);
		this.#comments = [];
		return found;
	}

	#open(statement: Statement): void {
		const first = !this.#opened;
		this.#opened = true;
		this.#close();
		if (first) this.#introduce(statement.place.line);
		const token = attempt(() => {
			const cursor = cursorOf(statement, this.#faults);
			const found = cursor.name('variable');
			cursor.end('line');
			return found;
		});
		this.#block = {
			kind: statement.keyword === 'BEHAVIORAL' ? 'behavioural' : 'identity',
			name: token?.text ?? '',
			place: token?.place ?? statement.place,
			comments: this.#waiting(),
			seen: new Set(),
			equation: null,
			condition: null,
			parts: {
				range: null,
				coefficients: [],
				restrictions: [],
				polynomialLags: [],
				autocorrelation: 0,
				instruments: [],
				store: null,
			},
		};
	}

	/** Before the first equation: comments that stand right above it are of it, others are of the model. */
	#introduce(line: number): void {
		let own = this.#comments.length;
		while (own > 0 && this.#comments[own - 1]!.line === line - (this.#comments.length - own) - 1) own--;
		this.#model.comments = this.#comments.slice(0, own).map((one) => one.text);
		this.#comments = this.#comments.slice(own);
	}

	#part(statement: Statement, keyword: Keyword): void {
		const block = this.#block;
		const { place } = statement;
		if (!block) {
			this.#tell('keyword-outside', place, { word: keyword });
			return;
		}
		block.comments.push(...this.#waiting());
		const elsewhere = block.kind === 'identity' ? onlyBehavioural.has(keyword) : keyword === 'IF';
		if (elsewhere) this.#tell('keyword-other', place, { word: keyword, kind: block.kind });
		else if (block.seen.has(keyword) && !repeatable.has(keyword))
			this.#tell('keyword-twice', place, { word: keyword });
		else attempt(() => this.#read(block, statement, keyword));
		block.seen.add(keyword);
	}

	#read(block: Block, statement: Statement, keyword: Keyword): void {
		const faults = this.#faults;
		const { parts } = block;
		switch (keyword) {
			case 'EQ':
				block.equation = readEquation(statement, faults);
				break;
			case 'IF': {
				const cursor = cursorOf(statement, faults);
				block.condition = readCondition(cursor);
				cursor.end('operator');
				break;
			}
			case 'TSRANGE':
				parts.range = readRange(statement, faults);
				break;
			case 'COEFF':
				parts.coefficients = readCoefficients(statement, faults);
				break;
			case 'RESTRICT':
				parts.restrictions.push(...readRestrictions(statement, faults));
				break;
			case 'PDL':
				parts.polynomialLags.push(...readPolynomialLags(statement, faults));
				break;
			case 'ERROR':
				parts.autocorrelation = readError(statement, faults);
				break;
			case 'IV':
				parts.instruments.push(...readInstruments(statement, faults));
				break;
			case 'STORE':
				parts.store = statement.rest;
		}
	}

	#close(): void {
		const block = this.#block;
		this.#block = null;
		if (!block) return;
		if (!block.seen.has('EQ')) this.#tell('part-missing', block.place, { word: 'EQ', name: block.name });
		if (block.kind === 'behavioural' && !block.seen.has('COEFF'))
			this.#tell('part-missing', block.place, { word: 'COEFF', name: block.name });
		if (!block.equation || !block.name) {
			if (block.name) this.broken.push(block.name);
			return;
		}
		const { left, right } = block.equation;
		const { name, place } = block;
		if (left.variable !== name) this.#tell('left-other', left.place, { name, found: left.variable });
		if (block.kind === 'behavioural') this.#behavioural(block, left, right);
		else
			this.#identity(name, place, {
				left,
				right,
				condition: block.condition,
				comments: block.comments,
				place,
			});
	}

	#behavioural(block: Block, left: Behavioural['left'], right: Expression): void {
		const { name, place, comments, parts } = block;
		const terms =
			parts.coefficients.length > 0 ? termsOf(right, new Set(parts.coefficients), this.#faults) : [];
		this.#model.equations.push({ kind: 'behavioural', name, place, comments, left, right, terms, ...parts });
	}

	#identity(name: string, place: Place, branch: Branch): void {
		const known = this.#model.equations.find(
			(one): one is Identity => one.kind === 'identity' && one.name === name,
		);
		if (known) known.branches.push(branch);
		else this.#model.equations.push({ kind: 'identity', name, place, branches: [branch] });
	}
}
