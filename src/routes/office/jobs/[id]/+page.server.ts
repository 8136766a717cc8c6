import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { isUuid, transaction } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { resumeWork, stopWork, viewWork } from '#platform/jobs/door.server.ts';
import { installation, may } from '#platform/permissions/door.ts';
import { accountsOf } from '#rooms/identity/door.server.ts';
import { namesOf } from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

function idOf(text: string): string {
	if (!isUuid(text)) refuse('platform.not-found');
	return text;
}

export const load: PageServerLoad = async ({ params, locals }) => {
	const work = await viewWork(locals.actor, idOf(params.id));
	const [names, people] = await Promise.all([
		namesOf([work.territory], locals.lang),
		accountsOf(work.startedBy ? [work.startedBy] : []),
	]);
	const own = work.startedBy !== null && work.startedBy === locals.actor.account;
	return {
		work,
		place: names.get(work.territory)?.nominative ?? null,
		own,
		by: work.startedBy && (people.get(work.startedBy)?.name ?? null),
		mayStop: own || may(locals.actor, 'jobs.stop', { territory: work.territory }),
		maySeeAll: may(locals.actor, 'jobs.see', { territory: work.territory }),
		mayMend: may(locals.actor, 'jobs.mend', { territory: installation }),
		now: new Date(),
	};
};

export const actions: Actions = {
	stop: action(async ({ params, locals }) => {
		await transaction((tx) => stopWork(tx, locals.actor, idOf(params.id ?? '')));
		redirect(303, locals.href(`/office/jobs/${params.id}`));
	}),
	resume: action(async ({ params, locals }) => {
		await transaction((tx) => resumeWork(tx, locals.actor, idOf(params.id ?? '')));
		redirect(303, locals.href(`/office/jobs/${params.id}`));
	}),
};
