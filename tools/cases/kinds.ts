import type { Kind } from './case.ts';
import { diagnostics } from './kinds/diagnostics.ts';
import { ets } from './kinds/ets.ts';
import { nls } from './kinds/nls.ts';
import { ols } from './kinds/ols.ts';
import { simple } from './kinds/simple.ts';

/** What each kind of case asks for, by the name in its `kind`. */
export const kinds: Readonly<Record<string, Kind>> = {
	diagnostics,
	ets,
	nls,
	ols,
	simple,
};
