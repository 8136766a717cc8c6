import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { refuse } from '#platform/errors/door.ts';
import * as appeals from '#rooms/appeals/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const territory = locals.territory ?? refuse('platform.not-found');
	const { actor, href, t, lang } = locals;
	const page = await appeals.closingPage(actor, territory.id, params.code, lang);
	const within = `?in=${territory.id}`;
	return {
		...page,
		territory,
		crumbs: [
			{ title: t('appeals.category.office.title'), href: href(`/office/categories${within}`) },
			{ title: page.name, href: href(`/office/categories/${params.code}${within}`) },
		],
	};
};

export const actions: Actions = {
	default: action(async ({ locals, params }, form) => {
		const code = params.code ?? '';
		await appeals.closeCategory(locals.actor, code, form.parse(appeals.categoryForms.closeCategoryInput));
		redirect(303, locals.href(`/office/categories/${code}?in=${locals.territory?.id ?? ''}&done=closed`));
	}),
};
