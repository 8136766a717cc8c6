import { redirect } from '@sveltejs/kit';
import { followCodeOf } from '#pages/follow.ts';
import { placeOf } from '#pages/place.ts';
import { refuse } from '#platform/errors/door.ts';
import { addressOf, readAppeal, receiptOfAppeal } from '#rooms/appeals/door.server.ts';
import type { RequestHandler } from './$types';

/** The proof that this appeal stands in the transparency log: with its content for its author, without it for others who see it. */
export const GET: RequestHandler = async (event) => {
	const { locals, params } = event;
	const viewer = { actor: locals.actor, code: followCodeOf(event, params.number) };
	const { appeal, mine } = await readAppeal(viewer, placeOf(locals).id, params.number);
	if (params.number !== appeal.number) redirect(308, `${locals.href(addressOf(appeal))}/receipt`);
	const file = (await receiptOfAppeal(appeal, mine)) ?? refuse('appeals.receipt-soon');
	return new Response(file, {
		headers: {
			'content-type': 'text/plain; charset=utf-8',
			'content-disposition': `attachment; filename="${appeal.number}.tlog-proof"`,
			'cache-control': 'private, no-store',
		},
	});
};
