import type { Kind } from './case.ts';
import { arima } from './kinds/arima.ts';
import { auto } from './kinds/auto.ts';
import { chow } from './kinds/chow.ts';
import { decomposition } from './kinds/decomposition.ts';
import { diagnostics } from './kinds/diagnostics.ts';
import { errorCorrection } from './kinds/ecm.ts';
import { ets } from './kinds/ets.ts';
import { goalSeek } from './kinds/goal-seek.ts';
import { hpfilter } from './kinds/hpfilter.ts';
import { balancing, leontief, regionalization } from './kinds/input-output.ts';
import { johansenTests } from './kinds/johansen.ts';
import { modelEstimate } from './kinds/model-estimate.ts';
import { modelSimulate } from './kinds/model-simulate.ts';
import { multipliers } from './kinds/multipliers.ts';
import { nls } from './kinds/nls.ts';
import { forecastKinds } from './kinds/of-forecasts.ts';
import { ols } from './kinds/ols.ts';
import { scenarios } from './kinds/scenarios.ts';
import { simple } from './kinds/simple.ts';
import { stochastic } from './kinds/stochastic.ts';
import { system } from './kinds/system.ts';
import { unitroot } from './kinds/unitroot.ts';
import { vectorAutoregressions } from './kinds/var.ts';

/** What each kind of case asks for, by the name in its `kind`. */
export const kinds: Readonly<Record<string, Kind>> = {
	chow,
	'model-estimate': modelEstimate,
	diagnostics,
	ets,
	nls,
	...forecastKinds,
	arima,
	auto,
	decomposition,
	hpfilter,
	unitroot,
	ols,
	simple,
	system,
	var: vectorAutoregressions,
	johansen: johansenTests,
	ecm: errorCorrection,
	leontief,
	regionalization,
	ras: balancing,
	'goal-seek': goalSeek,
	'model-simulate': modelSimulate,
	multipliers,
	scenarios,
	stochastic,
};
