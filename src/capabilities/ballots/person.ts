import { createHash } from 'node:crypto';
import { dayIn } from '#platform/calendar/door.ts';
import { type AccountId, database, type TerritoryId, type Uuid } from '#platform/db/door.server.ts';
import { type Actor, isWithin } from '#platform/permissions/door.ts';
import { voterOf } from '#rooms/identity/door.server.ts';
import { zoneOf } from '#rooms/territories/door.server.ts';
import { isListed } from './allowed-store.server.ts';
import type { Ballot, Channel, Who } from './ballot.ts';
import { uuidOf } from './canonical.ts';
import type { VoterKey } from './cast-store.server.ts';
import type { Moment, VoterFacts } from './eligibility.ts';

/** Who comes to vote: what is known of them, and the keys by which they vote once. The first key is theirs. */
export type Person = { facts: VoterFacts; keys: VoterKey[] };

const nobody: VoterFacts = {
	known: false,
	home: null,
	homeOwner: null,
	confirmed: false,
	bornOn: null,
	isMember: false,
	isListed: false,
	voted: null,
};

/**
 * What is known of who signed in, for whatever is limited by `who`, and the identity papers by which they are known. `isNamed`: whether the
 * list of names holds them, asked where there is one.
 */
export async function knownOf(
	actor: Actor,
	{ territory, who }: { territory: TerritoryId; who: Who },
	isNamed: (account: AccountId, email: string | null) => Promise<boolean> = async () => false,
): Promise<{ facts: VoterFacts; papers: readonly string[] }> {
	const { account } = actor;
	if (!account) return { facts: nobody, papers: [] };
	const known = await voterOf(account);
	const facts = {
		known: true,
		home: known.home,
		homeOwner: known.territory,
		confirmed: known.confirmed,
		bornOn: known.bornOn,
		isMember:
			who.space !== null &&
			actor.grants.some((one) => one.space === who.space && one.territory === territory),
		isListed: who.listed && (await isNamed(account, known.email)),
		voted: null,
	};
	return { facts, papers: known.papers };
}

/** Who signed in. */
export async function personOf(actor: Actor, ballot: Ballot): Promise<Person> {
	const { facts, papers } = await knownOf(actor, ballot, (account, email) =>
		isListed(database(), ballot, account, email),
	);
	return { facts, keys: actor.account ? keysOf(actor.account, papers) : [] };
}

/** Keys of a person by account, by papers, or by both. */
export function keysOf(account: AccountId | null, papers: readonly string[]): VoterKey[] {
	const all: { key: Uuid; account: AccountId | null }[] = [
		...(account ? [{ key: account as Uuid, account }] : []),
		...papers.map((paper) => ({ key: keyOfPaper(paper), account: null })),
	];
	const first = all[0]?.key ?? null;
	return all.map((one, i) => ({ ...one, furtherOf: i === 0 ? null : first }));
}

const keyOfPaper = (paper: string): Uuid =>
	uuidOf(createHash('sha256').update(`ballots.paper\n${paper}`).digest());

export const todayAt = ({ territory }: { territory: TerritoryId }, now: Date): string =>
	dayIn(zoneOf(territory), now);

export function momentOf(ballot: Ballot, channel: Channel, now: Date): Moment {
	return {
		...momentAt(ballot, now),
		takesChannel: ballot.channels.includes(channel),
		mayChange: ballot.mayChange,
	};
}

/** Of what has one way in and may be changed: a conversation. */
export function momentAt(
	thing: { territory: TerritoryId; state: string; closesAt: Date | null },
	now: Date,
): Moment {
	return {
		isOpen: thing.state === 'open' && thing.closesAt !== null && now < thing.closesAt,
		takesChannel: true,
		mayChange: true,
		today: todayAt(thing, now),
		isWithin,
	};
}
