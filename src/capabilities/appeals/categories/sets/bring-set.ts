import type { AccountId, Tx } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import { type Actor, installation } from '#platform/permissions/door.ts';
import { categories } from '../../categories.server.ts';
import type { Category } from '../../category.ts';
import type { CategoryTree } from '../../category-tree.ts';
import { editing, save } from '../change-category.ts';
import { insertSet, writeCategories } from '../save-store.server.ts';
import { other } from './general/authority.ts';
import { general } from './general/general.ts';
import { categoriesOfSet } from './set.ts';

export const sets = ['general', 'empty'] as const;
export type SetName = (typeof sets)[number];

/** What a set holds. Also the empty one lets a person write about anything. */
export function contentOf(set: SetName): Category[] {
	return categoriesOfSet(set === 'general' ? general : [other], set);
}

/** What of the set the installation does not have yet. */
export function missingOf(set: SetName, tree: CategoryTree): Category[] {
	return contentOf(set).filter((one) => tree.get(one.code) === undefined);
}

/** Brings in what is not there yet; what an installation has changed stays as it is. For a start, without a person. */
export async function plantSet(tx: Tx, set: SetName, tree: CategoryTree, revision: number): Promise<void> {
	await writeCategories(tx, missingOf(set, tree), revision);
	await insertSet(tx, set, null, new Date());
}

/** The same by hand of an administrator, with history. Answers how many came. */
export async function bringSet(actor: Actor, set: SetName): Promise<number> {
	demand(actor, 'appeals.edit-categories', { territory: installation });
	return editing(async (now) => {
		const missing = missingOf(set, now.tree);
		await save(
			now,
			actor,
			'imported',
			missing.map((after) => ({ before: null, after })),
		);
		await insertSet(now.tx, set, actor.account as AccountId | null, now.at);
		return missing.length;
	});
}

/**
 * Closes what is left of a set that an installation does not want: at once, open appeals stay with their categories.
 * «Другое» stays, so that a person can write about anything.
 */
export async function closeSet(actor: Actor, set: SetName, on: string): Promise<number> {
	demand(actor, 'appeals.edit-categories', { territory: installation });
	if (set === 'empty') refuse('appeals.category.not-found');
	return editing(async (now) => {
		const open = now.tree
			.all()
			.filter((one) => one.origin === set && one.closedOn === null && one.code !== other.code);
		await save(
			now,
			actor,
			'closed',
			open.map((before) => ({
				before,
				after: { ...before, closedOn: on, closing: 'stay' as const, instead: other.code },
			})),
		);
		return open.length;
	});
}

/** How much of a set is here and open, for the page that offers the rest. */
export async function setState(set: SetName): Promise<{ total: number; open: number; missing: number }> {
	const all = await categories();
	const content = contentOf(set);
	const here = content.flatMap((one) => all.get(one.code) ?? []);
	return {
		total: content.length,
		open: here.filter((one) => one.closedOn === null).length,
		missing: content.length - here.length,
	};
}
