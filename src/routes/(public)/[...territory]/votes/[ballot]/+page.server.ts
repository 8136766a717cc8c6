import { placeShown } from '#pages/place.ts';
import { ballotAt, crumbsOfVote, waysOf } from '#pages/votes.ts';
import { readWhose } from '#pages/whose.ts';
import { resultOf, viewBallot } from '#rooms/ballots/door.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locals } = event;
	const ref = ballotAt(event);
	const [ballot, result] = await Promise.all([viewBallot(locals.actor, ref), resultOf(locals.actor, ref)]);
	const { file, proof, ...ways } = waysOf(locals, ref);
	const { fixed: _, nonce: __, leaf: ___, ...shown } = ballot;
	return {
		ballot: shown,
		result: result && { ...result, files: result.files.map((one) => ({ ...one, href: file(one.kind) })) },
		...(await readWhose(locals, ballot)),
		place: placeShown(locals),
		crumbs: crumbsOfVote(locals),
		ways,
		proofs: {
			opened: ballot.inLog ? proof('opened') : null,
			closed: result?.proof ? proof('closed') : null,
			events: Object.fromEntries(
				ballot.events.flatMap(({ id, kind, logged }) =>
					logged && kind !== 'opened' && kind !== 'counted' ? [[id, proof(id)]] : [],
				),
			),
		},
	};
};
