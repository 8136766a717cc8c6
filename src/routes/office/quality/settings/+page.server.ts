import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { beginAtTheTop, placeOf, within } from '#pages/office-place.ts';
import { accountsOf } from '#rooms/identity/door.server.ts';
import {
	inheritRubric,
	mostCriteria,
	planInput,
	setPlan,
	setRubric,
	viewSetUp,
} from '#rooms/quality/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	beginAtTheTop(locals);
	const { href, t } = locals;
	const holdsIn = placeOf(locals);
	const { plan, rubric, own, history, draws } = await viewSetUp(holdsIn);
	const people = await accountsOf(history.flatMap((one) => (one.madeBy ? [one.madeBy] : [])));
	const text = (texts: readonly { lang: string; name: string; hint: string }[], lang: string) =>
		texts.find((one) => one.lang === lang);
	return {
		crumbs: [{ title: t('quality.title'), href: href(`/office/quality?${within(locals)}`) }],
		within: within(locals),
		plan: plan ?? { perBody: 0, percent: 0, twice: 0 },
		own,
		lines: Array.from({ length: mostCriteria }, (_, i) => {
			const one = rubric?.criteria[i];
			return {
				code: one?.code ?? '',
				ru: one ? (text(one.texts, 'ru')?.name ?? '') : '',
				hint: one ? (text(one.texts, 'ru')?.hint ?? '') : '',
				en: one ? (text(one.texts, 'en')?.name ?? '') : '',
				weight: one ? String(one.weight) : '1',
			};
		}),
		filled: rubric?.criteria.length ?? 0,
		history: history.map((one) => ({
			version: one.version,
			at: one.madeAt,
			by: one.madeBy ? (people.get(one.madeBy)?.name ?? '') : null,
			inherits: one.inherits,
			count: one.criteria.length,
		})),
		draws,
		done: url.searchParams.get('done'),
	};
};

const back = (locals: App.Locals, done: string) =>
	`${locals.href('/office/quality/settings')}?${new URLSearchParams({ ...(locals.territory ? { in: String(locals.territory.id) } : {}), done })}`;

export const actions: Actions = {
	plan: action(async ({ locals }, form) => {
		await setPlan(locals.actor, placeOf(locals), form.parse(planInput));
		redirect(303, back(locals, 'plan'));
	}),
	rubric: action(async ({ locals }, form) => {
		const lines = Array.from({ length: mostCriteria }, (_, i) => ({
			code: form.text(`code-${i}`),
			ru: form.text(`ru-${i}`).trim(),
			en: form.text(`en-${i}`).trim(),
			hint: form.text(`hint-${i}`).trim(),
			weight: form.text(`weight-${i}`).trim(),
		}));
		await setRubric(locals.actor, placeOf(locals), lines);
		redirect(303, back(locals, 'rubric'));
	}),
	inherit: action(async ({ locals }) => {
		await inheritRubric(locals.actor, placeOf(locals));
		redirect(303, back(locals, 'inherited'));
	}),
};
