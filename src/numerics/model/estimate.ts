import { checkModel } from '../language/check.ts';
import { type Fault, ModelFault } from '../language/fault.ts';
import type { Behavioural, Expression, Model } from '../language/tree.ts';
import type { PeriodRange } from '../periods.ts';
import { type Estimate, estimateEquation } from '../regression/estimate.ts';
import type { SeriesByName } from '../series-by-name.ts';
import { refusalOf } from './refusal.ts';
import { type Sample, sampleOf } from './sample.ts';

export type EstimateOptions = {
	/** In place of the TSRANGE of the equation. */
	range?: PeriodRange;
	/** Instruments in place of those of IV>; none: ordinary least squares. */
	instruments?: readonly Expression[];
	conventions?: 'standard' | 'bimets';
};

/** The estimate of a behavioural equation, and the range it was estimated over. */
export type BehaviouralEstimate = Estimate & { range: PeriodRange };

/**
 * One behavioural equation of a model: ordinary or (with instruments) two-stage least squares, with its restrictions, polynomial lags and
 * autocorrelated errors, as `estimateEquation` says.
 * @throws ModelFault with unknown names, what is missing by name and period, or why these data give no estimate
 */
export function estimateBehavioural(
	of: Behavioural,
	data: SeriesByName,
	{ range, instruments, conventions }: EstimateOptions = {},
): BehaviouralEstimate {
	return estimated(of, sampleOf(of, data, range, instruments), conventions);
}

function estimated(
	of: Behavioural,
	{ equation, range }: Sample,
	conventions?: 'standard' | 'bimets',
): BehaviouralEstimate {
	try {
		return { ...estimateEquation(conventions ? { ...equation, conventions } : equation), range };
	} catch (error) {
		const fault = refusalOf(error, of, equation);
		throw fault ? new ModelFault([fault], { cause: error }) : error;
	}
}

/**
 * All behavioural equations of a model, each on its own, by name in the order of the text.
 * @throws ModelFault with all that is wrong with the model and its data
 */
export function estimateModel(
	model: Model,
	data: SeriesByName,
	options: EstimateOptions = {},
): Map<string, BehaviouralEstimate> {
	const faults: Fault[] = checkModel(model);
	const estimates = new Map<string, BehaviouralEstimate>();
	for (const one of faults.length > 0 ? [] : model.equations)
		try {
			if (one.kind === 'behavioural') estimates.set(one.name, estimateBehavioural(one, data, options));
		} catch (error) {
			if (!(error instanceof ModelFault)) throw error;
			faults.push(...error.faults);
		}
	if (faults.length > 0) throw new ModelFault(faults);
	return estimates;
}
