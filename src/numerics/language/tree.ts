/** Where something stands in the text: line and column from 1, characters `start` to `end` (not included) from 0. */
export type Place = { line: number; column: number; start: number; end: number };

/** Functions with a number of periods, and those of one value. */
export type PeriodFunction = 'TSLAG' | 'TSLEAD' | 'TSDELTA' | 'TSDELTAP' | 'TSDELTALOG' | 'MOVAVG' | 'MOVSUM';
export type ValueFunction = 'LOG' | 'EXP' | 'ABS';

export type Expression =
	| { kind: 'number'; value: number; place: Place }
	| { kind: 'name'; name: string; place: Place }
	| { kind: 'negative'; of: Expression; place: Place }
	| {
			kind: 'binary';
			operator: '+' | '-' | '*' | '/' | '^';
			left: Expression;
			right: Expression;
			place: Place;
	  }
	| { kind: 'value'; function: ValueFunction; of: Expression; place: Place }
	/** `periods` is always given here: what the text leaves out is 1. TSLAG and TSLEAD: 0 and more, others: 1 and more. */
	| { kind: 'periods'; function: PeriodFunction; of: Expression; periods: number; place: Place };

export type Condition =
	| {
			kind: 'comparison';
			operator: '<' | '<=' | '>' | '>=' | '==' | '!=';
			left: Expression;
			right: Expression;
			place: Place;
	  }
	| { kind: 'and' | 'or'; left: Condition; right: Condition; place: Place }
	| { kind: 'not'; of: Condition; place: Place };

/** A function on the left side; periods of LOG and EXP are 0. */
export type LeftFunction =
	| { function: 'LOG' | 'EXP'; periods: 0 }
	| { function: 'TSDELTA' | 'TSDELTAP' | 'TSDELTALOG' | 'MOVAVG' | 'MOVSUM'; periods: number };

/** The left side: functions from the outermost inwards (none: the variable itself), then the variable. */
export type Left = { functions: LeftFunction[]; variable: string; expression: Expression; place: Place };

/** coefficient × regressor; `null` is the constant: a coefficient alone. A minus before it is in the regressor. */
export type Term = { coefficient: string; regressor: Expression | null; place: Place };

/** First year, first period, last year, last period. */
export type Range = { from: [number, number]; to: [number, number]; place: Place };

/** Σ factor × coefficient = value. `lag`: of a coefficient with a polynomial lag, the one at that lag (text: LAG(c,2)); else 0. */
export type Restriction = {
	terms: { coefficient: string; lag: number; factor: number }[];
	value: number;
	place: Place;
};

/**
 * Almon's polynomial lag: the regressor of the coefficient enters with lags 0 to `lags` − 1, their coefficients on a polynomial of
 * `degree`; `near` (N): the first of them is zero, `far` (F): the last of them is zero.
 */
export type PolynomialLag = {
	coefficient: string;
	degree: number;
	lags: number;
	near: boolean;
	far: boolean;
	place: Place;
};

export type Behavioural = {
	kind: 'behavioural';
	name: string;
	place: Place;
	/** Lines of COMMENT> before and among its lines. */
	comments: string[];
	range: Range | null;
	left: Left;
	/** The right side as a whole, coefficients as names. */
	right: Expression;
	/** The right side in the order of its text: it is the sum of these. */
	terms: Term[];
	/** As COEFF> lists them. */
	coefficients: string[];
	restrictions: Restriction[];
	polynomialLags: PolynomialLag[];
	/** ERROR> AUTO(n): the order n, else 0. */
	autocorrelation: number;
	/** Of IV>, in their order. */
	instruments: Expression[];
	/** What STORE> says, kept for other programs. */
	store: string | null;
};

/** One way to work out an identity; without a condition it always holds. */
export type Branch = {
	left: Left;
	right: Expression;
	condition: Condition | null;
	comments: string[];
	place: Place;
};

/** A variable by definition. Several IDENTITY> of one name with IF> are its branches, in the order of the text. */
export type Identity = { kind: 'identity'; name: string; place: Place; branches: Branch[] };

export type Equation = Behavioural | Identity;

export type Model = {
	/** Comments of the whole, before the first equation. */
	comments: string[];
	equations: Equation[];
	/** Comments after the last equation. */
	closing: string[];
};
