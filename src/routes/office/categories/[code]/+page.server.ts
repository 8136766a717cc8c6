import { type RequestEvent, redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { refuse } from '#platform/errors/door.ts';
import type { Form } from '#platform/http/form.server.ts';
import { type Actor, may } from '#platform/permissions/door.ts';
import type { Category, CategoryTree } from '#rooms/appeals/door.server.ts';
import * as appeals from '#rooms/appeals/door.server.ts';
import { whoAnswers } from '#rooms/appeals/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

const { categoryForms: forms } = appeals;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const territory = locals.territory ?? refuse('platform.not-found');
	const { actor, href, t, lang } = locals;
	const within = `?in=${territory.id}`;
	const to = (code: string) => href(`/office/categories/${code}${within}`);
	const page = await appeals.categoryPage(actor, territory.id, params.code, t);
	return {
		...page,
		territory,
		answers: await whoAnswers(territory.id, params.code, lang),
		path: page.path.map((one) => ({ ...one, href: to(one.code) })),
		below: page.below.map((one) => ({ ...one, href: to(one.code) })),
		crumbs: [
			{ title: t('appeals.category.office.title'), href: href(`/office/categories${within}`) },
			...page.path.map((one) => ({ title: one.name, href: to(one.code) })),
		],
		links: {
			close: href(`/office/categories/${params.code}/close${within}`),
			add: href(`/office/categories/new${within}&parent=${params.code}`),
			rules: may(actor, 'organisations.set-rules', { territory: territory.id })
				? href(`/office/bodies/rules${within}&q=${encodeURIComponent(page.name)}`)
				: null,
		},
		done: url.searchParams.get('done'),
	};
};

type Change = (before: Category, tree: CategoryTree, form: Form) => Category;

/** A part of the page: reads its form, changes the category as a whole, comes back to that part. */
const part = (name: string, change: Change) =>
	act(name, (actor, code, form) => {
		const seen = Number(form.text('seen'));
		const options = { seen: Number.isInteger(seen) && seen > 0 ? seen : undefined };
		return appeals.changeCategory(actor, code, (before, tree) => change(before, tree, form), options);
	});

function act(
	name: string,
	work: (actor: Actor, code: string, form: Form, event: RequestEvent) => Promise<unknown>,
) {
	return action(async (event: RequestEvent, form) => {
		const { locals, params } = event;
		const code = params.code ?? '';
		await work(locals.actor, code, form, event);
		const address = `/office/categories/${code}?in=${locals.territory?.id ?? ''}&done=${name}`;
		redirect(303, `${locals.href(address)}#${name}`);
	});
}

export const actions: Actions = {
	words: part('words', (before, _, form) => appeals.withWords(before, form.parse(forms.wordsInput))),
	terms: part('terms', (before, _, form) => appeals.withTerms(before, form.parse(forms.termsInput))),
	place: part('place', (before, _, form) => appeals.withPlace(before, form.parse(forms.placeInput))),
	danger: part('danger', (before, _, form) => appeals.withDanger(before, form.parse(forms.dangerInput))),
	routing: part('routing', (before, _, form) => appeals.withRouting(before, form.parse(forms.routingInput))),
	own: part('lists', (before, tree, form) =>
		appeals.withOwn(before, form.parse(forms.ownInput), {
			questions: [...tree.questions(before.code)],
			checklist: [...tree.checklist(before.code)],
			approval: [...tree.approval(before.code)],
		}),
	),
	line: part('lists', (before, _, form) => appeals.withLine(before, form.parse(forms.lineInput))),
	question: part('lists', (before, _, form) => appeals.withQuestion(before, form.parse(forms.questionInput))),
	check: part('lists', (before, _, form) => appeals.withCheck(before, form.parse(forms.checkInput))),
	approval: part('lists', (before, _, form) => ({
		...before,
		ownApproval: true,
		approval: [...new Set(form.parse(forms.approvalInput).approval.filter(Boolean))],
	})),
	offer: act('offer', (actor, code, form, { locals }) => {
		const said = form.text('offered');
		const offered = said === 'yes' ? true : said === 'no' ? false : null;
		return appeals.offerCategory(actor, locals.territory?.id ?? refuse('platform.not-found'), code, offered);
	}),
	move: act('move', (actor, code, form) =>
		appeals.moveCategory(actor, code, form.text('move') === 'up' ? 'up' : 'down'),
	),
	undo: act('undo', (actor, code, form) => appeals.undoChange(actor, code, Number(form.text('revision')))),
	open: act('open', (actor, code) => appeals.openCategory(actor, code)),
};
