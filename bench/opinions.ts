/**
 * Opinion groups: how near ours are to those that Polis published for ten real conversations, how little they change when votes
 * are missing, beside the published method written again (bench/opinions/published.ts) on the same votes in the same run; whether planted
 * groups are found; and how long a large conversation takes.
 */

import { Conversation, type Opinions, opinionsOf } from '#numerics/opinions/conversation.ts';
import { type Mark, Votes } from '#numerics/opinions/votes.ts';
import { adjustedRand } from '#numerics/partitions.ts';
import { seeded } from '#numerics/random/seeded.ts';
import { type PlantedVotes, plantedOpinions } from '#tests/support/planted-opinions.ts';
import { type Published, published } from './opinions/published.ts';
import { conversations, type Held, lastVotes, type Vote, withoutConversations } from './opinions/sets.ts';
import { type Finding, median, rounded } from './report.ts';

const thinnings = 10;

export async function opinions(): Promise<Finding[]> {
	if (withoutConversations)
		throw new Error(`${withoutConversations}: say where they are by VECHE_REFERENCE_DATA`);
	const found = conversations().map(compared);
	return [...agreement(found), ...stability(found), ...planted(), ...speed()];
}

type Compared = {
	held: Held;
	ours: Opinions;
	theirs: Published;
	ari: number;
	theirAri: number;
	people: number;
	/** Mean likeness to itself after a twentieth of the votes is gone: read from nothing, and going on from the state before. */
	anew: { ours: number; theirs: number };
	goingOn: { ours: number; theirs: number };
};

function compared(held: Held): Compared {
	const last = lastVotes(held.votes);
	const ours = read(last, held.out);
	const theirs = published(last, held.people, held.statements, held.out);
	const enough = ours.groups.of.map((g, i) => (g < 0 ? -1 : (held.published[i] as number)));
	const anew = { ours: 0, theirs: 0 };
	const goingOn = { ours: 0, theirs: 0 };
	for (let n = 0; n < thinnings; n++) {
		const random = seeded(100 + n);
		const fewer = last.filter(() => random() >= 0.05);
		const { people, statements, out } = held;
		const theirState = { ...theirs, rows: [] };
		anew.ours += likeness(ours.groups.of, read(fewer, out).groups.of) / thinnings;
		goingOn.ours += likeness(ours.groups.of, read(fewer, out, ours).groups.of) / thinnings;
		anew.theirs += likeness(theirs.group, published(fewer, people, statements, out).group) / thinnings;
		goingOn.theirs +=
			likeness(theirs.group, published(fewer, people, statements, out, theirState).group) / thinnings;
	}
	const result: Compared = {
		held,
		ours,
		theirs,
		ari: likeness(enough, ours.groups.of),
		theirAri: likeness(enough, theirs.group),
		people: enough.filter((g) => g >= 0).length,
		anew,
		goingOn,
	};
	console.log(
		`${held.name}: ARI ${result.ari.toFixed(3)}, yardstick ${result.theirAri.toFixed(3)}; anew ${anew.ours.toFixed(3)} and ${anew.theirs.toFixed(3)}, going on ${goingOn.ours.toFixed(3)} and ${goingOn.theirs.toFixed(3)}`,
	);
	return result;
}

function read(votes: readonly Vote[], out: Int32Array, before?: Opinions): Opinions {
	const conversation = new Conversation();
	for (const { person, statement, mark } of votes) conversation.put(person, statement, mark);
	return opinionsOf(conversation, { out }, before);
}

/** Adjusted Rand index over the people who have a group in both. */
function likeness(first: Int32Array, second: Int32Array): number {
	const both = Int32Array.from(first.keys()).filter((i) => first[i]! >= 0 && (second[i] ?? -1) >= 0);
	return adjustedRand(
		both.map((i) => first[i]!),
		both.map((i) => second[i]!),
	);
}

const sizesOf = (group: Int32Array) =>
	[
		...Map.groupBy(
			[...group].filter((g) => g >= 0),
			(g) => g,
		).values(),
	]
		.map((some) => some.length)
		.sort((a, b) => b - a)
		.join(' + ');

function agreement(found: readonly Compared[]): Finding[] {
	return [
		...found.map(({ held, ours, theirs, ari, theirAri, people }) => ({
			what: `${held.name}: likeness to the published groups (adjusted Rand index)`,
			value: rounded(ari, 3),
			told: `${people} people with enough votes and a published group; published ${sizesOf(held.published)}, ours ${sizesOf(ours.groups.of)}, clarity ${rounded(ours.groups.clarity)}; the published method written again: ${rounded(theirAri, 3)}, ${sizesOf(theirs.group)}`,
		})),
		{
			what: 'likeness to the published groups, median of the conversations',
			value: rounded(median(found.map((one) => one.ari)), 3),
			least: 0.8,
			told: `mean ${rounded(mean(found.map((one) => one.ari)), 3)}; the published method written again: median ${rounded(median(found.map((one) => one.theirAri)), 3)}, mean ${rounded(mean(found.map((one) => one.theirAri)), 3)}`,
		},
	];
}

function stability(found: readonly Compared[]): Finding[] {
	const told = (pick: (one: Compared) => { ours: number; theirs: number }) =>
		found
			.map((one) => `${one.held.name} ${rounded(pick(one).ours)} and ${rounded(pick(one).theirs)}`)
			.join('; ');
	const over = (pick: (one: Compared) => { ours: number; theirs: number }) => ({
		ours: mean(found.map((one) => pick(one).ours)),
		theirs: mean(found.map((one) => pick(one).theirs)),
	});
	return (
		[
			['read from nothing', (one: Compared) => one.anew],
			['going on from the groups before', (one: Compared) => one.goingOn],
		] as const
	).map(([how, pick]) => {
		const { ours, theirs } = over(pick);
		return {
			what: `without a twentieth of the votes, ${how}: likeness to the groups before, above that of the published method`,
			value: rounded(ours - theirs, 3),
			least: 0,
			told: `ours ${rounded(ours, 3)}, the published method ${rounded(theirs, 3)}, ${thinnings} draws each; ours and theirs by conversation: ${told(pick)}`,
		};
	});
}

function planted(): Finding[] {
	return [2, 3].map((groups) => {
		const votes = plantedOpinions({ people: 2000, statements: 100, groups, votes: 60_000, seed: groups });
		const conversation = new Conversation();
		putAll(conversation, votes, 0, votes.person.length);
		const { groups: found } = opinionsOf(conversation);
		return {
			what: `${groups} planted groups: likeness of what is found`,
			value: rounded(likeness(votes.groupOf, found.of), 3),
			least: 0.95,
			told: `2,000 people, 100 statements, 60,000 votes; ${found.number} groups found, clarity ${rounded(found.clarity)}`,
		};
	});
}

function putAll(conversation: Conversation, votes: PlantedVotes, from: number, to: number): void {
	for (let n = from; n < to; n++)
		conversation.put(votes.person[n]!, votes.statement[n]!, votes.mark[n] as Mark);
}

/** A city that talks: 33,000 people, 1,000 statements, two million votes, then a thousand more, again and again. */
function speed(): Finding[] {
	const [all, more, times] = [2_000_000, 1_000, 25];
	const votes = plantedOpinions({
		people: 33_000,
		statements: 1_000,
		groups: 3,
		votes: all + more * times,
		seed: 1,
		conviction: 0.5,
	});
	let since = process.cpuUsage();
	let clock = performance.now();
	const conversation = new Conversation(
		Votes.of(votes.person.subarray(0, all), votes.statement.subarray(0, all), votes.mark.subarray(0, all)),
	);
	let read = opinionsOf(conversation);
	const whole = { cpu: cpuSince(since), clock: performance.now() - clock };
	const first = read;
	const further = Array.from({ length: times }, (_, n) => {
		since = process.cpuUsage();
		clock = performance.now();
		putAll(conversation, votes, all + n * more, all + (n + 1) * more);
		read = opinionsOf(conversation, {}, read);
		return { cpu: cpuSince(since), clock: performance.now() - clock };
	});
	const cpu = further.map((one) => one.cpu);
	const clocks = further.map((one) => one.clock);
	return [
		{
			what: 'two million votes of 33,000 people on 1,000 statements, from nothing, seconds of CPU',
			value: rounded(whole.cpu / 1000),
			most: 20,
			told: `${rounded(whole.clock / 1000)} s by the clock; ${first.groups.number} groups found of 3, likeness to the planted ${rounded(likeness(votes.groupOf, first.groups.of), 3)}; ${rounded(bytesOf(conversation) / 2 ** 20, 0)} MB kept, of them ${rounded((conversation.together?.cells.byteLength ?? 0) / 2 ** 20, 0)} of pairs`,
		},
		{
			what: 'a further thousand votes, ms of CPU',
			value: rounded(median(cpu), 0),
			most: 100,
			told: `median of ${times} thousands one after another, the dearest ${rounded(Math.max(...cpu), 0)} ms; by the clock ${rounded(median(clocks), 0)} ms, the slowest ${rounded(Math.max(...clocks), 0)} ms; votes, map, groups and their counts; likeness to the planted groups at the end ${rounded(likeness(votes.groupOf, read.groups.of), 3)}`,
		},
	];
}

/** What lies in the arrays of a conversation between two readings. */
function bytesOf({ votes, together }: Conversation): number {
	const kept = [
		votes.statement,
		votes.mark,
		votes.start,
		votes.count,
		votes.agree,
		votes.disagree,
		votes.pass,
	];
	const pairs = together ? [together.cells, together.desk(0)] : [];
	return [...kept, ...pairs].reduce((sum, one) => sum + one.byteLength, 0);
}

const cpuSince = (since: NodeJS.CpuUsage) => {
	const { user, system } = process.cpuUsage(since);
	return (user + system) / 1000;
};
const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
