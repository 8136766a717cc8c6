import { leafOf } from '#platform/transparency/door.server.ts';
import type { Ballot } from './ballot.ts';
import { type FixedBallot, readBallotContent } from './canonical.ts';

/** Votes are taken and counted by what was fixed when it opened, whatever became of the tables since. */
export function readFixed(ballot: Ballot): FixedBallot {
	const { fixed, nonce, leaf, territory, id, openedAt } = ballot;
	if (fixed === null || !nonce || !leaf || !openedAt) throw new Error('the ballot was never opened');
	const sealed = { kind: 'ballot', territory, thing: id, at: openedAt };
	if (!leafOf({ ...sealed, content: fixed, nonce: Buffer.from(nonce) }).leaf.equals(leaf))
		throw new Error(`ballot ${id}: what it was fixed with is not what the log holds`);
	const read = readBallotContent(fixed);
	if (!read) throw new Error(`ballot ${id}: it was fixed by a newer release`);
	return read;
}

/**
 * An open ballot with the options, marks and rule that were fixed, whatever became of the tables since: what was slipped in there cannot be
 * voted for, what was deleted there can. Titles stay those of the tables: a slip in them is corrected by an event in the log.
 */
export function asFixed(ballot: Ballot): Ballot {
	const fixed = ballot.state === 'open' && ballot.fixed !== null ? readBallotContent(ballot.fixed) : null;
	if (!fixed) return ballot;
	const kept = new Map(ballot.options.map((option) => [option.code, option]));
	const options = fixed.options.map((option) => ({
		...option,
		...kept.get(option.code),
		cost: option.cost,
		groups: option.groups,
	}));
	return { ...ballot, marks: fixed.marks, rule: fixed.rule, options };
}
