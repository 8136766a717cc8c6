import { z } from 'zod';
import { conversationStates } from '../conversation.ts';

/** The shapes of conversations in the API. Descriptions are keys of the words. */

const instant = z.iso.datetime();
const about = (field: string) => ({ description: `opinions.api.field.${field}` });
const lang = z.enum(['ru', 'en']);

export const territoryParam = z.object({ territory: z.coerce.number().int().positive().max(2_000_000_000) });
export const conversationParam = territoryParam.extend({ conversation: z.uuid() });

const placeLink = z.object({ id: z.int(), name: z.string(), path: z.string() });
const next = z.string().nullable().meta(about('next'));

const cardShape = z.object({
	id: z.uuid(),
	territory: placeLink,
	state: z.enum(conversationStates).meta(about('state')),
	question: z.string(),
	closesAt: instant.nullable(),
	people: z.int().meta(about('people')),
	marks: z.int().meta(about('marks')),
	statements: z.int(),
	url: z.string(),
});

export const listShape = z.object({ items: z.array(cardShape), next });

export const conversationShape = cardShape.extend({
	explanation: z.string(),
	adding: z.enum(['residents', 'nobody']),
	moderation: z.enum(['before', 'after']),
	results: z.enum(['always', 'after-mine', 'after-closing']).meta(about('results')),
	openMarks: z.boolean(),
	openedAt: instant.nullable(),
	closedAt: instant.nullable(),
	cancelled: z.object({ at: instant, why: z.string() }).nullable(),
});

const saidShape = z.object({ agree: z.int(), disagree: z.int(), pass: z.int() });

export const statementsShape = z.object({
	items: z.array(
		z.object({
			number: z.int(),
			text: z.string(),
			lang,
			first: z.boolean(),
			said: saidShape.nullable().meta(about('said')),
		}),
	),
	next,
	total: z.int(),
});

const statementRef = z.object({ number: z.int(), text: z.string(), lang });
const side = z.enum(['agree', 'disagree']);
const splitShape = z.object({ statement: statementRef, groups: z.array(saidShape), all: saidShape });

export const resultShape = z.object({
	at: instant,
	people: z.int().meta(about('people')),
	counted: z.int(),
	marks: z.int().meta(about('marks')),
	verdict: z.enum(['too-few', 'one-opinion', 'groups']).meta(about('verdict')),
	groups: z
		.array(
			z.object({
				name: z.int(),
				people: z.int(),
				telling: z.array(
					z.object({
						statement: statementRef,
						side,
						said: z.int(),
						of: z.int(),
						saidElsewhere: z.int(),
						ofElsewhere: z.int(),
					}),
				),
			}),
		)
		.meta(about('groups')),
	common: z.array(splitShape.extend({ side })).meta(about('common')),
	dividing: z.array(splitShape).meta(about('dividing')),
});
