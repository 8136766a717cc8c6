import { redirect } from '@sveltejs/kit';
import { openNotice } from '#platform/notifications/door.server.ts';

/** The way from a notice to what it is about: on the way it becomes read. Repeating it changes nothing more. */
export const GET = async ({ locals, params }) => {
	redirect(303, locals.href(await openNotice(locals.actor, params.id)));
};
