import type { TerritoryId } from '#platform/db/door.server.ts';
import type { Translate } from '#platform/i18n/door.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { accountsOf } from '#rooms/identity/door.server.ts';
import {
	type BodyRef,
	bodiesNamed,
	bodiesOf,
	bodyKey,
	staffOf,
	summary,
} from '#rooms/organisations/door.server.ts';
import { currentTree, namesOf, tree } from '#rooms/territories/door.server.ts';
import { channels } from '../appeal.ts';
import { bulkActsAt } from '../bulk/acts-at.ts';
import { categories } from '../categories.server.ts';
import { categoryName } from '../category.ts';
import { categoryFilterOptions, categoryOptions } from '../category-options.ts';
import { type DeskAsked, narrowedBy, queryOf, readDeskAsked, sorts, terms, usualColumns } from './asked.ts';
import { type DeskRow, territoryOf } from './desk.ts';
import { mostUrgent } from './frame-store.server.ts';
import { countedTo, readInbox } from './read-inbox.ts';
import { mayShareViews } from './saved-views.ts';
import { staffLabelled } from './staff-options.ts';
import { ruleOf, type View } from './views.ts';

type Locals = { actor: Actor; lang: 'ru' | 'en'; t: Translate; href: (path: string) => string };
export type DeskLine = DeskRow & {
	key: string;
	href: string;
	current: boolean;
	clock: { tone: 'calm' | 'near' | 'today' | 'late'; days: number } | null;
	categoryName: string;
	/** Of a body's desk the person, of a registry's the body. */
	executorName: string | undefined;
	territoryName: string | undefined;
	/** The person of the line is away, this one stands in: the last day of it. */
	insteadOf: string | undefined;
};

/** All that the page of a desk shows, but for the appeal that is opened; the same number of queries whatever is asked. */
export async function inboxView(locals: Locals, query: URLSearchParams, opened: string | null) {
	const { actor, lang, t, href } = locals;
	const asked = readDeskAsked(query);
	const inbox = await readInbox(actor, asked);
	const { desk } = inbox.desk;
	const registry = desk.kind === 'registry';
	const shown: DeskAsked = { ...asked, desk: inbox.desk.key, view: inbox.view };
	const address = (changes: Partial<Record<string, string | null>>) => addressOf(href, shown, changes);
	const { saved } = inbox;
	const [all, staff, bodies] = await Promise.all([
		categories(),
		desk.kind === 'body' ? staffOf(desk.body) : [],
		registry ? bodiesOf(desk.territory) : [],
	]);
	const areas = registry
		? currentTree()
				.childrenOf(desk.territory)
				.filter((id) => tree.ownerOf(id) === id)
		: [];
	const [people, bodyNames, names] = await Promise.all([
		accountsOf([
			...staff.map((member) => member.account),
			...inbox.rows.flatMap((row) => row.executor ?? []),
			...inbox.standsIn.map((one) => one.account),
		]),
		registry ? bodiesNamed(bodiesIn(inbox.rows), lang) : new Map<string, { shortName: string }>(),
		namesOf([...new Set([...areas, ...inbox.rows.map((row) => row.territory)])], lang),
	]);
	const executorName = (row: DeskRow) =>
		registry
			? bodyNames.get(`${row.bodyTerritory}/${row.body}`)?.shortName
			: row.executor
				? people.get(row.executor)?.name
				: undefined;
	const page = address({ after: asked.after });
	const rows = inbox.rows.map(
		(row): DeskLine => ({
			...row,
			key: `${row.territory}/${row.id}`,
			href: `${page}&open=${row.territory}%2F${row.id}`,
			current: opened === `${row.territory}/${row.id}`,
			categoryName: categoryName(all.get(row.category), lang),
			executorName: executorName(row),
			territoryName: names.get(row.territory)?.nominative,
			insteadOf: inbox.standsIn.find((one) => one.account === row.executor)?.until,
		}),
	);
	const at = rows.findIndex((row) => row.current);
	const here = queryOf(shown).toString();
	const narrowed = narrowedBy(asked);
	return {
		desk: inbox.desk,
		kind: desk.kind,
		territory: territoryOf(desk),
		acts: bulkActsAt(actor, inbox.desk),
		page: rows.length,
		undoSeconds: inbox.undoSeconds,
		total: inbox.found ?? inbox.views.find((one) => one.view === inbox.view)?.count ?? null,
		desks: inbox.desks.map((one) => ({
			title: one.desk.kind === 'registry' ? t('appeals.inbox.registry', { name: one.name }) : one.name,
			href: `${href('/office/appeals')}?desk=${encodeURIComponent(one.key)}`,
			current: one.key === inbox.desk.key,
		})),
		view: inbox.view,
		views: inbox.views
			.filter((one) => one.view === inbox.view || !isRare(one))
			.map(({ view, count }) => ({
				title: t.any(`appeals.inbox.view.${view}`),
				href: `${href('/office/appeals')}?${queryOf({ ...readDeskAsked(new URLSearchParams()), desk: inbox.desk.key, view, density: asked.density, columns: asked.columns })}`,
				...(count === null ? {} : { count }),
				current: view === inbox.view && !saved.some((one) => one.query === here),
				alarm: view === 'burning' || view === 'late',
			})),
		saved: saved.map((one) => ({
			...one,
			title: one.name,
			href: `${href('/office/appeals')}?${one.query}`,
			current: one.query === here,
			own: one.owner === actor.account,
		})),
		/** Words of danger that nobody has taken up: above everything else, with how many there are beyond those. */
		urgent: {
			lines: inbox.urgent.slice(0, mostUrgent).map((one) => ({
				...one,
				href: `${page}&open=${one.territory}%2F${one.id}`,
				current: opened === `${one.territory}/${one.id}`,
			})),
			more: inbox.urgent.length > mostUrgent,
		},
		/** What the owner's desk opens with, where the address says nothing. */
		opensWith: saved.find((one) => one.opensFirst && one.owner === actor.account)?.query ?? null,
		mayShare: mayShareViews(actor, inbox.desk),
		rows,
		heading: headingOf(inbox.view, inbox.found, inbox.views, t),
		sort: inbox.sort,
		sorts: sorts.map((sort) => ({
			title: t.any(`appeals.inbox.sort.${sort}`),
			href: address({ sort, after: null }),
			current: sort === inbox.sort,
		})),
		density: asked.density,
		densities: (['normal', 'compact', 'table'] as const).map((density) => ({
			title: t.any(`appeals.inbox.density.${density}`),
			href: address({ density: density === 'normal' ? null : density }),
			current: density === asked.density,
		})),
		columns: asked.columns,
		usual: asked.columns.length === usualColumns.length,
		next: inbox.next ? address({ after: inbox.next }) : null,
		first: asked.after ? address({ after: null }) : null,
		/** The list as it is shown, without what is opened. */
		here: page,
		query: here,
		csv: `${href('/office/appeals/list.csv')}?${here}`,
		following: at >= 0 ? rows[at + 1]?.href : undefined,
		preceding: at > 0 ? rows[at - 1]?.href : undefined,
		filters: asked,
		narrowed,
		unnarrowed: `${href('/office/appeals')}?${queryOf({ ...readDeskAsked(new URLSearchParams()), desk: inbox.desk.key, view: inbox.view, sort: asked.sort, density: asked.density, columns: asked.columns })}`,
		options: {
			categories: categoryFilterOptions(all, lang, (name) => t('appeals.filters.all-of', { name })),
			areas: areas.map((id) => ({ value: id, label: names.get(id)?.nominative ?? String(id) })),
			executors: registry
				? bodies
						.filter((body) => !body.closedOn)
						.map((body) => ({ value: bodyKey(body), label: summary(body, lang).name }))
				: staffLabelled({ staff, people, loads: inbox.loads, away: inbox.away }, t),
			states: ruleOf(inbox.view).states.map((state) => ({
				value: state,
				label: t.any(`appeals.state.${state}`),
			})),
			/** Categories that may be chosen for an appeal today. */
			choices: categoryOptions(
				all.choices(inbox.today, [territoryOf(desk), ...tree.ancestors(territoryOf(desk))]),
				lang,
				(name) => t('appeals.form.category.other-of', { name }),
			),
			terms: terms.map((term) => ({ value: term, label: t.any(`appeals.inbox.term.${term}`) })),
			channels: channels.map((channel) => ({ value: channel, label: t.any(`appeals.channel.${channel}`) })),
		},
		today: inbox.today,
		standsIn: inbox.standsIn.map((one) => ({ name: people.get(one.account)?.name ?? '', until: one.until })),
	};
}
export type InboxView = Awaited<ReturnType<typeof inboxView>>;

/** Views that most desks never fill stand there only while they hold something. */
const isRare = ({ view, count }: { view: View; count: number | null }) =>
	count === 0 && (view === 'joint' || view === 'approval' || view === 'asked');

/** The address of the desk as it is asked for, with changes; what is opened and the page are left out unless given. */
function addressOf(
	href: Locals['href'],
	shown: DeskAsked,
	changes: Partial<Record<string, string | null>>,
): string {
	const next = queryOf(shown);
	for (const [name, value] of Object.entries(changes))
		if (value == null) next.delete(name);
		else next.set(name, value);
	return `${href('/office/appeals')}?${next}`;
}

function headingOf(
	view: View,
	found: number | null,
	views: { view: View; count: number | null }[],
	t: Translate,
): string {
	const title = t.any(`appeals.inbox.view.${view}`);
	const count = found ?? views.find((one) => one.view === view)?.count ?? null;
	if (count === null) return title;
	return found !== null && found > countedTo
		? t('appeals.inbox.heading-over', { title, count: countedTo })
		: t('appeals.inbox.heading', { title, count });
}

function bodiesIn(rows: readonly DeskRow[]): BodyRef[] {
	const refs = rows.flatMap((row) =>
		row.body && row.bodyTerritory ? [{ territory: row.bodyTerritory as TerritoryId, id: row.body }] : [],
	);
	return [...new Map(refs.map((ref) => [bodyKey(ref), ref])).values()];
}
