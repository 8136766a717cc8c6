import { createHash } from 'node:crypto';
import { dayIn } from '#platform/calendar/door.ts';
import { type AccountId, database, type Uuid } from '#platform/db/door.server.ts';
import { type Actor, isWithin } from '#platform/permissions/door.ts';
import { voterOf } from '#rooms/identity/door.server.ts';
import { zoneOf } from '#rooms/territories/door.server.ts';
import { isListed } from './allowed-store.server.ts';
import type { Ballot, Channel } from './ballot.ts';
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

/** Who signed in. */
export async function personOf(actor: Actor, ballot: Ballot): Promise<Person> {
	const { account } = actor;
	if (!account) return { facts: nobody, keys: [] };
	const { who } = ballot;
	const known = await voterOf(account);
	return {
		facts: {
			known: true,
			home: known.home,
			homeOwner: known.territory,
			confirmed: known.confirmed,
			bornOn: known.bornOn,
			isMember:
				who.space !== null &&
				actor.grants.some((one) => one.space === who.space && one.territory === ballot.territory),
			isListed: who.listed && (await isListed(database(), ballot, account, known.email)),
			voted: null,
		},
		keys: keysOf(account, known.papers),
	};
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

export const todayAt = (ballot: Pick<Ballot, 'territory'>, now: Date): string =>
	dayIn(zoneOf(ballot.territory), now);

export function momentOf(ballot: Ballot, channel: Channel, now: Date): Moment {
	return {
		isOpen: ballot.state === 'open' && ballot.closesAt !== null && now < ballot.closesAt,
		takesChannel: ballot.channels.includes(channel),
		mayChange: ballot.mayChange,
		today: todayAt(ballot, now),
		isWithin,
	};
}
