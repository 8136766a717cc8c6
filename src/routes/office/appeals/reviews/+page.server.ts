import { inboxCrumb } from '#pages/office-place.ts';
import { reviewsFor } from '#rooms/appeals/door.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { href, t } = locals;
	const decided = url.searchParams.get('view') === 'decided';
	const { rows, waiting } = await reviewsFor(locals.actor, { decided });
	const here = href('/office/appeals/reviews');
	return {
		crumbs: inboxCrumb(locals),
		decided,
		tabs: [
			{ title: t('appeals.reviews.waiting'), href: here, current: !decided, count: waiting },
			{ title: t('appeals.reviews.decided'), href: `${here}?view=decided`, current: decided },
		],
		rows: rows.map((row) => ({
			...row,
			title: row.categoryName,
			href: href(`/office/appeals/reviews/${row.territory}/${row.appeal}`),
			late: !row.decision && row.dueAt < new Date(),
			isToday: !row.decision && row.dueAt.getTime() - Date.now() < 86_400_000,
		})),
		settings: href('/office/appeals/closing'),
		done: url.searchParams.get('done'),
	};
};
