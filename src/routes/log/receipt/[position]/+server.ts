import { error } from '@sveltejs/kit';
import { receiptAt } from '#platform/transparency/door.server.ts';

/** The proof that an entry is in the log, without what opens it: for anyone. */
export const GET = async ({ params }) => {
	const file = /^(0|[1-9]\d{0,17})$/.test(params.position) ? await receiptAt(BigInt(params.position)) : null;
	if (!file) error(404);
	return new Response(file, {
		headers: {
			'content-type': 'text/plain; charset=utf-8',
			'content-disposition': `attachment; filename="${params.position}.tlog-proof"`,
		},
	});
};
