import { Temporal } from 'temporal-polyfill';
import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { type Actor, may } from '#platform/permissions/door.ts';
import { type BodyRef, type BodySummary, bodiesNamed, bodyKey } from '#rooms/organisations/door.server.ts';
import { namesOf, zoneOf } from '#rooms/territories/door.server.ts';
import { categories } from './categories.server.ts';
import { readAfter } from './list-appeals.ts';
import {
	type After,
	type Desk,
	deskCounts,
	deskRows,
	type InboxRow,
	type View,
	views,
} from './lists-store.server.ts';
import { keepsRegistry } from './permissions.ts';
import { type Clock, clockOf, dayIn } from './terms.ts';

export { type View, views } from './lists-store.server.ts';

/** A place where the official works: `body:46/<id>` or `registry:46` in the address. */
export type NamedDesk = { key: string; desk: Desk; name: string };

/** The desks that the actor's own grants open, registries first. */
export async function desksOf(actor: Actor): Promise<NamedDesk[]> {
	const bodies = new Map<string, BodyRef>();
	const registries = new Set<TerritoryId>();
	for (const grant of actor.grants) {
		if (grant.space !== null) {
			if (!may(actor, 'appeals.work', { territory: grant.territory, space: grant.space })) continue;
			const ref = { territory: grant.territory, id: grant.space as BodyRef['id'] };
			bodies.set(bodyKey(ref), ref);
		} else if (keepsRegistry(actor, grant)) registries.add(grant.territory);
	}
	const [summaries, names] = await Promise.all([
		bodiesNamed([...bodies.values()], actor.lang),
		namesOf([...registries], actor.lang),
	]);
	// who answers for all of a territory begins there
	return [
		...[...registries].map(
			(territory): NamedDesk => ({
				key: `registry:${territory}`,
				desk: { kind: 'registry', territory },
				name: names.get(territory)?.nominative ?? String(territory),
			}),
		),
		...[...bodies].flatMap(([key, body]): NamedDesk[] => {
			const found: BodySummary | undefined = summaries.get(key);
			// a grant of a space that is no body opens no desk
			return found ? [{ key: `body:${key}`, desk: { kind: 'body', body }, name: found.shortName }] : [];
		}),
	];
}

export type InboxPage = {
	desk: NamedDesk;
	desks: NamedDesk[];
	view: View;
	rows: (InboxRow & { clock: Clock | null })[];
	counts: Record<View, number>;
	next: string | null;
};

export type InboxAsked = {
	desk: string | null;
	view: string | null;
	category: string | null;
	words: string | null;
	after: string | null;
};

/** How many days ahead "burning" looks. */
const soonDays = 3;

/** One page of a desk with its counts. Three queries for the desks, two for the rows. */
export async function readInbox(
	actor: Actor,
	asked: InboxAsked,
	limit = 40,
	now = new Date(),
): Promise<InboxPage> {
	const account = actor.account ?? refuse('platform.sign-in-first');
	const desks = await desksOf(actor);
	const desk = asked.desk === null ? desks[0] : desks.find((one) => one.key === asked.desk);
	if (!desk) refuse('appeals.desk-not-found');
	const territory = desk.desk.kind === 'body' ? desk.desk.body.territory : desk.desk.territory;
	const today = dayIn(zoneOf(territory), now);
	const soon = Temporal.PlainDate.from(today).add({ days: soonDays }).toString();
	const counts = await deskCounts(database(), desk.desk, account, soon);
	const view = views.find((one) => one === asked.view) ?? firstView(desk.desk, counts);
	const all = await categories();
	const after: After | undefined = readAfter(asked.after);
	const rows = await deskRows(database(), desk.desk, {
		view,
		me: account,
		soon,
		categories: asked.category && all.get(asked.category) ? all.reads(asked.category) : undefined,
		words: asked.words?.trim().slice(0, 100) || undefined,
		after,
		limit: limit + 1,
	});
	const shown = rows.slice(0, limit);
	const last = shown.at(-1);
	const newest = view === 'done' || view === 'answered';
	return {
		desk,
		desks,
		view,
		counts,
		rows: shown.map((row) => ({ ...row, clock: newest ? null : clockOf(row.dueOn, today) })),
		next:
			rows.length > limit && last ? `${newest ? last.filedAt.toISOString() : last.dueOn}_${last.id}` : null,
	};
}

/** What an official should see first: what burns, else what nobody has taken, else all. */
function firstView(desk: Desk, counts: Record<View, number>): View {
	const order: View[] = desk.kind === 'body' ? ['burning', 'new', 'mine', 'all'] : ['new', 'burning', 'all'];
	return order.find((view) => counts[view] > 0) ?? 'all';
}
