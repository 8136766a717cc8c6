import { record } from '#platform/audit/door.server.ts';
import { type Tx, transaction } from '#platform/db/door.server.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { paperAtDesk } from '#rooms/identity/door.server.ts';
import type { Ballot, BallotRef, Channel, Marks } from './ballot.ts';
import * as store from './cast-store.server.ts';
import { cast, forVoting } from './cast-vote.ts';
import { lacksOf } from './eligibility.ts';
import { keysOf, momentOf, todayAt } from './person.ts';
import { placeOf } from './see.ts';
import type { Receipt } from './views.ts';

/** What the official saw. The number of the paper becomes a keyed hash: it is neither stored nor logged. */
export type SeenAtDesk = {
	ballot: BallotRef;
	document: string;
	/** As the paper says it; YYYY-MM-DD. Asked where the ballot has an age. */
	bornOn?: string | null;
	/** The paper shows that they live where the ballot asks for. */
	livesHere: boolean;
};

/** A vote taken at a desk from a person with their paper: known by its hash, and by the account that the paper belongs to. */
export async function castAtDesk(
	actor: Actor,
	input: SeenAtDesk & { key: string; marks: Marks },
	now = new Date(),
): Promise<Receipt> {
	const ballot = await deskOf(actor, input.ballot);
	const keys = await keysAtDesk(ballot, input, 'desk', now);
	const beside = (tx: Tx) => noteAtDesk(tx, actor, ballot, 'ballots.taken-at-desk');
	return cast(
		ballot,
		{ key: input.key, marks: input.marks, keys, channel: 'desk', lang: actor.lang, beside },
		now,
	);
}

/** Hands out a ballot on paper: whoever took one votes in no other way. */
export async function issuePaper(actor: Actor, input: SeenAtDesk, now = new Date()): Promise<void> {
	const ballot = await deskOf(actor, input.ballot);
	const keys = await keysAtDesk(ballot, input, 'paper', now);
	const ref = { territory: ballot.territory, id: ballot.id };
	const day = todayAt(ballot, now);
	await transaction(async (tx) => {
		const held = (await store.holdBallots(tx, [ref])).get(ref.id);
		if (held?.state !== 'open' || now >= held.closesAt) refuse('ballots.already-closed');
		const added = await store.insertVoters(
			tx,
			keys.map((key) => ({ ...ref, ...key, channel: 'paper', day })),
		);
		if (added.size < keys.length) refuse('ballots.already-voted');
		await noteAtDesk(tx, actor, ballot, 'ballots.paper-issued');
	});
}

async function deskOf(actor: Actor, ref: BallotRef): Promise<Ballot> {
	const ballot = await forVoting(actor, ref);
	demand(actor, 'ballots.desk', placeOf(ballot));
	return ballot;
}

async function keysAtDesk(ballot: Ballot, seen: SeenAtDesk, channel: Channel, now: Date) {
	const paper = await paperAtDesk(seen.document);
	if (!paper) return invalid({ field: 'paper-secret', code: 'ballots.desk.document' });
	const { papers, account } = paper;
	const moment = momentOf(ballot, channel, now);
	const home = seen.livesHere ? ballot.who.area : null;
	const lacks = lacksOf(
		ballot.who,
		{
			known: true,
			home,
			homeOwner: home,
			confirmed: seen.livesHere,
			bornOn: seen.bornOn || null,
			// a list of members and one of names cannot be read off a paper: the official has no say in them
			isMember: false,
			isListed: false,
			voted: null,
		},
		moment,
	);
	const [lack] = lacks;
	if (lack === 'not-open') refuse('ballots.already-closed');
	if (lack === 'residence-declare') invalid({ field: 'lives-here', code: 'ballots.desk.lives-here' });
	if (lack === 'age-unknown') invalid({ field: 'born-on', code: 'ballots.desk.born-on' });
	if (lack) refuse(`ballots.lack.${lack}`);
	return keysOf(account, papers);
}

/** That a vote was taken, never from whom. */
const noteAtDesk = (tx: Tx, actor: Actor, ballot: Ballot, action: string) =>
	record(tx, { actor, territory: ballot.territory, action, thing: { kind: 'ballot', id: ballot.id } });
