import { Temporal } from 'temporal-polyfill';
import { dayIn } from '#platform/calendar/door.ts';
import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { type Actor, may } from '#platform/permissions/door.ts';
import { type BodyRef, bodiesNamed, bodiesOf, bodyKey } from '#rooms/organisations/door.server.ts';
import { currentTree, namesOf, tree, zoneOf } from '#rooms/territories/door.server.ts';
import { categories } from '../categories.server.ts';
import { type Clock, clockOf } from '../terms.ts';
import { bucketsOf } from './count-desks.ts';
import { countsByDesk, registryBody } from './counts-store.server.ts';
import type { DeskRow } from './desk.ts';
import * as store from './desk-store.server.ts';
import { desksOf } from './desks-of.ts';
import { type Bucket, countOf, soonDays, type View } from './views.ts';

const told = [
	'late',
	'burning',
	'unsorted',
	'returned',
	'unassigned',
	'asked',
	'all',
	'answered',
] as const satisfies View[];
export type NowFigures = Record<(typeof told)[number], number>;
/** `soon`: what burns and is not overdue yet. */
const listed = ['late', 'soon', 'unsorted', 'returned'] as const;
export type NowList = (typeof listed)[number];
type NowRow = DeskRow & { clock: Clock | null };

/** What waits in a territory and below it at this moment, private appeals included. */
export type DeskNow = {
	figures: NowFigures;
	lists: Record<NowList, NowRow[]>;
	/** Children with anything open, the most overdue first. */
	parts: { territory: TerritoryId; name: string; figures: NowFigures }[];
	/** Bodies of the territory itself with anything open, the most overdue first. */
	bodies: { body: BodyRef; name: string; figures: NowFigures }[];
	today: string;
	/** Address of the desk, up to its view, that the actor reaches this from; null: none is theirs. */
	desk: string | null;
};

const byArrears = (a: { figures: NowFigures }, b: { figures: NowFigures }) =>
	b.figures.late - a.figures.late || b.figures.burning - a.figures.burning || b.figures.all - a.figures.all;

/**
 * The figures of all desks of a territory, and the first rows of what needs somebody: from the counts of the desks, so that
 * a region costs what a village does. Whether the actor may see it is asked by who shows it.
 */
export async function deskNow(
	actor: Actor,
	territory: TerritoryId,
	asked: { category?: string; limit?: number } = {},
	now = new Date(),
): Promise<DeskNow> {
	const today = dayIn(zoneOf(territory), now);
	const at = { today, soon: Temporal.PlainDate.from(today).add({ days: soonDays }).toString(), roles: [] };
	const week = Temporal.PlainDate.from(today).add({ days: 7 }).toString();
	const figuresOf = (buckets: readonly Bucket[]) =>
		Object.fromEntries(told.map((view) => [view, countOf(view, buckets, at)])) as NowFigures;
	const desk = { kind: 'registry', territory } as const;
	const children = currentTree().childrenOf(territory);
	const bodies = await bodiesOf(territory);
	const all = await categories();
	const [own, below, ofBodies, lists, desks] = await Promise.all([
		bucketsOf(desk),
		countsByDesk(
			database(),
			children.map((id) => ({ territory: id, body: registryBody })),
		),
		countsByDesk(
			database(),
			bodies.map((one) => ({ territory, body: one.id })),
		),
		Promise.all(
			listed.map((view) =>
				store.rows(
					database(),
					desk,
					{
						view: view === 'soon' ? 'burning' : view,
						...(view === 'soon' ? { term: 'soon' as const } : {}),
						mine: [],
						...at,
						week,
						categories: asked.category ? all.reads(asked.category) : undefined,
					},
					{ sort: view === 'unsorted' ? 'oldest' : 'due', limit: asked.limit ?? 7 },
				),
			),
		),
		desksOf(actor),
	]);
	const refs = bodies.map((one): BodyRef => ({ territory, id: one.id }));
	const [names, named] = await Promise.all([namesOf(children, actor.lang), bodiesNamed(refs, actor.lang)]);
	return {
		figures: figuresOf(own),
		lists: Object.fromEntries(
			listed.map((view, i) => [
				view,
				(lists[i] ?? []).map((row) => ({ ...row, clock: clockOf(row.dueOn, today) })),
			]),
		) as DeskNow['lists'],
		parts: below
			.map((one) => ({
				territory: one.territory,
				name: names.get(one.territory)?.nominative ?? '',
				figures: figuresOf(one.buckets),
			}))
			.filter((one) => one.figures.all > 0)
			.sort(byArrears),
		bodies: ofBodies
			.map((one) => {
				const body: BodyRef = { territory, id: one.body };
				return { body, name: named.get(bodyKey(body))?.shortName ?? '', figures: figuresOf(one.buckets) };
			})
			.filter((one) => one.figures.all > 0)
			.sort(byArrears),
		today,
		desk: deskOver(actor, desks, territory),
	};
}

/** The nearest registry of the actor that holds the territory, narrowed to it. */
function deskOver(
	actor: Actor,
	desks: Awaited<ReturnType<typeof desksOf>>,
	territory: TerritoryId,
): string | null {
	if (!may(actor, 'appeals.work', { territory })) return null;
	for (const at of [territory, ...tree.ancestors(territory)]) {
		const found = desks.find((one) => one.desk.kind === 'registry' && one.desk.territory === at);
		if (found) return `desk=${found.key}${at === territory ? '' : `&area=${territory}`}`;
	}
	return null;
}
