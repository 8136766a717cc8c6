import { record } from '#platform/audit/door.server.ts';
import { type TerritoryId, type Tx, transaction } from '#platform/db/door.server.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import { type Actor, installation, may } from '#platform/permissions/door.ts';
import { categoriesNow, renewCategories } from '../categories.server.ts';
import { nextRevision } from '../categories-store.server.ts';
import { blankCategory, type Category } from '../category.ts';
import type { CategoryTree } from '../category-tree.ts';
import { problemsOf } from './check-category.ts';
import { codeFor } from './codes.ts';
import { type Change, insertChanges, readChange, setMoved, writeCategories } from './save-store.server.ts';

/** Where the right over a category is asked: its own territory; what is common to all belongs to the installation. */
export const placeOfCategory = (category: Pick<Category, 'offeredIn'>) => ({
	territory: (category.offeredIn ?? installation) as TerritoryId,
});

export function mayEdit(actor: Actor, category: Pick<Category, 'offeredIn'>): boolean {
	return may(actor, 'appeals.edit-categories', placeOfCategory(category));
}

export type Editing = { tx: Tx; tree: CategoryTree; revision: number; at: Date };

/**
 * The frame of every change: takes the next revision first, so that changes of categories follow one another, and reads
 * the tree as it then stands.
 */
export async function editing<T>(work: (editing: Editing) => Promise<T>): Promise<T> {
	const done = await transaction(async (tx) => {
		const revision = await nextRevision(tx);
		return work({ tx, tree: await categoriesNow(tx), revision, at: new Date() });
	});
	renewCategories();
	return done;
}

/** Writes categories with their history and a line of audit each. */
export async function save(
	{ tx, revision, at }: Editing,
	actor: Actor,
	kind: Change['kind'],
	changes: readonly { before: Category | null; after: Category }[],
): Promise<void> {
	if (changes.length === 0) return;
	await writeCategories(
		tx,
		changes.map(({ after }) => after),
		revision,
	);
	await insertChanges(
		tx,
		changes.map(({ before, after }) => ({
			category: after.code,
			revision,
			at,
			account: actor.account,
			kind,
			before,
			after,
		})),
	);
	for (const { after } of changes)
		await record(tx, {
			actor,
			...placeOfCategory(after),
			action: `appeals.category-${kind}`,
			thing: { kind: 'category', id: after.code },
			payload: { revision },
		});
}

/** Adds a category; its code is made from its Russian name and stays. */
export async function addCategory(
	actor: Actor,
	input: Partial<Category> & Pick<Category, 'parent' | 'offeredIn' | 'texts'>,
): Promise<string> {
	demand(actor, 'appeals.edit-categories', placeOfCategory(input));
	return editing(async (now) => {
		const name = input.texts.find((text) => text.lang === 'ru')?.name ?? '';
		const code = codeFor(name, input.parent, (tried) => now.tree.get(tried) !== undefined);
		const last = Math.max(-1, ...now.tree.below(input.parent).map((one) => one.position));
		const after = blankCategory(code, { ...input, position: last + 1, origin: 'own' });
		check(after, now.tree);
		await save(now, actor, 'made', [{ before: null, after }]);
		return code;
	});
}

/**
 * Changes a category. `seen` is the revision that the form was filled in from: whoever changed it meanwhile is not
 * overwritten unseen.
 */
export async function changeCategory(
	actor: Actor,
	code: string,
	change: (before: Category, tree: CategoryTree) => Category,
	{ kind = 'changed', seen }: { kind?: Change['kind']; seen?: number | undefined } = {},
): Promise<void> {
	await editing(async (now) => {
		const before = reachCategory(actor, now.tree, code);
		if (seen !== undefined && before.revision > seen) refuse('appeals.category.changed-meanwhile');
		const after = change(before, now.tree);
		check(after, now.tree);
		if (isSame(before, after)) return;
		await save(now, actor, kind, [{ before, after }]);
	});
}

/** What one may not change answers as what does not exist, unless it may be seen: categories are public. */
export function reachCategory(actor: Actor, tree: CategoryTree, code: string): Category {
	const category = tree.get(code) ?? refuse('appeals.category.not-found');
	demand(actor, 'appeals.edit-categories', placeOfCategory(category), { visible: true });
	return category;
}

function check(category: Category, tree: CategoryTree): void {
	const problems = problemsOf(category, tree);
	if (problems.length) invalid(...problems);
}

const isSame = (a: Category, b: Category) =>
	JSON.stringify({ ...a, revision: 0 }) === JSON.stringify({ ...b, revision: 0 });

/** One place up or down among those of the same owner. */
export async function moveCategory(actor: Actor, code: string, way: 'up' | 'down'): Promise<void> {
	await editing(async (now) => {
		const category = reachCategory(actor, now.tree, code);
		const beside = now.tree
			.below(category.parent)
			.filter((one) => one.offeredIn === category.offeredIn && one.closedOn === null);
		const at = beside.findIndex((one) => one.code === code);
		const other = beside[at + (way === 'up' ? -1 : 1)];
		if (!other) return;
		const order = beside.filter((one) => one !== category);
		order.splice(at + (way === 'up' ? -1 : 1), 0, category);
		const moved = order.flatMap((before, position) =>
			before.position === position ? [] : [{ before, after: { ...before, position } }],
		);
		await save(now, actor, 'moved', moved);
	});
}

/**
 * Brings a category back to how it was before one of its changes. What was done to appeals meanwhile stays: their way is
 * theirs.
 */
export async function undoChange(actor: Actor, code: string, revision: number): Promise<void> {
	await editing(async (now) => {
		const before = reachCategory(actor, now.tree, code);
		const change = await readChange(now.tx, code, revision);
		if (!change?.before) refuse('appeals.category.nothing-to-undo');
		const after = { ...withAllFields(change.before), position: before.position };
		// what was asked or offered in between stays, unasked, for the answers that name it
		after.questions = [
			...after.questions,
			...before.questions
				.filter((one) => !after.questions.some((other) => other.code === one.code))
				.map((one) => ({ ...one, asked: false })),
		];
		check(after, now.tree);
		if (isSame(before, after)) return;
		await save(now, actor, 'undone', [{ before, after }]);
		if (after.closedOn === null) await setMoved(now.tx, code, null);
	});
}

/** A document of an earlier release may lack fields that came later. */
function withAllFields(before: Category): Category {
	return { ...blankCategory(before.code), ...before };
}
