import { type Random, randomOf } from '#demo/random.ts';
import type { Land } from './land.ts';
import { dayLong, days, firstDay, now, type Scale } from './scale.ts';
import type { Subjects } from './subjects.ts';

const hour = 3_600_000;

export type Reply = {
	at: number;
	text: number;
	verdict: { kind: 'accepted' | 'returned'; at: number } | null;
};

/** What became of one appeal. Instants are milliseconds; everything follows from the seed, its owner, its day and its number in the day. */
export type Course = {
	id: string;
	day: number;
	filedAt: number;
	said: number;
	place: number;
	lat: number;
	lon: number;
	visibility: 'public' | 'nameless' | 'authority';
	channel: 'web' | 'account' | 'phone' | 'mail' | 'api';
	/** Number of the resident, or null. */
	author: number | null;
	joined: number[];
	registeredAt: number;
	takenUpAt: number | null;
	replies: Reply[];
	closed: { at: number; because: 'not-ours' | 'silent' } | null;
	state: 'routed' | 'in-work' | 'answered' | 'returned' | 'accepted' | 'closed';
	returns: number;
	version: number;
	updatedAt: number;
};

/** Fewer at week-ends and in summer, more every month. Sums up to about one a day over the two years. */
function tideOf(day: number): number {
	const at = new Date(firstDay + day * dayLong);
	const weekday = at.getUTCDay();
	const week = weekday === 0 ? 0.45 : weekday === 6 ? 0.6 : 1.19;
	const season = 1 + 0.18 * Math.cos(((at.getUTCMonth() - 1) / 12) * 2 * Math.PI);
	return week * season * (0.85 + (0.3 * day) / days);
}
const tides = Array.from({ length: days }, (_, day) => tideOf(day));
const tideSum = tides.reduce((sum, one) => sum + one, 0);

/** How many are filed with an owner on a day. */
export function filedOn(scale: Scale, owner: Land, day: number): number {
	const expected = (scale.appeals * owner.share * (tides[day] as number)) / tideSum;
	// a draw for each owner and day without making a stream of numbers for it
	let mixed = Math.imul(owner.id ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(day + 1, 0xc2b2ae35);
	mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
	mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
	return Math.floor(expected + ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32);
}

/** Minutes that the clocks of a zone are ahead of UTC. None of them has moved since 2016. */
const aheads = new Map<string, number>();
export function aheadOf(zone: string): number {
	let ahead = aheads.get(zone);
	if (ahead === undefined) {
		const wall = new Date(now.toLocaleString('en-US', { timeZone: zone }));
		const utc = new Date(now.toLocaleString('en-US', { timeZone: 'UTC' }));
		ahead = wall.getTime() - utc.getTime();
		aheads.set(zone, ahead);
	}
	return ahead;
}

export function courseOf(
	scale: Scale,
	subjects: Subjects,
	owner: Land,
	day: number,
	nth: number,
	of: number,
): Course {
	const random = randomOf(`${scale.seed} ${owner.id} ${day} ${nth}`);
	const part = (nth + random.next() * 0.98) / of;
	const filedAt = Math.floor(
		firstDay + day * dayLong - aheadOf(owner.zone) + (6.5 + 16.5 * Math.sqrt(part)) * hour,
	);
	// the topics of a city are not spread evenly: a third of the pool tells two thirds of what is said
	const said = Math.floor(random.next() ** 1.6 * subjects.said.length);
	const subject = subjects.said[said]!;
	const secret = subject.secret;
	const drawn = random.next();
	const visibility = secret ?? (drawn < 0.62 ? 'public' : drawn < 0.95 ? 'nameless' : 'authority');
	const author = random.chance(0.25) ? random.between(0, scale.residents - 1) : null;
	const course: Course = {
		id: random.id(filedAt),
		day,
		filedAt,
		said,
		place: random.between(0, subjects.places.length - 1),
		lat: coordinate(owner.latitude + random.bell() * 0.045, random),
		lon: coordinate(owner.longitude + random.bell() * 0.08, random),
		visibility,
		channel:
			author !== null ? 'account' : random.pick(['web', 'web', 'web', 'phone', 'mail', 'api'] as const),
		author,
		joined: joinersOf(scale, visibility, author, random),
		registeredAt: filedAt + random.between(300, 2_000),
		takenUpAt: null,
		replies: [],
		closed: null,
		state: 'routed',
		returns: 0,
		version: 3,
		updatedAt: 0,
	};
	course.updatedAt = course.registeredAt;
	workOn(course, subject.days, random);
	return course;
}

/** Seven digits: whole hundredths of a degree would be read as a point that nobody meant. */
const coordinate = (degrees: number, random: Random): number =>
	Math.round(degrees * 1e5) / 1e5 + random.between(1, 9) / 1e7;

function joinersOf(
	scale: Scale,
	visibility: Course['visibility'],
	author: number | null,
	random: Random,
): number[] {
	if (visibility === 'authority' || !random.chance(0.06)) return [];
	const first = random.between(0, scale.residents - 4);
	return [first, first + 1, first + 2].slice(0, random.between(1, 3)).filter((one) => one !== author);
}

function workOn(course: Course, [from, to]: readonly [number, number], random: Random): void {
	const end = now.getTime();
	const step = (at: number, state: Course['state']) => {
		course.state = state;
		course.version++;
		course.updatedAt = at;
	};
	for (const _ of course.joined) course.version++;
	if (random.chance(0.02)) {
		const at = course.registeredAt + random.between(4, 60) * hour;
		if (at >= end) return;
		course.closed = { at, because: 'not-ours' };
		step(at, 'closed');
		return;
	}
	const takenUpAt = course.registeredAt + Math.floor(random.next() ** 2 * 52 * hour) + 40 * 60_000;
	// one in a hundred lies for ever
	if (takenUpAt >= end || random.chance(0.004)) return;
	course.takenUpAt = takenUpAt;
	step(takenUpAt, 'in-work');
	if (random.chance(0.006)) return;
	const late = random.chance(0.11) ? random.between(6, 30) : 0;
	let at = takenUpAt + Math.floor((from + (to - from) * random.next() + late) * 24 * hour) + hour;
	for (let round = 1; round <= 2 && at < end; round++) {
		const verdictAt = at + random.between(2, 200) * hour;
		const returned = round === 1 && random.chance(0.11);
		const silent = !returned && random.chance(0.35);
		const verdict =
			verdictAt < end && !silent
				? ({ kind: returned ? 'returned' : 'accepted', at: verdictAt } as const)
				: null;
		course.replies.push({ at, text: random.between(0, 9), verdict });
		step(at, 'answered');
		if (verdict) step(verdictAt, verdict.kind);
		if (verdict?.kind !== 'returned') break;
		course.returns++;
		at = verdictAt + random.between(24, 240) * hour;
	}
	const last = course.replies.at(-1);
	if (course.state === 'answered' && last) {
		const silentAt = last.at + 31 * dayLong;
		if (silentAt < end) {
			course.closed = { at: silentAt, because: 'silent' };
			step(silentAt, 'closed');
		}
	}
}
