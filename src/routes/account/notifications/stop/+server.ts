import { redirect } from '@sveltejs/kit';
import { stopLetters } from '#platform/notifications/door.server.ts';

/** Opened from a letter: a page asks first, because programs that look into letters open every address in them. */
export const GET = ({ url, locals }) => {
	redirect(303, locals.href(`/account/notifications/stop/ask${url.search}`));
};

export const POST = async ({ url, locals, request }) => {
	await request.arrayBuffer();
	const { required } = await stopLetters(url.searchParams.get('code') ?? '');
	if (request.headers.get('accept')?.includes('text/html'))
		redirect(303, locals.href(`/account/notifications/stop/ask?${required ? 'required' : 'stopped'}`));
	return new Response(null, { status: 204 });
};
