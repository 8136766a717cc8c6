import { z } from 'zod';
import { ballotStates, channels } from '../ballot.ts';

/** The shapes of votes in the API. Descriptions are keys of the words. Money is in kopecks, as text: no program rounds it. */

const instant = z.iso.datetime();
const about = (field: string) => ({ description: `ballots.api.field.${field}` });

export const territoryParam = z.object({ territory: z.coerce.number().int().positive().max(2_000_000_000) });
export const voteParam = territoryParam.extend({ vote: z.uuid() });

const placeLink = z.object({ id: z.int(), name: z.string(), path: z.string() });

export const cardShape = z.object({
	id: z.uuid(),
	territory: placeLink,
	state: z.enum(ballotStates).meta(about('state')),
	kind: z.enum(['choice', 'decision', 'budget']),
	secrecy: z.enum(['secret', 'open']),
	question: z.string(),
	opensAt: instant.nullable(),
	closesAt: instant.nullable(),
	voted: z.int().meta(about('voted')),
	url: z.string(),
});

export const listShape = z.object({
	items: z.array(cardShape),
	next: z.string().nullable().meta(about('next')),
});

const optionShape = z.object({
	code: z.string().meta(about('option-code')),
	title: z.string(),
	note: z.string(),
	cost: z.string().nullable().meta(about('money')),
});

const portionShape = z.object({ top: z.int(), bottom: z.int(), more: z.boolean() });

export const voteShape = cardShape.extend({
	explanation: z.string(),
	options: z.array(optionShape),
	marks: z
		.object({
			kind: z.enum(['choose-1', 'approval', 'cumulative', 'score', 'ranking']),
			least: z.int().optional(),
			most: z.int().optional(),
			points: z.int().optional(),
			mostOnOne: z.int().optional(),
			all: z.boolean().optional(),
			from: z.int().optional(),
			to: z.int().optional(),
			shared: z.boolean().optional(),
		})
		.meta(about('marks-kind')),
	rule: z.string().meta(about('rule')),
	budget: z.string().nullable().meta(about('money')),
	quorum: portionShape.nullable(),
	eligible: z.int().nullable().meta(about('eligible')),
	channels: z.array(z.enum(channels)).meta(about('channels')),
	who: z.object({
		residence: z.enum(['none', 'declared', 'confirmed']),
		area: z.int(),
		reach: z.enum(['subtree', 'territory']),
		ageFrom: z.int().nullable(),
		ageTo: z.int().nullable(),
		members: z.boolean(),
		listed: z.boolean(),
	}),
	mayChange: z.boolean(),
	results: z.enum(['live', 'after']),
	openedAt: instant.nullable(),
	closedAt: instant.nullable(),
	cancelled: z.object({ at: instant, why: z.string() }).nullable(),
	fixed: z.string().nullable().meta(about('fixed')),
});

export const resultShape = z.object({
	vote: z.uuid(),
	countedAt: instant,
	votes: z.int().meta(about('votes')),
	blank: z.int(),
	spoiled: z.int(),
	damaged: z.int().meta(about('damaged')),
	turnout: z.object({ all: z.int(), byChannel: z.record(z.enum(channels), z.int()) }),
	quorum: z.object({ needed: z.int(), had: z.int(), reached: z.boolean() }).nullable(),
	accepted: z.boolean().nullable().meta(about('accepted')),
	budget: z.string().nullable().meta(about('money')),
	spent: z.string().nullable().meta(about('money')),
	lines: z.array(
		optionShape.omit({ note: true }).extend({ votes: z.int(), points: z.int(), won: z.boolean() }),
	),
	steps: z.array(z.string()).meta(about('steps')),
	files: z
		.array(
			z.object({
				kind: z.enum(['votes', 'envelopes', 'replaced', 'names']),
				name: z.string(),
				size: z.int().nullable(),
				sha256: z.string().nullable(),
				url: z.string(),
			}),
		)
		.meta(about('files')),
	proof: z.string().nullable().meta(about('proof')),
});

export const castBody = z.object({
	code: z.string().min(1).max(40).meta(about('code')),
	marks: z.array(z.string().max(12)).max(1_000).meta(about('marks')),
	points: z.array(z.int().min(0).max(999_999)).max(1_000).optional().meta(about('points')),
});

export const receiptShape = z.object({
	secret: z.string().meta(about('secret')),
	code: z.string().meta(about('code-in-file')),
	words: z.array(z.string()),
	thing: z.uuid().meta(about('thing')),
	day: z.iso.date(),
	url: z.string().meta(about('check-url')),
});

export const checkShape = z.object({
	state: z.enum(['unknown', 'waiting', 'in-log', 'replaced']).meta(about('check-state')),
	code: z.string().meta(about('code-in-file')),
	words: z.array(z.string()),
	thing: z.uuid().meta(about('thing')),
	proof: z.string().nullable().meta(about('proof')),
	row: z.object({ marks: z.string(), matches: z.boolean() }).nullable().meta(about('row')),
});
