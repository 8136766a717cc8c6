import { readFile } from 'node:fs/promises';
import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { dayIn } from '#platform/calendar/door.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import { installation, may } from '#platform/permissions/door.ts';
import * as appeals from '#rooms/appeals/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const territory = locals.territory ?? refuse('platform.not-found');
	const { actor, href, t } = locals;
	const within = `?in=${territory.id}`;
	const mayCommon = may(actor, 'appeals.edit-categories', { territory: installation });
	return {
		territory,
		mayCommon,
		mayOwn: may(actor, 'appeals.edit-categories', { territory: territory.id }),
		general: mayCommon ? await appeals.setState('general') : null,
		crumbs: [{ title: t('appeals.category.office.title'), href: href(`/office/categories${within}`) }],
		files: {
			csv: href(`/office/categories/sets/categories.csv${within}`),
			json: href(`/office/categories/sets/categories.json${within}`),
		},
		done: url.searchParams.get('done'),
		count: Number(url.searchParams.get('count') ?? 0),
	};
};

const back = (locals: App.Locals, done: string, count: number) =>
	redirect(
		303,
		locals.href(`/office/categories/sets?in=${locals.territory?.id ?? ''}&done=${done}&count=${count}`),
	);

/** Rows of a report that are shown; the rest is counted. */
const most = 200;

export const actions: Actions = {
	import: action(
		async ({ locals }, form) => {
			const territory = locals.territory ?? refuse('platform.not-found');
			const upload = form.file('file') ?? invalid({ field: 'file', code: 'appeals.category.import.no-file' });
			if (upload.tooLarge) invalid({ field: 'file', code: 'appeals.category.import.too-large' });
			const told = await appeals.importCategories(locals.actor, {
				file: { name: upload.name, bytes: await readFile(upload.path) },
				territory: form.text('whose') === 'common' ? null : territory.id,
				dryRun: form.text('mode') !== 'real',
				skipWrong: form.has('skipWrong'),
			});
			return {
				report: {
					...told,
					file: upload.name,
					dryRun: form.text('mode') !== 'real',
					left: Math.max(0, told.wrong.length - most),
					wrong: told.wrong.slice(0, most).map((one) => ({
						line: one.line,
						message: locals.t.any(one.code, one.facts),
					})),
				},
			};
		},
		{ fileBytes: appeals.mostBytesOfCategories },
	),
	bring: action(async ({ locals }) =>
		back(locals, 'brought', await appeals.bringSet(locals.actor, 'general')),
	),
	close: action(async ({ locals }) => {
		const today = dayIn(locals.territory?.zone ?? 'Europe/Moscow', new Date());
		back(locals, 'closed', await appeals.closeSet(locals.actor, 'general', today));
	}),
};
