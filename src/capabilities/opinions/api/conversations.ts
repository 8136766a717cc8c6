import { z } from 'zod';
import { type Call, demandAfter, endpoint, instantOf, linkTo, toldFor } from '#platform/api/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { inForce, placeTold } from '#rooms/territories/door.server.ts';
import { addressOf } from '../address.ts';
import type { ConversationId, ConversationRef, ConversationState } from '../conversation.ts';
import { readingOf } from '../reading-of.ts';
import { statementsOf } from '../statements-of.ts';
import { conversationsIn, viewConversation } from '../view-conversation.ts';
import type { ConversationCard } from '../views.ts';
import * as examples from './examples.ts';
import {
	conversationParam,
	conversationShape,
	listShape,
	resultShape,
	statementsShape,
	territoryParam,
} from './shapes.ts';

const since = '0.3.0';
const tag = 'opinions';

/** The conversation of the address; that it is there and open to the caller is asked by whoever reads it. */
const conversationAt = (params: z.output<typeof conversationParam>): ConversationRef => ({
	territory: inForce(params.territory),
	id: params.conversation as ConversationId,
});

/** Of a conversation what its list and its page tell alike. */
const cardOf = (
	one: Omit<ConversationCard, 'space' | 'lang' | 'closedAt' | 'mine' | 'waiting'>,
	place: Awaited<ReturnType<typeof placeTold>>,
	call: Pick<Call, 'actor' | 'origin'>,
) => ({
	id: one.id,
	territory: place,
	state: one.state,
	question: one.question,
	closesAt: instantOf(one.closesAt),
	people: one.people,
	marks: one.marks,
	statements: one.statements,
	url: linkTo(addressOf(one), toldFor(call)),
});

const common = { since, tag, scope: null, query: z.object({}), status: 200 } as const;
const afterWrong = 'opinions.api.after-wrong';
const path = '/territories/{territory}/opinions';
const after = z.string().max(80).optional().meta({ description: 'opinions.api.field.after' });
const q = z.string().max(100).optional().meta({ description: 'opinions.api.field.q' });

const shows: Record<'open' | 'closed', readonly ConversationState[]> = {
	open: ['open'],
	closed: ['closed', 'cancelled'],
};

export const listConversations = endpoint(
	{
		...common,
		name: 'list-conversations',
		method: 'GET',
		path,
		summary: 'opinions.api.list',
		about: 'opinions.api.list.about',
		params: territoryParam,
		query: z.object({
			show: z.enum(['open', 'closed']).optional().meta({ description: 'opinions.api.field.show' }),
			q,
			after,
		}),
		answer: listShape,
		refusals: ['territories.not-found'],
		examples: [examples.list],
	},
	async (call) => {
		const { params, query, actor } = call;
		const territory = inForce(params.territory);
		const from = demandAfter(query.after, afterWrong);
		const state = query.show ? shows[query.show] : [...shows.open, ...shows.closed];
		const [page, place] = await Promise.all([
			conversationsIn(actor, territory, { state, words: query.q ?? '', after: from }),
			placeTold(territory, actor.lang),
		]);
		return {
			body: {
				items: page.items.map((one) => cardOf(one, place, call)),
				next: page.next,
			},
		};
	},
);

export const readConversation = endpoint(
	{
		...common,
		name: 'read-conversation',
		method: 'GET',
		path: `${path}/{conversation}`,
		summary: 'opinions.api.one',
		about: 'opinions.api.one.about',
		params: conversationParam,
		answer: conversationShape,
		refusals: ['territories.not-found', 'opinions.not-found'],
		examples: [examples.one],
	},
	async (call) => {
		const ref = conversationAt(call.params);
		const [one, place] = await Promise.all([
			viewConversation(call.actor, ref),
			placeTold(ref.territory, call.actor.lang),
		]);
		return {
			body: {
				...cardOf(one, place, call),
				explanation: one.explanation,
				adding: one.adding,
				moderation: one.moderation,
				results: one.results,
				openMarks: one.openMarks,
				openedAt: instantOf(one.openedAt),
				closedAt: instantOf(one.closedAt),
				cancelled: one.cancelledAt && { at: one.cancelledAt.toISOString(), why: one.cancelledWhy },
			},
		};
	},
);

export const readStatements = endpoint(
	{
		...common,
		name: 'list-statements',
		method: 'GET',
		path: `${path}/{conversation}/statements`,
		summary: 'opinions.api.statements',
		about: 'opinions.api.statements.about',
		params: conversationParam,
		query: z.object({
			sort: z
				.enum(['new', 'agree', 'disagree', 'divided'])
				.optional()
				.meta({ description: 'opinions.api.field.sort' }),
			q,
			after,
		}),
		answer: statementsShape,
		refusals: ['territories.not-found', 'opinions.not-found'],
		examples: [examples.statements],
	},
	async ({ params, query, actor }) => {
		const page = await statementsOf(actor, conversationAt(params), {
			...(query.sort ? { sort: query.sort } : {}),
			words: query.q ?? '',
			after: demandAfter(query.after, afterWrong, /^\d{1,6}$/),
		});
		return {
			body: {
				items: page.items.map(({ number, text, lang, isFirst, said }) => ({
					number,
					text,
					lang,
					first: isFirst,
					said,
				})),
				next: page.next,
				total: page.total,
			},
		};
	},
);

export const readResults = endpoint(
	{
		...common,
		name: 'read-conversation-result',
		method: 'GET',
		path: `${path}/{conversation}/result`,
		summary: 'opinions.api.result',
		about: 'opinions.api.result.about',
		params: conversationParam,
		answer: resultShape,
		refusals: ['territories.not-found', 'opinions.not-found', 'opinions.api.result-not-found'],
		examples: [examples.result],
	},
	async ({ params, actor }) => {
		const reading =
			(await readingOf(actor, conversationAt(params))) ?? refuse('opinions.api.result-not-found');
		return {
			body: {
				at: reading.at.toISOString(),
				people: reading.people,
				counted: reading.counted,
				marks: reading.marks,
				verdict: reading.verdict,
				groups: reading.groups.map(({ name, people, telling }) => ({ name, people, telling })),
				common: reading.common,
				dividing: reading.dividing,
			},
		};
	},
);
