import type { Measured } from '#numerics/classifier/measure.ts';
import type { AccountId, Id, Ref, TerritoryId } from '#platform/db/ids.ts';

export type ModelRef = Ref<'classifier-model'>;

/** active: it serves. retired: it served once. candidate: it never has. */
export type VersionState = 'active' | 'retired' | 'candidate';

/** What a version is worth, on texts that it had not seen. Shares from 0 to 1. */
export type Figures = {
	version: number;
	state: VersionState;
	trainedAt: Date;
	texts: number;
	heldBack: number;
	categories: number;
	lastTextAt: Date;
	right: number;
	amongThree: number;
	weightedF1: number;
	macroF1: number;
	calibrationError: number;
	/** Of the version that served then, on the same texts; null: there was none, or too few texts that it had not seen. */
	servedF1: number | null;
	executorRight: number | null;
	executorAmongThree: number | null;
	/** Seconds. */
	took: number;
	activatedAt: Date | null;
	retiredAt: Date | null;
};

export type Version = Figures & {
	territory: TerritoryId;
	id: Id<'classifier-model'>;
	/** Who asked for it; null: the schedule. */
	account: AccountId | null;
};

export type ModelDetails = Pick<Measured, 'bins' | 'labels' | 'confused'> & {
	/** Words that speak for a category most, the weightiest first: words that at least some people wrote. */
	words: Record<string, [word: string, weight: number][]>;
};

/**
 * May a new version take over by itself? Only when it is not worse: on the texts that neither has seen, where there are
 * enough; else by the figures that each got on its own.
 */
export function isNotWorse(
	fresh: Pick<Figures, 'weightedF1' | 'servedF1'>,
	served: Pick<Figures, 'weightedF1'> | null,
): boolean {
	if (!served) return true;
	// figures are kept and shown with three digits: a difference that nobody sees is none
	return Math.round(fresh.weightedF1 * 1000) >= Math.round((fresh.servedF1 ?? served.weightedF1) * 1000);
}
