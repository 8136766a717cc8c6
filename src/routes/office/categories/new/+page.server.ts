import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { refuse } from '#platform/errors/door.ts';
import { installation, may } from '#platform/permissions/door.ts';
import * as appeals from '#rooms/appeals/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

const { categoryForms } = appeals;

export const load: PageServerLoad = async ({ locals, url }) => {
	const territory = locals.territory ?? refuse('platform.not-found');
	const { actor, href, t, lang } = locals;
	return {
		territory,
		parent: url.searchParams.get('parent'),
		parents: await appeals.groupsFor(territory.id, lang),
		mayCommon: may(actor, 'appeals.edit-categories', { territory: installation }),
		mayOwn: may(actor, 'appeals.edit-categories', { territory: territory.id }),
		crumbs: [
			{ title: t('appeals.category.office.title'), href: href(`/office/categories?in=${territory.id}`) },
		],
	};
};

export const actions: Actions = {
	default: action(async ({ locals }, form) => {
		const territory = locals.territory ?? refuse('platform.not-found');
		const { parent, whose, ...words } = form.parse(categoryForms.newCategoryInput);
		const offeredIn = whose === 'common' ? null : territory.id;
		const { texts, words: known, examples } = appeals.withWords(appeals.blankCategory(''), words);
		const code = await appeals.addCategory(locals.actor, {
			parent,
			offeredIn,
			texts,
			words: known,
			examples,
		});
		redirect(303, locals.href(`/office/categories/${code}?in=${territory.id}&done=made`));
	}),
};
