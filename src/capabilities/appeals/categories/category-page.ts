import { dayIn } from '#platform/calendar/door.ts';
import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import type { Translate } from '#platform/i18n/door.ts';
import { type Actor, may } from '#platform/permissions/door.ts';
import { accountsOf } from '#rooms/identity/door.server.ts';
import { placeKindsIn } from '#rooms/organisations/door.server.ts';
import { tree as territories, zoneOf } from '#rooms/territories/door.server.ts';
import { categories } from '../categories.server.ts';
import { type Category, categoryName } from '../category.ts';
import type { CategoryTree } from '../category-tree.ts';
import { approvalSaid, approversFor } from './approvers-for.ts';
import { isKnownHere } from './category-table.ts';
import { mayEdit, reachCategory } from './change-category.ts';
import { deepest } from './check-category.ts';
import { describe } from './describe.ts';
import { countOpen } from './open-store.server.ts';
import { readChanges } from './save-store.server.ts';

const mostChanges = 50;

/** Everything that the office's page of one category shows, seen from a territory. */
export async function categoryPage(
	actor: Actor,
	territory: TerritoryId,
	code: string,
	t: Translate,
	now = new Date(),
) {
	const { lang } = t;
	const all = await categories();
	const category = all.get(code);
	const areas = [territory, ...territories.ancestors(territory)];
	if (!category || !isKnownHere(all, category, areas)) refuse('appeals.category.not-found');
	const [changes, kinds, options] = await Promise.all([
		readChanges(database(), code, mostChanges),
		placeKindsIn(lang),
		approversFor(territory, t),
	]);
	const people = await accountsOf(changes.flatMap((change) => (change.account ? [change.account] : [])));
	const day = dayIn(zoneOf(territory), now);
	return {
		category,
		name: categoryName(category, lang),
		path: all
			.chain(code)
			.slice(1)
			.toReversed()
			.map((one) => ({ code: one.code, name: categoryName(one, lang) })),
		below: all.below(code).map((one) => ({ code: one.code, name: categoryName(one, lang) })),
		said: describe(t, all, code),
		kinds,
		kindNames: namesOf(kinds, all.placeKinds(code)),
		kindName: namesOf(kinds, [all.placeKind(code) ?? '']).at(0) ?? null,
		questions: all.questions(code),
		checklist: all.checklist(code),
		approval: await approvalSaid(all.approval(code), options, t),
		ownApproval: await approvalSaid(category.approval, options, t),
		isClosed: all.isClosed(code, day),
		instead: category.instead ? categoryName(all.get(category.instead), lang) : null,
		isOffered: all.isOffered(code, areas),
		offers: offersSaid(all, code, areas),
		mayEdit: mayEdit(actor, category),
		mayOffer: may(actor, 'appeals.edit-categories', { territory }),
		approvers: options,
		parents: parentsFor(all, category, areas).map((one) => ({
			value: one.code,
			label: pathIn(all, one.code, lang),
		})),
		changes: changes.map((change) => ({
			revision: change.revision,
			at: change.at,
			kind: change.kind,
			by: change.account ? (people.get(change.account)?.name ?? null) : null,
			what: whatChanged(change.before, change.after),
			mayUndo: change.before !== null && change.kind !== 'moved',
		})),
	};
}

const namesOf = (kinds: readonly { code: string; name: string }[], codes: readonly string[]) =>
	codes.flatMap((code) => kinds.filter((kind) => kind.code === code).map((kind) => kind.name));

/** Who of the areas says that it takes the category on or leaves it out; the nearest decides. */
function offersSaid(all: CategoryTree, code: string, areas: readonly number[]) {
	return {
		own: all.offerOf(code, areas[0] ?? 0),
		above: areas.slice(1).find((one) => all.offerOf(code, one) !== null) ?? null,
	};
}

/** Groups that a category may stand in. */
function parentsFor(all: CategoryTree, category: Category, areas: readonly number[]): Category[] {
	const own = new Set(all.subtree(category.code));
	return all
		.all()
		.filter(
			(one) =>
				!own.has(one.code) &&
				one.closedOn === null &&
				isKnownHere(all, one, areas) &&
				(one.offeredIn === null || one.offeredIn === category.offeredIn) &&
				all.chain(one.code).length < deepest,
		);
}

const parts = {
	texts: 'words',
	words: 'words',
	examples: 'words',
	answer: 'terms',
	reaction: 'terms',
	calendar: 'terms',
	parent: 'place',
	shownTo: 'place',
	placeKind: 'place',
	placeKinds: 'place',
	seasonFrom: 'season',
	seasonTo: 'season',
	emergency: 'danger',
	emergencyPhone: 'danger',
	routeAt: 'routing',
	routeNever: 'routing',
	ownQuestions: 'questions',
	questions: 'questions',
	ownChecklist: 'checklist',
	checklist: 'checklist',
	ownApproval: 'approval',
	approval: 'approval',
	position: 'order',
	closedOn: 'closing',
	closing: 'closing',
	instead: 'closing',
} as const satisfies Partial<Record<keyof Category, string>>;

/** Which parts of a category a change touched, each once. */
export function whatChanged(before: Category | null, after: Category): string[] {
	if (before === null) return [];
	const touched = (Object.keys(parts) as (keyof typeof parts)[]).filter(
		(field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
	);
	return [...new Set(touched.map((field) => parts[field]))];
}

/** Groups for a new category, each with what it stands in. */
export async function groupsFor(
	territory: TerritoryId,
	lang: string,
): Promise<{ value: string; label: string }[]> {
	const all = await categories();
	const areas = [territory, ...territories.ancestors(territory)];
	return all
		.all()
		.filter(
			(one) => one.closedOn === null && isKnownHere(all, one, areas) && all.chain(one.code).length < deepest,
		)
		.map((one) => ({ value: one.code, label: pathIn(all, one.code, lang) }));
}

function pathIn(all: CategoryTree, code: string, lang: string): string {
	return all
		.chain(code)
		.toReversed()
		.map((part) => categoryName(part, lang))
		.join(' → ');
}

/** What one has to know before closing a category: its open appeals, what stands below, what may take its place. */
export async function closingPage(
	actor: Actor,
	territory: TerritoryId,
	code: string,
	lang: string,
	now = new Date(),
) {
	const all = await categories();
	const category = reachCategory(actor, all, code);
	const areas = [territory, ...territories.ancestors(territory)];
	const day = dayIn(zoneOf(territory), now);
	return {
		name: categoryName(category, lang),
		today: day,
		open: await countOpen(database(), code),
		below: all.subtree(code).filter((one) => one !== code && !all.isClosed(one, day)).length,
		others: all
			.all()
			.filter(
				(one) =>
					one.code !== code &&
					!all.isClosed(one.code, day) &&
					isKnownHere(all, one, areas) &&
					(one.offeredIn === null || one.offeredIn === category.offeredIn),
			)
			.map((one) => ({ value: one.code, label: pathIn(all, one.code, lang) })),
	};
}
