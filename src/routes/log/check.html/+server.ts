import { checkPage, publishedPolicy } from '#platform/transparency/door.server.ts';

/** Built by vite.enhance.config.ts just before the pages. */
const built = import.meta.glob<string>('/static/enhance/check-receipt.js', {
	eager: true,
	query: '?raw',
	import: 'default',
});

/** The page that checks receipts without a server, as one file to keep. */
export const GET = async ({ locals }) => {
	const { t, lang } = locals;
	const script = Object.values(built)[0] ?? '';
	const page = checkPage({ lang, t, script, policy: await publishedPolicy() });
	return new Response(page, {
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-disposition': 'attachment; filename="check-receipt.html"',
		},
	});
};
