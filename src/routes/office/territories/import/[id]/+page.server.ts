import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { isUuid } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import * as territories from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

function runIn(text: string | undefined): never {
	if (!text || !isUuid(text)) refuse('territories.not-found');
	return text as never;
}

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const territory = territories.here(locals.territory);
	const severity = url.searchParams.get('severity') ?? '';
	const known = ['wrong', 'warning', 'notice'].includes(severity) ? severity : undefined;
	const after = Number(url.searchParams.get('after') ?? -1);
	const report = await territories.importReport(locals.actor, territory.id, runIn(params.id), {
		severity: known,
		after: Number.isInteger(after) ? after : -1,
	});
	const next = new URLSearchParams(url.searchParams);
	if (report.next !== null) next.set('after', String(report.next));
	return { territory, ...report, severity: known ?? '', next: report.next === null ? null : `?${next}` };
};

export const actions: Actions = {
	default: action(async ({ locals, params }, form) => {
		const territory = territories.here(locals.territory);
		const id = await territories.repeatImport(locals.actor, territory.id, runIn(params.id), {
			skipWrong: form.has('skipWrong'),
		});
		redirect(303, locals.href(`/office/territories/import/${id}?in=${territory.id}`));
	}),
};
