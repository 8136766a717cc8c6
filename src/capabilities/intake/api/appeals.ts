import { z } from 'zod';
import { type Call, endpoint, instantOf, linkTo, toldFor } from '#platform/api/door.server.ts';
import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import { translatorFor } from '#platform/i18n/door.ts';
import {
	type AppealView,
	addressOf,
	appealByNumber,
	categories,
	filingInput,
	listAppeals,
	readAppeal,
	readAsked,
	readWork,
	sortInput,
} from '#rooms/appeals/door.server.ts';
import { isOver } from '#rooms/appeals/door.ts';
import { inForce, tree, zoneOf } from '#rooms/territories/door.server.ts';
import { originsOf } from '../arrivals-store.server.ts';
import { answersTo } from '../questions.ts';
import { receive } from '../receive.ts';
import { numberBySaying } from '../said-before.ts';
import { bodyOf, category, listed, placesOf, steps } from './present.ts';
import {
	answerShape,
	appealShape,
	limitShape,
	listedShape,
	numberParam,
	pageOf,
	receiptShape,
	stepShape,
	territoryParam,
} from './shapes.ts';

const since = '0.2.0';

const anItem = {
	number: '{number}',
	territory: { id: 5907, name: 'Озёрский округ', path: 'zaozyorsky/ozyorsky' },
	state: 'routed',
	stateName: 'Передано исполнителю',
	category: { code: 'roads.potholes', name: 'Ямы на дороге' },
	place: 'улица Мира, напротив дома 5',
	point: null,
	body: null,
	filedAt: '2026-11-20T09:00:00.000Z',
	dueOn: '2026-12-04',
	answeredAt: null,
	joined: 0,
	url: 'https://veche.example/zaozyorsky/ozyorsky/appeals/66-001-2026-000001',
};

export const listAppealsOf = endpoint(
	{
		name: 'list-appeals',
		method: 'GET',
		path: '/territories/{territory}/appeals',
		since,
		tag: 'appeals',
		summary: 'intake.api.list-appeals',
		about: 'intake.api.list-appeals.about',
		scope: null,
		params: territoryParam,
		query: z.object({
			state: z
				.enum(['waiting', 'late', 'answered', 'done'])
				.optional()
				.meta({ description: 'intake.api.field.state' }),
			category: z
				.string()
				.regex(/^[a-z0-9.-]{1,80}$/, 'platform.field.choose')
				.optional()
				.meta({ description: 'intake.api.field.category-below' }),
			from: z.iso.date().optional().meta({ description: 'intake.api.field.from' }),
			to: z.iso.date().optional().meta({ description: 'intake.api.field.to' }),
			q: z.string().max(200).optional().meta({ description: 'intake.api.field.q' }),
			sort: z.enum(['newest', 'due']).default('newest'),
			after: z.string().max(80).optional().meta({ description: 'intake.api.field.after' }),
			limit: limitShape,
		}),
		answer: pageOf(listedShape),
		status: 200,
		refusals: ['territories.not-found'],
		examples: [
			{
				title: 'intake.api.example.list',
				params: { territory: '{territory}' },
				query: { state: 'waiting', limit: '1' },
				status: 200,
				answer: { items: [{ ...anItem, excerpt: 'Большая яма у остановки…', photographs: 0 }], next: null },
			},
		],
	},
	async (call) => {
		const { params, query } = call;
		const territory = inForce(params.territory);
		const { limit, ...given } = query;
		if (given.from && given.to && given.from > given.to)
			invalid({ field: 'to', code: 'intake.api.days-swapped' });
		const asked = readAsked(
			new URLSearchParams(
				Object.entries(given).filter(([, value]) => value !== undefined) as [string, string][],
			),
		);
		// who goes on from a place that is none would begin anew at each page
		if (given.after && !asked.after) invalid({ field: 'after', code: 'intake.api.after-wrong' });
		const page = await listAppeals(territory, asked, { lang: call.actor.lang, limit, count: false });
		const next = page.next;
		return {
			body: { items: await listed(page.rows, page.bodies, toldFor(call)), next },
			...(next ? { headers: { link: `<${nextPage(call, next)}>; rel="next"` } } : {}),
		};
	},
);

function nextPage(call: Pick<Call, 'origin' | 'query' | 'params'>, next: string): string {
	const query = new URLSearchParams(
		Object.entries({ ...call.query, after: next })
			.filter(([, value]) => value !== undefined)
			.map(([name, value]) => [name, String(value)]),
	);
	return `${call.origin}/api/v1/territories/${call.params.territory}/appeals?${query}`;
}

/** What a program sends: the fields of the resident's form, in the form's own limits, with numbers where these are numbers. */
export const filingBody = z.object({
	...filingInput.pick({ text: true, category: true, where: true, email: true, phone: true, name: true })
		.shape,
	text: filingInput.shape.text.meta({ description: 'intake.api.field.filing-text' }),
	// a program says it at once; only the form asks again
	category: sortInput.shape.category.meta({ description: 'intake.api.field.filing-category' }),
	where: filingInput.shape.where.meta({ description: 'intake.api.field.where' }),
	lat: z.number().optional().meta({ description: 'intake.api.field.lat' }),
	lon: z.number().optional().meta({ description: 'intake.api.field.lon' }),
	visibility: filingInput.shape.visibility.meta({ description: 'intake.api.field.visibility' }),
	photographs: z.array(z.uuid()).max(10).default([]).meta({ description: 'intake.api.field.photographs' }),
	answers: z
		.record(z.string().max(80), z.string().max(2_000))
		.default({})
		.meta({ description: 'intake.api.field.answers' }),
	externalId: z.string().min(1).max(150).optional().meta({ description: 'intake.api.field.externalId' }),
});

export const fileOne = endpoint(
	{
		name: 'file-appeal',
		method: 'POST',
		path: '/territories/{territory}/appeals',
		since,
		tag: 'appeals',
		summary: 'intake.api.file-appeal',
		about: 'intake.api.file-appeal.about',
		scope: 'appeals:file',
		params: territoryParam,
		query: z.object({}),
		body: filingBody,
		idempotent: true,
		answer: receiptShape,
		status: 201,
		refusals: ['appeals.territory-not-found', 'appeals.emergency', 'platform.key-used-meanwhile'],
		examples: [
			{
				title: 'intake.api.example.filed',
				params: { territory: '{territory}' },
				headers: { 'idempotency-key': 'b7d0a1c2-first-pothole' },
				body: {
					text: 'Большая яма у остановки, машины выезжают на встречную полосу.',
					category: '{category}',
					where: 'улица Мира, напротив дома 5',
					visibility: 'nameless',
					name: 'Мария Петрова',
					externalId: 'disp-2026-118',
				},
				status: 201,
				answer: {
					number: '{number}',
					dueOn: '2026-12-04',
					followCode: 'K7QF-2MZA-9XDT',
					url: 'https://veche.example/zaozyorsky/ozyorsky/appeals/66-001-2026-000001',
					urgent: false,
					notice: null,
				},
			},
			{
				title: 'intake.api.example.refused',
				params: { territory: '{territory}' },
				body: { text: 'Яма', category: '{category}', visibility: 'public' },
				status: 422,
				answer: {
					type: 'urn:veche:problem:api.invalid',
					title: 'Есть ошибки',
					status: 422,
					detail: 'В запросе есть ошибки: они перечислены по полям.',
					instance: '019345b2-0000-7000-8000-000000000000',
					code: 'api.invalid',
					message: '',
					request: '',
					errors: [{ field: 'text', code: 'appeals.form.text.short', detail: 'Напишите подробнее.' }],
				},
			},
		],
	},
	async (call) => {
		const { body, machine, params, actor } = call;
		if (!machine) refuse('platform.sign-in-first');
		const territory = params.territory as TerritoryId;
		if (!tree.isInForce(territory) || !tree.isWithin(territory, machine.territory))
			refuse('appeals.territory-not-found');
		const { externalId, photographs, lat, lon, answers, ...typed } = body;
		const source = `key:${machine.id}`;
		const now = new Date();
		const all = await categories();
		const receipt = await receive(
			actor,
			{
				...typed,
				territory,
				channel: 'api',
				lat: lat === undefined ? '' : String(lat),
				lon: lon === undefined ? '' : String(lon),
				photograph: photographs,
				answers: answersTo(all.questions(typed.category), answers, { lang: actor.lang, prefix: 'answers.' }),
				externalId: externalId ?? null,
			},
			{
				source,
				externalId:
					externalId ??
					call.idempotencyKey ??
					(await numberBySaying(
						source,
						territory,
						{ words: { ...body, territory, answers: Object.entries(answers).sort() } },
						now,
					)),
			},
			now,
		);
		const path = addressOf(receipt);
		return {
			status: 201,
			body: {
				number: receipt.number,
				dueOn: receipt.dueOn,
				followCode: receipt.code,
				url: linkTo(path, toldFor(call)),
				urgent: receipt.urgent,
				notice: receipt.urgent ? translatorFor(call.actor.lang)('appeals.urgent.told') : null,
			},
			headers: { location: `${call.origin}/api/v1/appeals/${receipt.number}` },
		};
	},
);

type Seen = Pick<
	AppealView,
	'appeal' | 'history' | 'answers' | 'photographs' | 'bodies' | 'authorName' | 'clock'
> & {
	applicant: z.output<typeof appealShape>['applicant'];
	externalId: string | null;
};

/**
 * As much of an appeal as the caller may see: everybody the public page; whoever has the code, or the key that filed it, what its
 * author sees; a key with the right to read the whole all of it, and that stands in the audit trail.
 */
async function seen(
	call: Pick<Call, 'actor' | 'machine' | 'headers'> & { params: { number: string } },
): Promise<Seen> {
	const { actor, machine, params } = call;
	const appeal = (await appealByNumber(params.number)) ?? refuse('appeals.not-found');
	if (machine?.scopes.includes('appeals:read-whole') && tree.isWithin(appeal.territory, machine.territory)) {
		const whole = await readWork(actor, appeal, new Date(), { size: 500 });
		return {
			...whole,
			authorName: whole.applicant?.name || null,
			applicant: whole.applicant && {
				name: whole.applicant.name,
				email: whole.applicant.email,
				phone: whole.applicant.phone,
				address: whole.applicant.address,
			},
			externalId: null,
		};
	}
	const origin = machine
		? (await originsOf(database(), appeal.territory, [appeal.id])).get(appeal.id)
		: undefined;
	const own = machine?.scopes.includes('appeals:read') && origin?.source === `key:${machine.id}`;
	const code = call.headers.get('x-follow-code');
	const view = await readAppeal(
		{ actor, code, asAuthor: own === true },
		appeal.territory,
		appeal.number,
		new Date(),
		{
			size: 500,
		},
	);
	return { ...view, applicant: null, externalId: own ? view.appeal.externalId : null };
}

const readRefusals = ['appeals.not-found'] as const;

export const readOne = endpoint(
	{
		name: 'read-appeal',
		method: 'GET',
		path: '/appeals/{number}',
		since,
		tag: 'appeals',
		summary: 'intake.api.read-appeal',
		about: 'intake.api.read-appeal.about',
		scope: null,
		params: numberParam,
		query: z.object({}),
		answer: appealShape,
		status: 200,
		refusals: readRefusals,
		examples: [
			{
				title: 'intake.api.example.item',
				params: { number: '{number}' },
				status: 200,
				answer: {
					...anItem,
					text: 'Большая яма у остановки, машины выезжают на встречную полосу.',
					visibility: 'nameless',
					channel: 'api',
					standing: 'message',
					closedBecause: null,
					closedAt: null,
					overdue: false,
					photographs: [],
					author: null,
					externalId: null,
					applicant: null,
				},
			},
			{
				title: 'intake.api.example.absent',
				params: { number: '00-000-2026-000001' },
				status: 404,
			},
		],
	},
	async (call) => {
		const told = toldFor(call);
		const { appeal, photographs, bodies, authorName, clock, applicant, externalId } = await seen(call);
		const t = translatorFor(told.lang);
		const [all, places] = await Promise.all([categories(), placesOf([appeal.territory], told.lang)]);
		return {
			body: {
				number: appeal.number,
				territory: places.get(appeal.territory) ?? { id: appeal.territory, name: '', path: '' },
				state: appeal.state,
				stateName: t.any(`appeals.state.${appeal.state}`),
				category: category(all, appeal.category, told.lang),
				place: appeal.placeWords,
				point: appeal.point,
				body: bodyOf(appeal.body, bodies),
				filedAt: appeal.filedAt.toISOString(),
				dueOn: appeal.dueOn,
				answeredAt: instantOf(appeal.answeredAt),
				joined: appeal.joined,
				url: linkTo(addressOf(appeal), told),
				text: appeal.text,
				visibility: appeal.visibility,
				channel: appeal.channel,
				standing: appeal.standing,
				closedBecause: appeal.closedBecause,
				closedAt: instantOf(appeal.closedAt),
				overdue: !isOver(appeal.state) && clock?.tone === 'late',
				photographs: photographs.map((one) => ({
					moment: one.moment,
					url: call.origin + one.src,
					thumbnail: call.origin + one.thumbnail,
				})),
				author: authorName,
				externalId,
				applicant,
			},
		};
	},
);

export const readWay = endpoint(
	{
		name: 'read-history',
		method: 'GET',
		path: '/appeals/{number}/history',
		since,
		tag: 'appeals',
		summary: 'intake.api.read-history',
		about: 'intake.api.read-history.about',
		scope: null,
		params: numberParam,
		query: z.object({}),
		answer: z.object({ items: z.array(stepShape) }),
		status: 200,
		refusals: readRefusals,
		examples: [
			{
				title: 'intake.api.example.way',
				params: { number: '{number}' },
				status: 200,
				answer: {
					items: [
						{
							at: '2026-11-20T09:00:00.000Z',
							kind: 'filed',
							title: 'Обращение принято',
							body: null,
							text: null,
						},
					],
				},
			},
		],
	},
	async (call) => {
		const { appeal, history, bodies } = await seen(call);
		return { body: { items: steps(history, bodies, call.actor.lang, zoneOf(appeal.territory)) } };
	},
);

export const readAnswers = endpoint(
	{
		name: 'read-answers',
		method: 'GET',
		path: '/appeals/{number}/answers',
		since,
		tag: 'appeals',
		summary: 'intake.api.read-answers',
		about: 'intake.api.read-answers.about',
		scope: null,
		params: numberParam,
		query: z.object({}),
		answer: z.object({ items: z.array(answerShape) }),
		status: 200,
		refusals: readRefusals,
		examples: [
			{
				title: 'intake.api.example.answers',
				params: { number: '{number}' },
				status: 200,
				answer: { items: [] },
			},
		],
	},
	async (call) => {
		const { answers, bodies } = await seen(call);
		return {
			body: {
				items: answers.map((one) => ({
					round: one.round,
					text: one.text,
					body: bodyOf(one.body, bodies),
					answeredAt: one.answeredAt.toISOString(),
					verdict: one.verdict,
					verdictReason: one.verdictReason,
					verdictAt: instantOf(one.verdictAt),
				})),
			},
		};
	},
);
