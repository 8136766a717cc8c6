import { placeShown, under } from '#pages/place.ts';
import { ballotAt, crumbsOfVote, waysOf } from '#pages/votes.ts';
import { resultOf, viewBallot } from '#rooms/ballots/door.server.ts';
import { type SpaceRef, spaceOf } from '#rooms/spaces/door.server.ts';
import { namesOf } from '#rooms/territories/door.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locals } = event;
	const ref = ballotAt(event);
	const [ballot, result] = await Promise.all([viewBallot(locals.actor, ref), resultOf(locals.actor, ref)]);
	const asked = ballot.who.space ?? ballot.space;
	const [names, space] = await Promise.all([
		namesOf([ballot.who.area], locals.lang),
		asked
			? spaceOf(locals.actor, { territory: ref.territory, id: asked } as SpaceRef).catch(() => null)
			: null,
	]);
	const { file, proof, ...ways } = waysOf(locals, ref);
	const { fixed: _, nonce: __, leaf: ___, ...shown } = ballot;
	return {
		ballot: shown,
		result: result && { ...result, files: result.files.map((one) => ({ ...one, href: file(one.kind) })) },
		area: names.get(ballot.who.area)?.nominative ?? '',
		space: space && { name: space.name, href: locals.href(under(locals, `spaces/${space.slug}`)) },
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
