import type { Block, BlockItem, FrontAction, Visitor } from './blocks.ts';
import { currentTree } from './present.server.ts';
import type { TerritoryView } from './territory.ts';

const mostShown = 4;

/** The address of a room's page about a territory, without the language. */
export const pageUnder = ({ path }: { path: string }, page: string): string =>
	`${path ? `/${path}` : ''}/${page}`;

/** The newest few things of a list, and the way to all of it. */
export function blockOfNewest<Item>(made: {
	name: string;
	title: string;
	position: number;
	/** The last word of the list's address. */
	page: string;
	find(territory: TerritoryView, visitor: Visitor): Promise<{ items: readonly Item[] }>;
	show(item: Item, visitor: Visitor): Omit<BlockItem, 'note'> & { note: readonly (string | false | null)[] };
	/** The word on the way to all. */
	all(visitor: Visitor): string;
}): Block {
	const { name, title, position, page, find, show, all } = made;
	return {
		name,
		title,
		position,
		place: 'main',
		async load(territory, visitor) {
			const { items } = await find(territory, visitor);
			if (items.length === 0) return null;
			return {
				shape: 'items',
				items: items.slice(0, mostShown).map((one) => {
					const shown = show(one, visitor);
					return {
						...shown,
						href: visitor.href(shown.href),
						note: shown.note.filter(Boolean).join(' · '),
					};
				}),
				more: { title: all(visitor), href: visitor.href(pageUnder(territory, page)) },
			};
		},
	};
}

/** A button that leads to a page, where records about the place are kept at all. */
export function actionTo(made: {
	name: string;
	position: number;
	icon: string;
	page: string;
	words(visitor: Visitor): { title: string; note: string };
}): FrontAction {
	const { name, position, icon, page, words } = made;
	return {
		name,
		position,
		icon,
		offer: (territory, visitor) =>
			currentTree().ownerOf(territory.id) === null
				? null
				: { ...words(visitor), href: visitor.href(pageUnder(territory, page)) },
	};
}
