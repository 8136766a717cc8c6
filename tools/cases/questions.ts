import type { Case } from './case.ts';

/**
 * What some cases ask, but write down only beside their answers: which break or hypothesis is tested, which demand is asked about.
 * Nothing else of what is expected is ever shown to what answers (see `questionOf`).
 */
export type Questions = {
	/** Chow's predictive test: equations, each with its base. */
	chow?: { equation: string; baseRange?: [number, number, number, number] }[];
	/** Chow's test of a break: after how many observations. */
	breakAfter?: number;
	hypothesis?: string[];
	/** The variable whose lags Granger's test leaves out. */
	cause?: string;
	newFinalDemand?: number[];
	/** Names of the columns of regressors. */
	regressors?: string[];
	/** Tests of unit roots, with their lags. */
	adf?: { type: string; lags: number }[];
	kpss?: { type: string; lag: number }[];
	pp?: { model: string; lag: number };
};

/** Where the answers stand: at the top of a case and in each of its runs. */
const answers = ['expected', 'certified', 'converged', 'trackingResiduals', 'expectedEffect'];

/** The case as it is answered: without what is expected, with what is asked there. */
export function questionOf(input: Case): Case {
	const questions = questionsIn(input.expected);
	const bare = withoutAnswers(input) as Case;
	for (const field of ['runs', 'scenarios', 'project'])
		if (bare[field]) bare[field] = eachWithoutAnswers(bare[field]);
	return Object.keys(questions).length > 0 ? { ...bare, questions } : bare;
}

function questionsIn(expected: unknown): Questions {
	if (Array.isArray(expected))
		return expected.every((one) => typeof one?.equation === 'string')
			? {
					chow: expected.map(({ equation, baseRange }) =>
						baseRange ? { equation, baseRange } : { equation },
					),
				}
			: {};
	const { chowBreak, linearHypothesis, granger, newFinalDemand, ...rest } = (expected ?? {}) as Expected;
	return {
		...(chowBreak?.after !== undefined ? { breakAfter: chowBreak.after } : {}),
		...(linearHypothesis?.hypothesis ? { hypothesis: linearHypothesis.hypothesis } : {}),
		...(granger?.cause ? { cause: granger.cause } : {}),
		...(newFinalDemand ? { newFinalDemand } : {}),
		...ofSeries(rest),
	};
}

type Expected = {
	chowBreak?: { after?: number };
	linearHypothesis?: { hypothesis?: string[] };
	granger?: { cause?: string };
	newFinalDemand?: number[];
	adf?: { type: string; lags: number }[];
	kpss?: { type: string; lag: number }[];
	pp?: { model: string; lag: number };
	ML?: { coefficients?: object };
};

function ofSeries({ adf, kpss, pp, ML }: Expected): Questions {
	const names = Object.keys(ML?.coefficients ?? {}).filter(
		(name) => !/^(s?(ar|ma)\d+|intercept|drift)$/.test(name),
	);
	return {
		...(Array.isArray(adf) ? { adf: adf.map(({ type, lags }) => ({ type, lags })) } : {}),
		...(Array.isArray(kpss) ? { kpss: kpss.map(({ type, lag }) => ({ type, lag })) } : {}),
		...(pp?.model ? { pp: { model: pp.model, lag: pp.lag } } : {}),
		...(names.length > 0 ? { regressors: names } : {}),
	};
}

function withoutAnswers(of: object): object {
	return Object.fromEntries(Object.entries(of).filter(([name]) => !answers.includes(name)));
}

function eachWithoutAnswers(runs: unknown): unknown {
	if (Array.isArray(runs)) return runs.map((run) => withoutAnswers(run as object));
	const bare = withoutAnswers(runs as object);
	return Object.fromEntries(
		Object.entries(bare).map(([name, run]) => [
			name,
			run !== null && typeof run === 'object' && !Array.isArray(run) ? withoutAnswers(run) : run,
		]),
	);
}
