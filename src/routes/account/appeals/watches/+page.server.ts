import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { mostWatches, queryOfWatch, stopWatching, watchesOf } from '#rooms/appeals/door.server.ts';
import { namesOf, pathOf } from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { href, lang, t } = locals;
	const all = await watchesOf(locals.actor);
	const names = await namesOf(
		all.map((one) => one.territory),
		lang,
	);
	return {
		crumbs: [{ title: t('appeals.mine.title'), href: href('/account/appeals') }],
		most: mostWatches,
		watches: all.map((one) => {
			const path = `/${pathOf(one.territory)}/appeals`.replace('//', '/');
			const query = queryOfWatch(one).toString();
			const to = (page: string) => href(page) + (query ? `?${query}` : '');
			return {
				id: one.id,
				title: one.title,
				territory: names.get(one.territory)?.nominative ?? '',
				madeAt: one.madeAt,
				href: to(path),
				feed: to(`${path}/feed.xml`),
			};
		}),
		settings: href('/account/notifications/settings'),
		home: href('/'),
		done: url.searchParams.get('done'),
	};
};

export const actions: Actions = {
	stop: action(async ({ locals }, form) => {
		await stopWatching(locals.actor, form.text('id'));
		redirect(303, locals.href('/account/appeals/watches?done=stopped'));
	}),
};
