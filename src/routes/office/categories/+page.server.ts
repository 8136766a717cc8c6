import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { beginAtTheTop } from '#pages/office-place.ts';
import { refuse } from '#platform/errors/door.ts';
import { installation, may } from '#platform/permissions/door.ts';
import { categories, categoryTable, moveCategory } from '#rooms/appeals/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	beginAtTheTop(locals);
	const territory = locals.territory ?? refuse('platform.not-found');
	const { actor, href, t } = locals;
	const words = (url.searchParams.get('q') ?? '').trim().slice(0, 100);
	const closed = url.searchParams.has('closed');
	const table = await categoryTable(actor, territory.id, { words, closed, t });
	const within = `?in=${territory.id}`;
	const mayCommon = may(actor, 'appeals.edit-categories', { territory: installation });
	const mayOwn = may(actor, 'appeals.edit-categories', { territory: territory.id });
	return {
		territory,
		asked: { words, closed, group: url.searchParams.get('group') },
		...table,
		rows: table.rows.map((row) => ({ ...row, href: href(`/office/categories/${row.code}${within}`) })),
		mayAdd: mayCommon || mayOwn,
		links: {
			self: href('/office/categories'),
			add: href(`/office/categories/new${within}`),
			sets: href(`/office/categories/sets${within}`),
			rules: may(actor, 'organisations.set-rules', { territory: territory.id })
				? href(`/office/bodies/rules${within}`)
				: null,
			page: href(`/${[territory.path, 'appeals/categories'].filter(Boolean).join('/')}`),
		},
	};
};

export const actions: Actions = {
	default: action(async ({ locals, url }, form) => {
		const [way, code = ''] = form.text('move').split(' ');
		await moveCategory(locals.actor, code, way === 'up' ? 'up' : 'down');
		const back = new URLSearchParams(url.searchParams);
		back.set('group', await rootOf(code));
		redirect(303, `${locals.href('/office/categories')}?${back}#${code}`);
	}),
};

/** The group that is unfolded again after a move. */
async function rootOf(code: string): Promise<string> {
	return (await categories()).chain(code).at(-1)?.code ?? '';
}
