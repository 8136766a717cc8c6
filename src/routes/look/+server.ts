import { redirect } from '@sveltejs/kit';
import { innerPath } from '#platform/http/inner-path.ts';
import { readLook, writeLook } from '#platform/http/look.ts';
import type { RequestHandler } from './$types';

const year = 60 * 60 * 24 * 365;

/** Keeps how the visitor wants pages to look (`?theme=dark`, `?sight=on&size=3`) or the language, and goes back. */
export const GET: RequestHandler = ({ url, cookies, locals }) => {
	const words = url.searchParams;
	const options = {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		maxAge: year,
		secure: url.protocol === 'https:',
	} as const;
	cookies.set('veche_look', writeLook(readLook(words, locals.look)), options);
	const lang = words.get('lang');
	if (lang === 'ru' || lang === 'en') cookies.set('veche_lang', lang, options);
	redirect(303, innerPath(words.get('to')));
};
