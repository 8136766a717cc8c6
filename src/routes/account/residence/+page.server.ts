import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { callerOf } from '#pages/caller.ts';
import type { TerritoryId } from '#platform/db/ids.ts';
import { refuse } from '#platform/errors/door.ts';
import {
	confirmByCode,
	declareResidence,
	endOwnResidence,
	ownResidence,
} from '#rooms/identity/door.server.ts';
import { childrenOf, namesOf, tree, view } from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

const idOf = (text: string | null): TerritoryId | null =>
	text && /^\d{1,9}$/.test(text) ? (Number(text) as TerritoryId) : null;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { actor, lang } = locals;
	const own = await ownResidence(actor);
	const at = idOf(url.searchParams.get('at'));
	const choosing = own.today === null || url.searchParams.has('at') || url.searchParams.has('move');
	const text = url.searchParams.get('name') ?? '';
	const [here, home, names] = await Promise.all([
		at === null ? null : view(at, lang),
		own.today ? view(own.today.territory, lang) : null,
		namesOf(
			own.past.map((one) => one.territory),
			lang,
		),
	]);
	const children = choosing
		? await childrenOf(here?.id ?? null, { lang, text, after: url.searchParams.get('after') ?? undefined })
		: null;
	return {
		today:
			own.today && home
				? {
						name: home.name.nominative,
						href: locals.href(`/${home.path}`),
						declared: own.today.declaredAt,
						confirmed: own.today.confirmedAt,
						how: own.today.how,
					}
				: null,
		past: own.past.map((one) => ({
			name: names.get(one.territory)?.nominative ?? '',
			from: one.declaredAt,
			to: one.endedAt,
			how: one.how,
		})),
		saved: url.searchParams.get('saved'),
		choosing,
		text,
		here: here
			? {
					id: here.id,
					name: here.name.nominative,
					parents: here.parents.map((one) => ({ id: one.id, name: one.name })),
					liveable: !['union', 'country', 'region'].includes(here.kind),
				}
			: null,
		children: children ? children.items.map((one) => ({ id: one.id, name: one.name })) : [],
		next: children?.next ?? null,
	};
};

export const actions: Actions = {
	declare: action(async (event, form) => {
		const id = idOf(form.text('territory'));
		if (id === null || !tree.isInForce(id)) refuse('platform.not-found');
		// a settlement is a place; the municipality that answers for it is where one lives for votes
		const owner = tree.ownerOf(id) ?? id;
		await declareResidence(event.locals.actor, { territory: owner, place: owner === id ? null : id });
		redirect(303, event.locals.href('/account/residence?saved=declared'));
	}),
	code: action(async (event, form) => {
		await confirmByCode(event.locals.actor, { code: form.text('paper') }, callerOf(event));
		redirect(303, event.locals.href('/account/residence?saved=confirmed'));
	}),
	end: action(async (event) => {
		await endOwnResidence(event.locals.actor);
		redirect(303, event.locals.href('/account/residence?saved=ended'));
	}),
};
