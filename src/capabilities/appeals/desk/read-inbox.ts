import { Temporal } from 'temporal-polyfill';
import { record } from '#platform/audit/door.server.ts';
import { dayIn } from '#platform/calendar/door.ts';
import { type AccountId, database, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { type Absence, absencesNow, standsInFor } from '#rooms/organisations/door.server.ts';
import { tree, zoneOf } from '#rooms/territories/door.server.ts';
import type { AppealRef } from '../appeal.ts';
import { mostInBulk, undoSecondsOf } from '../bulk/bulk.ts';
import { categories } from '../categories.server.ts';
import { step } from '../terms/count.ts';
import { type Clock, clockOf } from '../terms.ts';
import {
	type DeskAfter,
	type DeskAsked,
	type DeskSort,
	deskMark,
	narrowedBy,
	queryOf,
	readDeskAfter,
} from './asked.ts';
import { countFirst, keyOf } from './count-desks.ts';
import { type Desk, type DeskRow, type NamedDesk, stepsAt, territoryOf } from './desk.ts';
import * as store from './desk-store.server.ts';
import { deskIn, desksOf } from './desks-of.ts';
import { frameOf, type Load, type UrgentRow } from './frame-store.server.ts';
import type { SavedView } from './saved-views-store.server.ts';
import { countOf, ruleOf, soonDays, type View, views } from './views.ts';

export type InboxPage = {
	desk: NamedDesk;
	desks: NamedDesk[];
	view: View;
	sort: DeskSort;
	/** The views of this desk with their figures; `done` is not counted. */
	views: { view: View; count: number | null }[];
	rows: (DeskRow & { clock: Clock | null })[];
	/** How many the filters leave, up to `countedTo` and one; null while nothing narrows the view. */
	found: number | null;
	next: string | null;
	today: string;
	/** Whose work the person does at this desk now, and until which day. */
	standsIn: { account: AccountId; until: string }[];
	/** Of a body: who is away from it, and what each of its people has in work. */
	away: readonly Absence[];
	loads: readonly Load[];
	/** What the person saved at this desk and what its head shared. */
	saved: readonly SavedView[];
	/** What stands first, whatever is asked: words of danger that nobody has taken up. */
	urgent: readonly UrgentRow[];
	/** How long an act on many may be taken back here. */
	undoSeconds: number;
};

/** Nobody counts further to show a heading. */
export const countedTo = 1_000;

/** One page of a desk with the figures of its views: the same number of queries whatever is asked. */
export async function readInbox(
	actor: Actor,
	asked: DeskAsked,
	limit = 25,
	now = new Date(),
): Promise<InboxPage> {
	const account = actor.account ?? refuse('platform.sign-in-first');
	const desks = await desksOf(actor);
	const named = deskIn(desks, asked.desk);
	const { desk } = named;
	const days = daysAt(desk, now);
	const { today } = days;
	const db = database();
	const chain = [territoryOf(desk), ...tree.ancestors(territoryOf(desk))];
	const [away, frame] = await Promise.all([
		awayFrom(desk, now),
		frameOf(db, desk, { key: keyOf(desk), account, today, chain }),
	]);
	const buckets = frame.buckets ?? (await countFirst(desk));
	const { loads } = frame;
	const standsIn = standsInFor(account, away);
	const mine = [account, ...standsIn.map((one) => one.account)];
	const own = loads.reduce((sum, one) => sum + (mine.includes(one.executor) ? one.open : 0), 0);
	const roles = stepsAt(actor, desk, mine);
	const counted = views
		.filter((view) => ruleOf(view).desks.includes(desk.kind))
		.map((view) => ({
			view,
			count: view === 'done' ? null : view === 'mine' ? own : countOf(view, buckets, { ...days, roles }),
		}));
	const view = counted.find((one) => one.view === asked.view)?.view ?? firstView(desk, counted);
	const sort = sortOf(asked, view);
	const rowsAsked = await rowsAskedOf(desk, asked, { ...days, view, mine, roles });
	const narrowed = narrowedBy(asked) > 0;
	const [rows, found] = await Promise.all([
		store.rows(db, desk, rowsAsked, { sort, after: readDeskAfter(asked.after, sort), limit: limit + 1 }),
		narrowed ? store.count(db, desk, rowsAsked, countedTo + 1) : null,
	]);
	const shown = rows.slice(0, limit);
	const last = shown.at(-1);
	return {
		desk: named,
		desks,
		view,
		sort,
		views: counted,
		rows: shown.map((row) => ({ ...row, clock: hasClock(row) ? clockOf(row.dueOn, today) : null })),
		found,
		next: rows.length > limit && last ? deskMark(last, sort) : null,
		today,
		standsIn,
		away,
		loads,
		saved: frame.saved,
		urgent: frame.urgent,
		undoSeconds: undoSecondsOf(chain, frame.settings).seconds,
	};
}

function daysAt(desk: Desk, now: Date): { today: string; soon: string; week: string } {
	const today = dayIn(zoneOf(territoryOf(desk)), now);
	return { today, soon: step(today, soonDays), week: step(today, 7) };
}

/**
 * Every row of what is asked, some hundreds at a time, up to `most`; that it was taken away is written down. Refuses before the
 * first row: an answer that has begun cannot be taken back.
 */
export async function exportDesk(
	actor: Actor,
	asked: DeskAsked,
	most: number,
	now = new Date(),
): Promise<AsyncIterable<DeskRow[]>> {
	const account = actor.account ?? refuse('platform.sign-in-first');
	const { desk } = deskIn(await desksOf(actor), asked.desk);
	const view = asked.view ?? 'all';
	const sort = sortOf(asked, view);
	const mine = [account, ...standsInFor(account, await awayFrom(desk, now)).map((one) => one.account)];
	const roles = stepsAt(actor, desk, mine);
	const rowsAsked = await rowsAskedOf(desk, asked, { ...daysAt(desk, now), view, mine, roles });
	await transaction((tx) =>
		record(tx, {
			actor,
			territory: territoryOf(desk),
			action: 'appeals.exported',
			payload: { query: queryOf(asked).toString() },
			reading: true,
		}),
	);
	return pages(desk, rowsAsked, sort, most);
}

async function* pages(
	desk: Desk,
	rowsAsked: store.RowsAsked,
	sort: DeskSort,
	most: number,
): AsyncGenerator<DeskRow[]> {
	let after: DeskAfter | undefined;
	for (let given = 0; given < most; given += exportPage) {
		const rows = await store.rows(database(), desk, rowsAsked, { sort, after, limit: exportPage });
		yield rows;
		const last = rows.at(-1);
		if (!last || rows.length < exportPage) return;
		after = readDeskAfter(deskMark(last, sort), sort);
	}
}
const exportPage = 500;

/** Everything that is asked for, up to what one act on many takes: for "all that were found". */
export async function foundAtDesk(
	actor: Actor,
	asked: DeskAsked,
	most = mostInBulk,
	now = new Date(),
): Promise<AppealRef[]> {
	const account = actor.account ?? refuse('platform.sign-in-first');
	const { desk } = deskIn(await desksOf(actor), asked.desk);
	const view = asked.view ?? 'all';
	const mine = [account, ...standsInFor(account, await awayFrom(desk, now)).map((one) => one.account)];
	const roles = stepsAt(actor, desk, mine);
	const rowsAsked = await rowsAskedOf(desk, asked, { ...daysAt(desk, now), view, mine, roles });
	const rows = await store.rows(database(), desk, rowsAsked, { sort: sortOf(asked, view), limit: most });
	return rows.map(({ territory, id }) => ({ territory, id }));
}

/** Who is away from the desk at this moment. */
async function awayFrom(desk: Desk, now: Date): Promise<Absence[]> {
	const body = desk.kind === 'body' ? desk.body.id : null;
	return (await absencesNow([territoryOf(desk)], now)).filter((one) => one.body === body);
}

const hasClock = (row: DeskRow) => !['answered', 'accepted', 'closed'].includes(row.state);

/** What waits is shown by its day, what has ended by when it came. */
function sortOf(asked: DeskAsked, view: View): DeskSort {
	return asked.sort ?? (view === 'done' || view === 'answered' ? 'newest' : 'due');
}

async function rowsAskedOf(
	desk: Desk,
	asked: DeskAsked,
	at: {
		view: View;
		mine: readonly AccountId[];
		roles: readonly string[];
		today: string;
		soon: string;
		week: string;
	},
): Promise<store.RowsAsked> {
	const all = await categories();
	const zone = zoneOf(territoryOf(desk));
	const instant = (day: string, days = 0) =>
		new Date(Temporal.PlainDate.from(day).add({ days }).toZonedDateTime(zone).epochMilliseconds);
	const area = asked.area as TerritoryId | null;
	return {
		...at,
		categories: asked.category && all.get(asked.category) ? all.reads(asked.category) : undefined,
		areas: area === null ? undefined : [area, ...tree.descendants(area)],
		state: asked.state ?? undefined,
		executor:
			asked.executor === null
				? undefined
				: asked.executor === 'none'
					? null
					: asked.executor.split('/').at(-1),
		term: asked.term ?? undefined,
		channel: asked.channel ?? undefined,
		words: asked.words ?? undefined,
		from: asked.from ? instant(asked.from) : undefined,
		to: asked.to ? instant(asked.to, 1) : undefined,
	};
}

/** What an official should see first: what burns, else what nobody has taken, else all. */
function firstView(desk: Desk, counted: InboxPage['views']): View {
	const order: View[] =
		desk.kind === 'body' ? ['burning', 'new', 'mine', 'all'] : ['unsorted', 'burning', 'all'];
	return order.find((view) => counted.some((one) => one.view === view && (one.count ?? 0) > 0)) ?? 'all';
}
