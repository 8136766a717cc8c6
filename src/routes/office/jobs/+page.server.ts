import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { transaction } from '#platform/db/door.server.ts';
import { invalid } from '#platform/errors/door.ts';
import { dropJob, listFailed, listWork, readHealth, retryJob } from '#platform/jobs/door.server.ts';
import { installation, may } from '#platform/permissions/door.ts';
import { accountsOf } from '#rooms/identity/door.server.ts';
import { namesOf } from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { actor, territory, lang } = locals;
	const mends = may(actor, 'jobs.mend', { territory: installation });
	const [work, failed, health] = await Promise.all([
		listWork(actor, territory?.id ?? installation),
		mends ? listFailed(actor) : [],
		mends ? readHealth() : null,
	]);
	const [names, people] = await Promise.all([
		namesOf(
			work.map((one) => one.territory),
			lang,
		),
		accountsOf(work.flatMap((one) => one.startedBy ?? [])),
	]);
	return {
		work: work.map((one) => ({
			...one,
			place: names.get(one.territory)?.nominative ?? null,
			by: one.startedBy && (people.get(one.startedBy)?.name ?? null),
		})),
		mends,
		// The stack is for the log; the page tells the cause.
		failed: failed.map((job) => ({ ...job, error: job.error.split('\n')[0] ?? '' })),
		health,
		in: territory?.id ?? null,
	};
};

/** Numbers of the queue, as the buttons carry them. */
function numberOf(text: string): string {
	if (!/^\d{1,18}$/.test(text)) invalid({ field: '', code: 'platform.field.wrong' });
	return text;
}

export const actions: Actions = {
	retry: action(async ({ locals, url }, form) => {
		await transaction((tx) => retryJob(tx, locals.actor, numberOf(form.text('job'))));
		redirect(303, locals.href(`/office/jobs${withoutAction(url)}`));
	}),
	drop: action(async ({ locals, url }, form) => {
		await transaction((tx) => dropJob(tx, locals.actor, numberOf(form.text('job'))));
		redirect(303, locals.href(`/office/jobs${withoutAction(url)}`));
	}),
};

function withoutAction(url: URL): string {
	const at = url.searchParams.get('in');
	return at ? `?in=${encodeURIComponent(at)}` : '';
}
