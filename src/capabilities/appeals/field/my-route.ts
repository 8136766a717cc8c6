import { shortWay } from '#numerics/short-way.ts';
import { dayIn } from '#platform/calendar/door.ts';
import { database } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { distance } from '#platform/geo/door.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { absencesNow, bodiesOf, standsInFor } from '#rooms/organisations/door.server.ts';
import { viewMany, zoneOf } from '#rooms/territories/door.server.ts';
import type { Appeal, AppealRef, Point } from '../appeal.ts';
import { desksOf } from '../desk/desks-of.ts';
import { openPartsOfMany } from '../joint/joint-store.server.ts';
import * as store from '../store.server.ts';
import { type Clock, clockOf } from '../terms.ts';
import * as field from './field-store.server.ts';

export type Stop = AppealRef & {
	number: string;
	category: string;
	state: Appeal['state'];
	/** Masked, as on the desk. */
	excerpt: string;
	placeWords: string;
	point: Point | null;
	dueOn: string;
	clock: Clock;
	/** What another body asked for, where it is a part of joint work. */
	task: string | null;
	/** Today's report, if one came. */
	reportedAt: Date | null;
	/** Metres from the stop before, on the ground line. */
	metres: number | null;
};
export type MyRoute = {
	stops: Stop[];
	order: 'route' | 'term';
	/** What the way begins with: the phone's own place, the body's, the middle of its territory. */
	start: { kind: 'here' | 'body' | 'centre'; point: Point } | null;
	/** Metres of the whole way. */
	length: number;
};

/** So many a person goes to in a day; the rest waits behind them. */
const most = 60;

/** What is assigned to this person, or to those whom they stand in for, in the order of a short way or of terms. */
export async function myRoute(
	actor: Actor,
	asked: { order: 'route' | 'term'; here: Point | null },
	now = new Date(),
): Promise<MyRoute> {
	const account = actor.account ?? refuse('platform.sign-in-first');
	const bodies = (await desksOf(actor)).flatMap(({ desk }) => (desk.kind === 'body' ? [desk.body] : []));
	const [first] = bodies;
	if (!first) return { stops: [], order: asked.order, start: null, length: 0 };
	const territories = [...new Set(bodies.map((body) => body.territory))];
	const away = (await absencesNow(territories, now)).filter((one) =>
		bodies.some((body) => body.id === one.body),
	);
	const people = [account, ...standsInFor(account, away).map((one) => one.account)];
	const db = database();
	const assigned = await field.assignedTo(db, bodies, people, most);
	const midnight = new Date(now.getTime() - 16 * 3_600_000);
	const [appeals, reported, parts, start] = await Promise.all([
		store.readMany(db, assigned),
		field.reportedSince(db, assigned, midnight),
		openPartsOfMany(
			db,
			assigned.filter((one) => one.part !== null),
		),
		asked.here ? { kind: 'here' as const, point: asked.here } : startOf(first),
	]);
	const byId = new Map(appeals.map((appeal) => [appeal.id, appeal]));
	const stops = assigned.flatMap(({ id, dueOn, excerpt, part, body }): Stop[] => {
		const appeal = byId.get(id);
		// while a controller looks at a returned answer nothing is done at the place
		if (!appeal || appeal.inReview) return [];
		const { territory, number, category, state, placeWords, point } = appeal;
		return [
			{
				territory,
				id,
				number,
				category,
				state,
				excerpt,
				placeWords,
				point,
				dueOn,
				clock: clockOf(dueOn, dayIn(zoneOf(territory), now)),
				task: part ? (parts.find((one) => one.appeal === id && one.body.id === body)?.task ?? null) : null,
				reportedAt: reported.get(id) ?? null,
				metres: null,
			},
		];
	});
	return inOrder(stops, asked.order, start);
}

/** What was reported today comes last, what has no point before it, by its day. */
function inOrder(stops: readonly Stop[], order: MyRoute['order'], start: MyRoute['start']): MyRoute {
	const open = stops.filter((one) => !one.reportedAt);
	const done = stops.filter((one) => one.reportedAt);
	const placed = open.filter((one) => one.point);
	const between = (a: Point, b: Point) => distance([a.lon, a.lat], [b.lon, b.lat]);
	const at = (i: number) => placed[i]?.point as Point;
	const way =
		order === 'term'
			? placed.map((_, i) => i)
			: shortWay(
					placed.length,
					(a, b) => between(at(a), at(b)),
					start ? (a) => between(start.point, at(a)) : undefined,
				);
	let last = start?.point ?? null;
	let length = 0;
	const ordered = way.map((i) => {
		const stop = placed[i] as Stop;
		const metres = last ? Math.round(between(last, at(i))) : null;
		last = at(i);
		length += metres ?? 0;
		return { ...stop, metres };
	});
	const unplaced = open.filter((one) => !one.point);
	return { stops: [...ordered, ...unplaced, ...done], order, start, length };
}

async function startOf(body: { territory: Appeal['territory']; id: string }): Promise<MyRoute['start']> {
	const own = (await bodiesOf(body.territory)).find((one) => one.id === body.id);
	if (own?.lat != null && own.lon != null) return { kind: 'body', point: { lat: own.lat, lon: own.lon } };
	const centre = (await viewMany([body.territory], 'ru')).get(body.territory)?.centre;
	return centre?.latitude != null && centre.longitude != null
		? { kind: 'centre', point: { lat: centre.latitude, lon: centre.longitude } }
		: null;
}
