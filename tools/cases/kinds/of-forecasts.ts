import type { Kind } from '../case.ts';
import { forecastSet } from './forecast-set.ts';
import { reconciliation } from './reconciliation.ts';
import { robustness } from './robustness.ts';
import { theta } from './theta.ts';

/** Kinds of cases that ask for forecasts and for what is made of them. */
export const forecastKinds: Readonly<Record<string, Kind>> = {
	'forecast-set': forecastSet,
	reconciliation,
	robustness,
	theta,
};
