import { dataOfFrame } from '#pages/frame.ts';
import { unreadOf } from '#platform/notifications/door.server.ts';
import type { LayoutServerLoad } from './$types';

/** Pages have no client router, so the data of this load never leave the server: functions may stand among them. */
export const load: LayoutServerLoad = async ({ locals, url }) => ({
	...(await dataOfFrame(locals, url)),
	unread: locals.actor.account ? await unreadOf(locals.actor.account) : 0,
});
