import { type RequestEvent, redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { beginAtTheTop, placeOf, within } from '#pages/office-place.ts';
import { may } from '#platform/permissions/door.ts';
import {
	leastScored,
	myQueue,
	qualityOf,
	qualityOfBodies,
	takeNext,
	weeksTold,
} from '#rooms/quality/door.server.ts';
import { namesOf } from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	beginAtTheTop(locals);
	const { href, lang, actor } = locals;
	const territory = placeOf(locals);
	const [queue, figures, bodies, names] = await Promise.all([
		myQueue(actor),
		qualityOf(territory),
		qualityOfBodies(territory, lang),
		namesOf([territory], lang),
	]);
	const at = (one: { territory: number; id: string }) => href(`/office/quality/${one.territory}/${one.id}`);
	return {
		queue: {
			...queue,
			taken: queue.taken.map((one) => ({ ...one, href: at(one) })),
			scored: queue.scored.map((one) => ({ ...one, href: at(one) })),
		},
		figures,
		bodies: bodies.map((one) => ({ ...one, href: one.path ? href(one.path) : undefined })),
		placeName: names.get(territory)?.nominative ?? '',
		least: leastScored,
		weeks: weeksTold,
		settings: may(actor, 'quality.set', { territory })
			? href(`/office/quality/settings?${within(locals)}`)
			: null,
		done: url.searchParams.get('done'),
	};
};

export const actions: Actions = {
	next: action(async (event: RequestEvent) => {
		const { locals } = event;
		const next = await takeNext(locals.actor);
		redirect(
			303,
			locals.href(next ? `/office/quality/${next.territory}/${next.id}` : '/office/quality?done=none'),
		);
	}),
};
