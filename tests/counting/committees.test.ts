import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Election } from '#numerics/counting/budget/election.ts';
import { type Completion, equalShares } from '#numerics/counting/budget/equal-shares.ts';
import { phragmen } from '#numerics/counting/budget/phragmen.ts';
import { profileOf, tally } from '#numerics/counting/profile.ts';
import { mostPoints } from '#numerics/counting/single/most-points.ts';
import type { TieRule } from '#numerics/counting/ties.ts';
import { referenceData, withoutReferenceData } from '#tests/support/reference-data.ts';
import { type KnownCommittees, knownCommittees, nameOf } from './committees.ts';

const path = 'pabulib/abc-known-committees.tar.gz';
const skip = withoutReferenceData(path);
const known = skip ? [] : knownCommittees(referenceData(path));
/** The listed order, and then so many lots. */
const tieRules = (lots: number): TieRule[] => [
	{ by: [], last: 'listed' },
	...Array.from({ length: lots }, (_, seed): TieRule => ({ by: [], last: { seed } })),
];

const profileOfKnown = ({ options, ballots }: KnownCommittees) =>
	profileOf(
		options,
		ballots.map((marked) => ({ marked })),
	);
/** Committees are elections in which each project costs one. */
const electionOf = (one: KnownCommittees): Election => ({
	budget: BigInt(one.seats),
	costs: Array.from({ length: one.options }, () => 1n),
	profile: profileOfKnown(one),
});

function compare(rule: string, committee: (one: KnownCommittees, ties: TieRule) => number[]) {
	let [profiles, whole] = [0, 0];
	for (const one of known) {
		const all = one.all.get(rule);
		// abcvoting fills up with options that nobody marked; a project without a vote is not funded here
		const marked = tally(profileOfKnown(one)).votes.filter((votes) => votes > 0).length;
		if (!all || marked < one.seats) continue;
		profiles++;
		const found = new Set<string>();
		for (const ties of tieRules(all.size === 1 ? 0 : 20)) {
			const name = nameOf(committee(one, ties));
			assert.ok(all.has(name), `${one.name}: ${rule} gives ${name}, not one of ${[...all].join(' or ')}`);
			found.add(name);
		}
		if (found.size === all.size) whole++;
	}
	return { profiles, whole };
}

const byEqualShares = (completion: Completion) => (one: KnownCommittees, ties: TieRule) =>
	equalShares(electionOf(one), { satisfaction: 'count', completion, ties }).selected;

test('323 profiles are there', { skip }, () => {
	assert.equal(known.length, 323);
});

test('approval voting gives the known committees, and by lots every one of them', { skip }, () => {
	const { profiles, whole } = compare(
		'av',
		(one, ties) => mostPoints(profileOfKnown(one), { seats: one.seats, ties }).winners,
	);
	assert.ok(profiles > 280 && whole > profiles * 0.9, `${whole} of ${profiles}`);
});

test("Phragmén's sequential method gives the known committees", { skip }, () => {
	const { profiles, whole } = compare(
		'seqphragmen',
		(one, ties) => phragmen(electionOf(one), { ties }).selected,
	);
	assert.ok(profiles > 280 && whole > profiles * 0.9, `${whole} of ${profiles}`);
});

test("equal shares, completed by Phragmén's method, give the known committees", { skip }, () => {
	const { profiles, whole } = compare('equal-shares', byEqualShares('phragmen'));
	assert.ok(profiles > 280 && whole > profiles * 0.9, `${whole} of ${profiles}`);
});

test('equal shares, completed by votes, give the known committees', { skip }, () => {
	const { profiles, whole } = compare('equal-shares-with-av-completion', byEqualShares('utilitarian'));
	assert.ok(profiles > 280 && whole > profiles * 0.9, `${whole} of ${profiles}`);
});

test('what equal shares choose before any completion is part of a known committee', { skip }, () => {
	for (const one of known) {
		const chosen = byEqualShares('none')(one, { by: [], last: 'listed' });
		const all = [...(one.all.get('equal-shares') ?? [])].map((name) => name.split(',').map(Number));
		assert.ok(
			all.some((committee) => chosen.every((c) => committee.includes(c))),
			one.name,
		);
	}
});

test('equal shares with growing shares and then votes give the known committee by some lot, but for three of 323', {
	skip,
}, () => {
	const others: string[] = [];
	let profiles = 0;
	for (const one of known) {
		const wanted = one.one.get('equal-shares-with-increment-completion');
		const { profile, costs, budget } = electionOf(one);
		if (!wanted || tally(profile).votes.filter((votes) => votes > 0).length < one.seats) continue;
		profiles++;
		// all shares together grow by the cost of one option at a time
		const people = BigInt(one.ballots.length);
		const election = { profile, budget: budget * people, costs: costs.map((cost) => cost * people) };
		const options = { satisfaction: 'count', completion: 'add1u', stopWhenFull: true } as const;
		const reached = tieRules(40).some((ties) =>
			wanted.has(nameOf(equalShares(election, { ...options, ties }).selected)),
		);
		if (!reached) others.push(one.name);
	}
	assert.ok(profiles > 280);
	// abcvoting takes the first so many of the result that is too dear; add1 never takes a part of it
	assert.deepEqual(others, ['instanceL0344.abc.yaml', 'instanceM0008.abc.yaml', 'instanceM0028.abc.yaml']);
});
