import { openApi } from '#platform/api/door.server.ts';
import { langOf } from '#platform/i18n/door.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ url, locals, request }) => {
	const asked = url.searchParams.get('lang');
	const lang =
		asked === 'en' || asked === 'ru'
			? asked
			: locals.lang === 'en'
				? 'en'
				: langOf(request.headers.get('accept-language'));
	return Response.json(openApi({ lang, origin: url.origin }), {
		headers: {
			'cache-control': 'public, max-age=300',
			'access-control-allow-origin': '*',
			vary: 'accept-language',
		},
	});
};
