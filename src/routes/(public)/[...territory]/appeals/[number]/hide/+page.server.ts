import { type RequestEvent, redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { crumbsTo, placeOf, under } from '#pages/place.ts';
import { refuse } from '#platform/errors/door.ts';
import {
	addressOf,
	appealByNumber,
	hideFromPublic,
	hideInput,
	hidePage,
	longestOfHiding,
	showAgain,
} from '#rooms/appeals/door.server.ts';
import { pathOf } from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { actor, href, t } = locals;
	const page = await hidePage(actor, params.number);
	const address = addressOf({ territory: page.ref.territory, number: page.number });
	// the right is asked at the territory of the address: it must be the appeal's own
	if (page.ref.territory !== placeOf(locals).id) redirect(308, href(`${address}/hide`));
	return {
		...page,
		longest: longestOfHiding,
		crumbs: crumbsTo(
			locals,
			{ title: t('appeals.list.title'), path: under(locals, 'appeals') },
			{ title: page.number, path: address },
		),
		address: href(address),
		list: href(`/office/appeals/hidden?in=${page.ref.territory}`),
		done: url.searchParams.get('done'),
	};
};

const found = async ({ params, locals }: RequestEvent) => {
	const appeal = (await appealByNumber(params.number ?? '')) ?? refuse('appeals.not-found');
	return appeal.territory === placeOf(locals).id ? appeal : refuse('appeals.not-found');
};
const back = ({ locals, params }: RequestEvent, done: string) =>
	redirect(
		303,
		locals.href(
			`/${pathOf(placeOf(locals).id)}/appeals/${params.number}/hide?done=${done}`.replace('//', '/'),
		),
	);

export const actions: Actions = {
	hide: action(async (event: RequestEvent, form) => {
		const input = form.parse(hideInput);
		await hideFromPublic(event.locals.actor, await found(event), input);
		back(event, input.photograph ? 'photograph-hidden' : 'hidden');
	}),
	show: action(async (event: RequestEvent, form) => {
		const photograph = form.text('photograph');
		await showAgain(event.locals.actor, await found(event), photograph);
		back(event, photograph ? 'photograph-shown' : 'shown');
	}),
};
