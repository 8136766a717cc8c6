import { z } from 'zod';
import { demandAfter, endpoint, instantOf, linkTo, toldFor } from '#platform/api/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { inForce, placeTold } from '#rooms/territories/door.server.ts';
import { type BallotId, type BallotRef, type BallotState, ballotStates } from '../ballot.ts';
import { addressOf, fileAddress } from '../receipt-file.ts';
import { resultOf } from '../result-of.ts';
import { ballotsIn, viewBallot } from '../view-ballot.ts';
import type { BallotView } from '../views.ts';
import * as examples from './examples.ts';
import { listShape, resultShape, territoryParam, voteParam, voteShape } from './shapes.ts';

export const since = '0.3.0';
export const tag = 'votes';

const moneyOf = (kopecks: bigint | null): string | null => (kopecks === null ? null : String(kopecks));

/** The vote of the address; that it is there and open to the caller is asked by whoever reads it. */
export function voteAt(params: z.output<typeof voteParam>): BallotRef {
	return { territory: inForce(params.territory), id: params.vote as BallotId };
}

const common = { since, tag, scope: null, query: z.object({}), status: 200 } as const;
const path = '/territories/{territory}/votes';

/** What a reader looks for, and the states behind it, as on the page. */
const shows: Record<'open' | 'soon' | 'closed', readonly BallotState[]> = {
	open: ['open'],
	soon: ['announced'],
	closed: ['counting', 'closed', 'cancelled'],
};

export const listVotesOf = endpoint(
	{
		...common,
		name: 'list-votes',
		method: 'GET',
		path,
		summary: 'ballots.api.list-votes',
		about: 'ballots.api.list-votes.about',
		params: territoryParam,
		query: z.object({
			show: z.enum(['open', 'soon', 'closed']).optional().meta({ description: 'ballots.api.field.show' }),
			q: z.string().max(100).optional().meta({ description: 'ballots.api.field.q' }),
			after: z.string().max(80).optional().meta({ description: 'ballots.api.field.after' }),
		}),
		answer: listShape,
		refusals: ['territories.not-found'],
		examples: [examples.list],
	},
	async (call) => {
		const { params, query, actor } = call;
		const territory = inForce(params.territory);
		const { show, q = '' } = query;
		const after = demandAfter(query.after, 'ballots.api.after-wrong');
		const [page, place] = await Promise.all([
			ballotsIn(actor, territory, { state: show ? shows[show] : ballotStates, words: q, after }),
			placeTold(territory, actor.lang),
		]);
		return {
			body: {
				items: page.items.map((one) => ({
					id: one.id,
					territory: place,
					state: one.state,
					kind: one.kind,
					secrecy: one.secrecy,
					question: one.question,
					opensAt: instantOf(one.opensAt),
					closesAt: instantOf(one.closesAt),
					voted: one.voted,
					url: linkTo(addressOf(one), toldFor(call)),
				})),
				next: page.next,
			},
		};
	},
);

/** The rule by its name, as the command and the file of votes know it. */
function ruleOf({ rule }: BallotView): string {
	if (rule.kind !== 'decision') return rule.name;
	const { top, bottom, more, of } = rule.majority;
	return `majority ${more ? '>' : '≥'} ${top}/${bottom} of ${of}`;
}

export const readVote = endpoint(
	{
		...common,
		name: 'read-vote',
		method: 'GET',
		path: `${path}/{vote}`,
		summary: 'ballots.api.read-vote',
		about: 'ballots.api.read-vote.about',
		params: voteParam,
		answer: voteShape,
		refusals: ['territories.not-found', 'ballots.not-found'],
		examples: [examples.one],
	},
	async (call) => {
		const ref = voteAt(call.params);
		const [vote, place] = await Promise.all([
			viewBallot(call.actor, ref),
			placeTold(ref.territory, call.actor.lang),
		]);
		const { space, ...who } = vote.who;
		return {
			body: {
				id: vote.id,
				territory: place,
				state: vote.state,
				kind: vote.rule.kind,
				secrecy: vote.secrecy,
				question: vote.question,
				opensAt: instantOf(vote.openedAt ?? vote.opensAt),
				closesAt: instantOf(vote.closesAt),
				voted: vote.turnout.all,
				url: linkTo(addressOf(ref), toldFor(call)),
				explanation: vote.explanation,
				options: vote.options.map(({ code, title, note, cost }) => ({
					code,
					title,
					note,
					cost: moneyOf(cost),
				})),
				marks: vote.marks,
				rule: ruleOf(vote),
				budget: vote.rule.kind === 'budget' ? moneyOf(vote.rule.budget) : null,
				quorum: vote.quorum,
				eligible: vote.eligible?.number ?? null,
				channels: [...vote.channels],
				who: { ...who, members: space !== null },
				mayChange: vote.mayChange,
				results: vote.results,
				openedAt: instantOf(vote.openedAt),
				closedAt: instantOf(vote.closedAt),
				cancelled: vote.cancelledAt && { at: vote.cancelledAt.toISOString(), why: vote.cancelledWhy },
				fixed: vote.inLog,
			},
		};
	},
);

export const readResult = endpoint(
	{
		...common,
		name: 'read-vote-result',
		method: 'GET',
		path: `${path}/{vote}/result`,
		summary: 'ballots.api.read-result',
		about: 'ballots.api.read-result.about',
		params: voteParam,
		answer: resultShape,
		refusals: ['territories.not-found', 'ballots.not-found', 'ballots.result-not-found'],
		examples: [examples.result],
	},
	async (call) => {
		const ref = voteAt(call.params);
		const result = (await resultOf(call.actor, ref)) ?? refuse('ballots.result-not-found');
		return {
			body: {
				vote: ref.id,
				countedAt: result.countedAt.toISOString(),
				votes: result.votes,
				blank: result.blank,
				spoiled: result.spoiled,
				damaged: result.damaged,
				turnout: { all: result.turnout.all, byChannel: result.turnout.byChannel },
				quorum: result.quorum,
				accepted: result.accepted,
				budget: moneyOf(result.money?.budget ?? null),
				spent: moneyOf(result.money?.spent ?? null),
				lines: result.lines.map((one) => ({ ...one, cost: moneyOf(one.cost) })),
				steps: result.told.steps,
				files: result.files.map((one) => ({
					...one,
					url: linkTo(fileAddress(ref, one.kind), toldFor(call)),
				})),
				proof: result.proof,
			},
		};
	},
);
