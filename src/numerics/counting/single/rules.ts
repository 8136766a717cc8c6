import type { Profile } from '../profile.ts';
import type { TieRule } from '../ties.ts';
import { type BordaStep, borda } from './borda.ts';
import { instantRunoff, type RunoffStep } from './instant-runoff.ts';
import { type JudgementStep, majorityJudgement } from './majority-judgement.ts';
import { mostPoints, type PointsStep } from './most-points.ts';
import type { Outcome } from './outcome.ts';
import { type PairStep, rankedPairs } from './ranked-pairs.ts';
import { type SchulzeStep, schulze } from './schulze.ts';
import { singleTransferableVote, type TransferStep } from './single-transferable-vote.ts';

export type ChoiceOptions = { seats?: number; ties: TieRule; grades?: number; leastVotes?: number };
export type ChoiceStep =
	| PointsStep
	| BordaStep
	| RunoffStep
	| TransferStep
	| SchulzeStep
	| PairStep
	| JudgementStep;
export type CountChoice = (profile: Profile, options: ChoiceOptions) => Outcome<ChoiceStep>;

/** The rules that choose options, by name, with the ballots that each of them reads. */
export const choiceRules: Record<string, { ballots: 'marks' | 'points' | 'ranking'; count: CountChoice }> = {
	plurality: { ballots: 'marks', count: mostPoints },
	approval: { ballots: 'marks', count: mostPoints },
	cumulative: { ballots: 'points', count: mostPoints },
	score: { ballots: 'points', count: mostPoints },
	'score-mean': {
		ballots: 'points',
		count: (profile, options) => mostPoints(profile, { ...options, mean: true }),
	},
	borda: { ballots: 'ranking', count: borda },
	'instant-runoff': { ballots: 'ranking', count: instantRunoff },
	'single-transferable-vote': {
		ballots: 'ranking',
		count: (profile, options) => singleTransferableVote(profile, { ...options, seats: options.seats ?? 1 }),
	},
	schulze: { ballots: 'ranking', count: schulze },
	'ranked-pairs': { ballots: 'ranking', count: rankedPairs },
	'majority-judgement': {
		ballots: 'points',
		count: (profile, options) => majorityJudgement(profile, { ...options, grades: options.grades ?? 6 }),
	},
};
