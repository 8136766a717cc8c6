import { z } from 'zod';
import { channels, closings, states, visibilities } from '#rooms/appeals/door.ts';

/** The shapes of the API: they check what comes in and describe what goes out. Descriptions are keys of the words. */

const instant = z.iso.datetime();
const day = z.iso.date();

export const pointShape = z.object({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) });

const placeLink = z.object({ id: z.int(), name: z.string(), path: z.string() });

export const territoryShape = z.object({
	id: z.int(),
	kind: z.string(),
	name: z.string(),
	fullName: z.string(),
	path: z.string().meta({ description: 'intake.api.field.path' }),
	code: z.string().nullable().meta({ description: 'intake.api.field.code' }),
	zone: z.string().meta({ description: 'intake.api.field.zone' }),
	population: z.int().nullable(),
	centre: pointShape.nullable(),
	owns: z.boolean().meta({ description: 'intake.api.field.owns' }),
	parents: z.array(placeLink),
});

export const categoryShape = z.object({
	code: z.string(),
	parent: z.string().nullable(),
	name: z.string(),
	hint: z.string(),
	emergency: z.boolean().meta({ description: 'intake.api.field.emergency' }),
	visibility: z.enum(visibilities),
	questions: z
		.array(
			z.object({
				code: z.string(),
				kind: z.enum(['text', 'choice', 'number', 'date']),
				required: z.boolean(),
				label: z.string(),
				hint: z.string(),
				options: z.array(z.object({ code: z.string(), label: z.string() })),
			}),
		)
		.meta({ description: 'intake.api.field.questions' }),
});

export const bodyShape = z.object({
	territory: z.int(),
	id: z.uuid(),
	name: z.string(),
	shortName: z.string(),
	kind: z.string(),
	closed: z.boolean(),
});
const bodyLink = bodyShape.pick({ territory: true, id: true, name: true });

export const photographShape = z.object({
	moment: z.enum(['before', 'after']),
	url: z.string(),
	thumbnail: z.string(),
});

const common = {
	number: z.string().meta({ description: 'intake.api.field.number' }),
	territory: placeLink,
	state: z.enum(states),
	stateName: z.string(),
	category: z.object({ code: z.string(), name: z.string() }),
	place: z.string(),
	point: pointShape.nullable(),
	body: bodyLink.nullable().meta({ description: 'intake.api.field.body' }),
	filedAt: instant,
	dueOn: day.meta({ description: 'intake.api.field.dueOn' }),
	answeredAt: instant.nullable(),
	joined: z.int().meta({ description: 'intake.api.field.joined' }),
	url: z.string(),
};

export const listedShape = z.object({
	...common,
	excerpt: z.string(),
	photographs: z.int(),
});

export const appealShape = z.object({
	...common,
	text: z.string().meta({ description: 'intake.api.field.text' }),
	visibility: z.enum(visibilities),
	channel: z.enum(channels),
	standing: z.enum(['appeal', 'message']).meta({ description: 'intake.api.field.standing' }),
	closedBecause: z.enum(closings).nullable(),
	closedAt: instant.nullable(),
	overdue: z.boolean(),
	photographs: z.array(photographShape),
	author: z.string().nullable().meta({ description: 'intake.api.field.author' }),
	externalId: z.string().nullable().meta({ description: 'intake.api.field.externalId' }),
	applicant: z
		.object({
			name: z.string(),
			email: z.string().nullable(),
			phone: z.string().nullable(),
			address: z.string().nullable(),
		})
		.nullable()
		.meta({ description: 'intake.api.field.applicant' }),
});

export const stepShape = z.object({
	at: instant,
	kind: z.string().meta({ description: 'intake.api.field.kind' }),
	title: z.string(),
	body: bodyLink.nullable(),
	text: z.string().nullable(),
});

export const answerShape = z.object({
	round: z.int(),
	text: z.string(),
	body: bodyLink,
	answeredAt: instant,
	verdict: z.enum(['accepted', 'returned']).nullable(),
	verdictReason: z.string().nullable(),
	verdictAt: instant.nullable(),
});

export const receiptShape = z.object({
	number: z.string(),
	dueOn: day,
	/** For whoever has no account: lets them follow and judge the answer. */
	followCode: z.string().meta({ description: 'intake.api.field.followCode' }),
	url: z.string(),
	urgent: z.boolean().meta({ description: 'intake.api.field.urgent' }),
	notice: z.string().nullable().meta({ description: 'intake.api.field.notice' }),
});

export const pageOf = <T extends z.ZodType>(item: T) =>
	z.object({
		items: z.array(item),
		next: z.string().nullable().meta({ description: 'intake.api.field.next' }),
	});

export const limitShape = z.coerce.number().int().min(1).max(100).default(50);
export const territoryParam = z.object({
	territory: z.coerce.number().int().positive().max(2_000_000_000),
});
export const numberParam = z.object({ number: z.string().min(5).max(40) });
