import { placeOf, placeShown } from '#pages/place.ts';
import { ballotAt, crumbsOfVote, waysOf } from '#pages/votes.ts';
import { refuse } from '#platform/errors/door.ts';
import { resultOf, viewBallot } from '#rooms/ballots/door.server.ts';
import type { PageServerLoad } from './$types';

/** The protocol of a counted vote: what is signed and hung up. */
export const load: PageServerLoad = async (event) => {
	const { locals } = event;
	const ref = ballotAt(event);
	const [view, result] = await Promise.all([viewBallot(locals.actor, ref), resultOf(locals.actor, ref)]);
	if (!result) refuse('ballots.not-found');
	const territory = placeOf(locals);
	const { question, shownIn, rule, marks, secrecy, channels, openedAt, closedAt, inLog, ties, quorum } = view;
	const { proof: _, ...shown } = result;
	const ways = waysOf(locals, ref);
	return {
		ballot: {
			question,
			shownIn,
			rule,
			marks,
			secrecy,
			channels,
			openedAt,
			closedAt,
			inLog,
			ties,
			quorum,
			id: ref.id,
		},
		result: shown,
		territory: territory.name.nominative,
		place: placeShown(locals),
		crumbs: crumbsOfVote(locals, { title: question, href: ways.item, lang: shownIn }),
		address: event.url.origin + ways.item,
	};
};
