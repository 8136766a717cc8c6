import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { listNotices, markRead } from '#platform/notifications/door.server.ts';
import { namesOf, zoneOf } from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const unread = url.searchParams.get('show') === 'unread';
	const found = await listNotices(locals.actor, { unread, after: url.searchParams.get('after') });
	const places = await namesOf(
		found.notices.flatMap((notice) => (notice.territory === null ? [] : [notice.territory])),
		locals.lang,
	);
	const address = locals.href('/account/notifications');
	const show = unread ? 'show=unread&' : '';
	return {
		show: unread ? ('unread' as const) : ('all' as const),
		unreadCount: found.unread,
		notices: found.notices.map((notice) => ({
			...notice,
			href: locals.href(`/account/notifications/${notice.id}`),
			// as the clock stands where it happened, like on the page that it leads to
			zone: notice.territory === null ? undefined : zoneOf(notice.territory),
			place: (notice.territory !== null && places.get(notice.territory)?.nominative) || null,
		})),
		next: found.next && `${address}?${show}after=${found.next}`,
		first: url.searchParams.has('after') ? `${address}${unread ? '?show=unread' : ''}` : null,
	};
};

export const actions: Actions = {
	read: action(async ({ locals }, form) => {
		await markRead(locals.actor, form.text('notice') || 'all');
		redirect(303, locals.href('/account/notifications'));
	}),
};
