import type Postgres from 'postgres';
import {
	add,
	type Counts,
	dayEdges,
	hourEdges,
	isNothing,
	measures,
	noCounts,
	trimmed,
} from '#rooms/appeals/counts/counts.ts';
import { aheadOf, type Course, courseOf, filedOn } from './course.ts';
import type { Ground } from './ground.ts';
import type { Land } from './land.ts';
import { dayLong, days, firstDay, type Scale } from './scale.ts';
import { Sink } from './sink.ts';
import type { Subjects } from './subjects.ts';

export const tallied = ['appeals.tally', 'appeals.tally_of_body'] as const;

/** Figures of one territory: by day or month (of the first day since 1970) and category, and by body. */
type Books = { tally: Map<string, Counts>; bodies: Map<string, Counts> };

const inArray = (list: string[]) => `{${list.join(',')}}`;

/**
 * The roll-ups, added up from the same courses territory by territory, the lowest first. A recount of the rows gives the same: the
 * test asks for it.
 */
export async function copyTallies(
	sql: Postgres.Sql,
	scale: Scale,
	subjects: Subjects,
	ground: Ground,
	dueOn: ReadonlyMap<string, string>,
): Promise<void> {
	const tally = new Sink(sql, 'appeals.tally', [
		'territory_id',
		'grain',
		'starts_on',
		'category',
		...measures,
		'in_days',
		'in_hours',
	]);
	const ofBody = new Sink(sql, 'appeals.tally_of_body', [
		'territory_id',
		'starts_on',
		'body_territory_id',
		'body_id',
		'category',
		...measures,
		'in_days',
		'in_hours',
	]);
	const counts = (one: Counts) => [
		...measures.map((measure) => one[measure]),
		inArray(trimmed(one.inDays).map(String)),
		inArray(trimmed(one.inHours).map(String)),
	];
	const open = new Map<number, Books>();
	const booksOf = (id: number): Books => {
		const books = open.get(id) ?? { tally: new Map(), bodies: new Map() };
		open.set(id, books);
		return books;
	};
	const below = Map.groupBy(ground.land, (one) => one.parent);
	const close = async (one: Land): Promise<void> => {
		for (const child of below.get(one.id) ?? []) if (child.kind !== 'place') await close(child);
		if (one.share > 0) countOwn(booksOf(one.id), scale, subjects, ground, one, dueOn);
		const books = open.get(one.id);
		if (!books) return;
		open.delete(one.id);
		for (const [key, one_] of books.tally) {
			if (isNothing(one_)) continue;
			const [grain, startsOn, category] = key.split(' ') as [string, string, string];
			tally.put([one.id, grain, startsOn, category, ...counts(one_)]);
		}
		for (const [key, one_] of books.bodies) {
			if (isNothing(one_)) continue;
			const [month, territory, body, category] = key.split(' ') as [string, string, string, string];
			ofBody.put([one.id, month, territory, body, category, ...counts(one_)]);
		}
		await Promise.all([tally.flow(), ofBody.flow()]);
		if (one.parent === null) return;
		const above = booksOf(one.parent);
		for (const [key, one_] of books.tally) addTo(above.tally, key, one_);
		// a body's work goes up to the territory it belongs to
		for (const [key, one_] of books.bodies)
			if (Number(key.split(' ')[1]) === one.parent) addTo(above.bodies, key, one_);
	};
	await close(ground.land[0] as Land);
	await Promise.all([tally.end(), ofBody.end()]);
}

function addTo(books: Map<string, Counts>, key: string, counts: Counts): void {
	const known = books.get(key);
	// without the holes of bins that nothing fell into
	const whole = { ...counts, inDays: trimmed(counts.inDays), inHours: trimmed(counts.inHours) };
	if (known) add(known, whole);
	else books.set(key, whole);
}

const isoOf: string[] = [];
/** The day of a number of days since 1970. */
function iso(day: number): string {
	isoOf[day] ??= new Date(day * dayLong).toISOString().slice(0, 10);
	return isoOf[day];
}

function countOwn(
	books: Books,
	scale: Scale,
	subjects: Subjects,
	ground: Ground,
	owner: Land,
	dueOn: ReadonlyMap<string, string>,
): void {
	const ahead = aheadOf(owner.zone);
	const localDay = (at: number) => Math.floor((at + ahead) / dayLong);
	for (let day = 0; day < days; day++) {
		const count = filedOn(scale, owner, day);
		for (let nth = 0; nth < count; nth++) {
			const course = courseOf(scale, subjects, owner, day, nth, count);
			const said = subjects.said[course.said]!;
			const chain = subjects.chains.get(said.category) ?? [said.category];
			const root = chain.at(-1) as string;
			const office = ground.officeFor(owner, root);
			const due = dueOn.get(course.id) ?? dueOn.get(`${day} ${owner.zone} ${said.category}`);
			if (!due) throw new Error('an appeal without a term');
			const into = (onDay: number, put: (counts: Counts, whole: boolean) => void) => {
				const date = iso(onDay);
				const month = `${date.slice(0, 7)}-01`;
				put(bookOf(books.tally, `day ${date} `), true);
				put(bookOf(books.tally, `day ${date} ${root}`), false);
				put(bookOf(books.tally, `month ${month} `), true);
				for (const code of chain) put(bookOf(books.tally, `month ${month} ${code}`), true);
				put(bookOf(books.bodies, `${month} ${office.territory} ${office.id} ${root}`), true);
			};
			countOne(course, due, Math.round(firstDay / dayLong) + day, localDay, into);
		}
	}
}

function bookOf(books: Map<string, Counts>, key: string): Counts {
	let counts = books.get(key);
	if (!counts) {
		counts = noCounts();
		books.set(key, counts);
	}
	return counts;
}

/** In which bin of a histogram a value falls, as width_bucket says it. */
function bin(edges: readonly number[], value: number): number {
	let below = 0;
	while (below < edges.length && value >= (edges[below] as number)) below++;
	return below;
}

function countOne(
	course: Course,
	dueOn: string,
	filedOnDay: number,
	localDay: (at: number) => number,
	into: (day: number, put: (counts: Counts, whole: boolean) => void) => void,
): void {
	const [first] = course.replies;
	const gone = course.state === 'closed' && !first;
	const dayBin = first ? bin(dayEdges, localDay(first.at) - filedOnDay) : null;
	const hourBin =
		course.takenUpAt === null ? null : bin(hourEdges, (course.takenUpAt - course.filedAt) / 3_600_000);
	into(filedOnDay, (counts, whole) => {
		counts.filed++;
		counts.people += 1 + course.joined.length;
		if (gone) counts.gone++;
		if (course.visibility !== 'authority') counts.placed++;
		if (!whole) return;
		if (dayBin !== null) counts.inDays[dayBin] = (counts.inDays[dayBin] ?? 0) + 1;
		if (hourBin !== null) counts.inHours[hourBin] = (counts.inHours[hourBin] ?? 0) + 1;
	});
	for (const [i, reply] of course.replies.entries()) {
		into(localDay(reply.at), (counts) => {
			if (i === 0) counts.answered++;
			counts.replies++;
		});
		const { verdict } = reply;
		if (verdict)
			into(localDay(verdict.at), (counts) => {
				if (verdict.kind === 'returned') counts.returned++;
				else counts.accepted++;
			});
	}
	const dueDay = Date.parse(`${dueOn}T00:00:00Z`) / dayLong;
	into(dueDay, (counts) => {
		if (!gone) counts.due++;
		if (first && localDay(first.at) <= dueDay) counts.met++;
		if (!['answered', 'accepted', 'closed'].includes(course.state)) counts.waiting++;
	});
}
