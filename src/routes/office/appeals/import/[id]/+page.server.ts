import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { importIn } from '#pages/import.ts';
import { inboxCrumb } from '#pages/office-place.ts';
import type { TerritoryId } from '#platform/db/door.server.ts';
import type { Form } from '#platform/http/form.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import {
	type ImportId,
	resumeImport,
	startCheck,
	startImport,
	startTakingBack,
	stopImport,
	swapDays,
	viewImport,
} from '#rooms/intake/door.server.ts';
import { toldFacts } from '#rooms/intake/door.ts';
import { here } from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const territory = here(locals.territory);
	const code = url.searchParams.get('code') ?? '';
	const after = Number(url.searchParams.get('after') ?? -1);
	const view = await viewImport(locals.actor, territory.id, importIn(params.id), {
		code: /^[a-z-]{2,60}$/.test(code) ? code : undefined,
		all: url.searchParams.has('all'),
		after: Number.isInteger(after) ? after : -1,
	});
	const next = new URLSearchParams(url.searchParams);
	if (view.next !== null) next.set('after', String(view.next));
	const { formats } = locals.t;
	const problems = view.problems.map((one) => ({ ...one, facts: toldFacts(one.facts, formats) }));
	return {
		territory,
		inbox: inboxCrumb(locals),
		...view,
		problems,
		code,
		next: view.next === null ? null : `?${next}`,
		now: new Date(),
	};
};

const doing = (work: (actor: Actor, territory: TerritoryId, id: ImportId, form: Form) => Promise<void>) =>
	action<Parameters<NonNullable<Actions[string]>>[0], never>(async ({ locals, params }, form) => {
		const territory = here(locals.territory);
		const id = importIn(params.id);
		await work(locals.actor, territory.id, id, form);
		redirect(303, locals.href(`/office/appeals/import/${id}?in=${territory.id}`));
	});

export const actions: Actions = {
	check: doing((actor, territory, id) => startCheck(actor, territory, id)),
	carry: doing((actor, territory, id) => startImport(actor, territory, id)),
	stop: doing((actor, territory, id) => stopImport(actor, territory, id)),
	resume: doing((actor, territory, id) => resumeImport(actor, territory, id)),
	undo: doing((actor, territory, id) => startTakingBack(actor, territory, id)),
	/** Reads the days of a column as mended, and checks anew. */
	swap: doing(async (actor, territory, id, form) => {
		await swapDays(actor, territory, id, form.text('column'), true);
		await startCheck(actor, territory, id);
	}),
};
