import { type RequestEvent, redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { isUuid, type TerritoryId } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import {
	type EndpointId,
	endpointInput,
	pollTown,
	readServicesAnew,
	saveAnswers,
	saveEndpoint,
	saveRules,
	sendAgain,
	switchEndpoint,
	viewEndpoint,
} from '#rooms/intake/door.server.ts';
import { bodiesOf } from '#rooms/organisations/door.server.ts';
import { bodyKey, inLanguage } from '#rooms/organisations/door.ts';
import { here } from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

const refIn = ({ locals, params }: Pick<RequestEvent, 'locals' | 'params'>) => ({
	territory: here(locals.territory).id,
	id: isUuid(params.id ?? '') ? (params.id as EndpointId) : refuse('platform.not-found'),
});

export const load: PageServerLoad = async (event) => {
	const { locals, url } = event;
	const territory = here(locals.territory);
	const view = await viewEndpoint(locals.actor, refIn(event));
	return {
		...view,
		territory,
		bodies: (await bodiesOf(territory.id)).map((one) => ({
			value: bodyKey(one),
			label: inLanguage(one.texts, locals.lang)?.name ?? one.slug,
		})),
		done: url.searchParams.get('done'),
		count: Number(url.searchParams.get('count')) || 0,
		back: locals.href(`/office/endpoints?in=${territory.id}`),
	};
};

type Act = (event: RequestEvent, form: Parameters<Parameters<typeof action>[0]>[1]) => Promise<unknown>;
const acted = (done: string, work: Act) =>
	action(async (event: RequestEvent, form) => {
		const count = await work(event, form);
		const { territory, id } = refIn(event);
		redirect(
			303,
			event.locals.href(
				`/office/endpoints/${id}?in=${territory}&done=${done}${typeof count !== 'number' ? '' : `&count=${count}`}`,
			),
		);
	});

/** Values of fields that begin so, by what follows. */
const named = (values: Record<string, string | string[]>, prefix: string): Map<string, string> =>
	new Map(
		Object.entries(values)
			.filter(([name]) => name.startsWith(prefix))
			.map(([name, value]) => [name.slice(prefix.length), String(value)]),
	);

export const actions: Actions = {
	change: acted('changed', async (event, form) => {
		const { territory, id } = refIn(event);
		await saveEndpoint(event.locals.actor, territory, form.parse(endpointInput), id);
	}),
	services: acted('services', (event) => readServicesAnew(event.locals.actor, refIn(event))),
	rules: acted('rules', (event, form) =>
		saveRules(event.locals.actor, refIn(event), named(form.values, 'service-')),
	),
	answers: acted('answers', (event, form) => {
		const given = named(form.values, 'answer-');
		return saveAnswers(
			event.locals.actor,
			refIn(event),
			new Map([...given].map(([name, value]) => [name.replace('::', '\n'), value])),
		);
	}),
	on: acted('on', (event) => switchEndpoint(event.locals.actor, refIn(event), true)),
	off: acted('off', (event) => switchEndpoint(event.locals.actor, refIn(event), false)),
	poll: acted('polled', async (event) => {
		const ref = refIn(event);
		await viewEndpoint(event.locals.actor, ref);
		return (await pollTown(ref)).heard;
	}),
	again: acted('again', (event, form) =>
		sendAgain(event.locals.actor, refIn(event), {
			territory: Number(form.text('owner')) as TerritoryId,
			id: form.text('appeal'),
		}),
	),
};
