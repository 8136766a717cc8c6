import { database } from '#platform/db/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type { Ballot, BallotRef, Lang } from './ballot.ts';
import { votedBy } from './cast-store.server.ts';
import { forVoting } from './cast-vote.ts';
import { type Lack, lacksOf } from './eligibility.ts';
import { momentOf, personOf } from './person.ts';
import { inLang } from './view-ballot.ts';

/** A ballot as a paper to be filled in. Whoever opens one in the last minutes of a vote waits for no count of those who came. */
export type Paper = Ballot & { shownIn: Lang };

export async function paperOf(actor: Actor, ref: BallotRef): Promise<Paper> {
	return inLang(await forVoting(actor, ref), actor.lang);
}

/** The paper, and what stands between this reader and a vote on the site; whether they have voted already. */
export async function paperFor(
	actor: Actor,
	ref: BallotRef,
	now = new Date(),
): Promise<Paper & { lacks: Lack[]; hasVoted: boolean }> {
	const paper = await paperOf(actor, ref);
	const { facts, keys } = await personOf(actor, paper);
	const own = keys.map(({ key }) => key);
	const mine = own.length > 0 ? await votedBy(database(), ref, own) : null;
	const lacks = lacksOf(paper.who, { ...facts, voted: mine?.channel ?? null }, momentOf(paper, 'site', now));
	return { ...paper, lacks, hasVoted: mine !== null };
}
