import type { Db, Tx } from '#platform/db/door.server.ts';
import type { Category } from './category.ts';
import type { StarterCategory } from './starter-categories.ts';

export async function readCategories(db: Db): Promise<Category[]> {
	const [rows, texts] = await Promise.all([
		db<Omit<Category, 'texts'>[]>`
			select code, parent_code as parent, offered_in as "offeredIn", position, answer_days as "answerDays",
				reaction_days as "reactionDays", days_are as "daysAre", emergency, shown_to as "shownTo",
				place_kind as "placeKind", closed_on::text as "closedOn"
			from appeals.category order by position, code`,
		db<{ category: string; lang: string; name: string; hint: string }[]>`
			select category, lang, name, hint from appeals.category_text`,
	]);
	const textsOf = Map.groupBy(texts, (text) => text.category);
	return rows.map((row) => ({ ...row, texts: textsOf.get(row.code) ?? [] }));
}

/** Brings a category with all below it in where it is not yet; what an installation has changed stays as it is. */
export async function seedCategory(
	tx: Tx,
	category: StarterCategory,
	parent: string | null,
	position: number,
): Promise<void> {
	const added = await tx`
		insert into appeals.category (code, parent_code, origin, position, answer_days, reaction_days, emergency, shown_to,
			place_kind)
		values (${category.code}, ${parent}, 'general', ${position}, ${category.answer ?? null},
			${category.reaction ?? null}, ${category.emergency ?? false}, ${category.shownTo ?? 'public'},
			${category.placeKind ?? null})
		on conflict (code) do nothing returning 1`;
	if (added.length)
		for (const lang of ['ru', 'en'] as const)
			await tx`
				insert into appeals.category_text (category, lang, name, hint)
				values (${category.code}, ${lang}, ${category[lang][0]}, ${category[lang][1] ?? ''})
				on conflict (category, lang) do nothing`;
	for (const [i, below] of (category.below ?? []).entries()) await seedCategory(tx, below, category.code, i);
}
