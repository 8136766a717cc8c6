import { ballotAt } from '#pages/votes.ts';
import type { Uuid } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { changeProof, fixedText, resultOf } from '#rooms/ballots/door.server.ts';
import type { RequestHandler } from './$types';

/** Proofs out of the log: of what was fixed at opening, of a change after it, of the result. */
export const GET: RequestHandler = async (event) => {
	const { actor } = event.locals;
	const ballot = ballotAt(event);
	const of = event.params.of;
	const proof =
		of === 'opened'
			? (await fixedText(actor, ballot))?.proof
			: of === 'closed'
				? (await resultOf(actor, ballot))?.proof
				: await changeProof(actor, ballot, of as Uuid);
	if (!proof) refuse('ballots.receipt.soon-later');
	return new Response(proof, {
		headers: {
			'content-type': 'text/plain; charset=utf-8',
			'content-disposition': `attachment; filename="${of}-${ballot.id.slice(-8)}.tlog-proof"`,
			'cache-control': 'private, no-cache',
		},
	});
};
