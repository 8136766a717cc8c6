/** Exponential smoothing by error, trend and season: none, additive or multiplicative. */
export type EtsModel = {
	error: 'A' | 'M';
	trend: 'N' | 'A' | 'M';
	damped: boolean;
	season: 'N' | 'A' | 'M';
	/** Observations in a year; 1 where there is no season. */
	period: number;
};

/** Of level, trend, season and damping; beta and gamma are 0 and phi is 1 where the model has none. */
export type EtsParameters = { alpha: number; beta: number; gamma: number; phi: number };

/** Level, trend and the season of the coming periods: season[0] belongs to the very next observation. */
export type EtsStates = { level: number; trend: number; season: Float64Array };

/** `MAM` with damping apart, or `ETS(M,Ad,M)`, `MAdM`. @throws RangeError when it is no such name */
export function etsModel(name: string, period: number, damped = false): EtsModel {
	const found = /^(?:ETS)?\(?([AM]),?([NAM])(d?),?([NAM])\)?$/.exec(name.replaceAll(' ', ''));
	if (!found) throw new RangeError(`${name} is not the name of a model of exponential smoothing`);
	const [, error, trend, d, season] = found as unknown as [string, 'A' | 'M', EtsModel['trend'], string, 'N'];
	if (season !== 'N' && period < 2)
		throw new RangeError(`a season needs a period of two or more, not ${period}`);
	return { error, trend, damped: trend !== 'N' && (damped || d === 'd'), season, period };
}

/** `ETS(M,Ad,M)`. */
export function etsName({ error, trend, damped, season }: EtsModel): string {
	return `ETS(${error},${trend}${damped ? 'd' : ''},${season})`;
}

/** Estimated numbers without the variance: smoothing parameters and free initial states (those of a season have a fixed sum). */
export function etsFreedom({ trend, damped, season, period }: EtsModel): number {
	return 2 + (trend === 'N' ? 0 : 2) + (damped ? 1 : 0) + (season === 'N' ? 0 : period);
}
