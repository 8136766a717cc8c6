import type { TerritoryId } from '#platform/db/ids.ts';
import { type TerritoryView, tree, viewMany } from '#rooms/territories/door.server.ts';

export type TerritoryChoice = { id: TerritoryId; name: string; within: string };

/** «Кунгурский округ, Пермский край»: enough to choose the right one of several with the same name. */
export function choiceOf(view: TerritoryView): TerritoryChoice {
	return {
		id: view.id,
		name: view.name.nominative,
		within: view.parents
			.slice(-2)
			.reverse()
			.map((one) => one.name)
			.join(', '),
	};
}

export async function choicesOf(ids: readonly TerritoryId[], lang: 'ru' | 'en'): Promise<TerritoryChoice[]> {
	const views = await viewMany(ids, lang);
	return ids.flatMap((id) => {
		const view = views.get(id);
		return view && tree.isInForce(id) ? [choiceOf(view)] : [];
	});
}
