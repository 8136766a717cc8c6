import { redirect } from '@sveltejs/kit';
import { followerOf, stopFollower } from '#rooms/appeals/door.server.ts';

/** Opened from a letter: a page asks first. */
export const GET = ({ url, locals }) => {
	redirect(303, locals.href(`/appeals/letters${url.search}`));
};

/** One click in a mail program (RFC 8058). */
export const POST = async ({ url, request }) => {
	await request.arrayBuffer();
	const code = url.searchParams.get('code') ?? '';
	await followerOf(code);
	await stopFollower(code);
	return new Response(null, { status: 204 });
};
