import type { Translate } from '#platform/i18n/door.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type { Kind } from './kind.ts';
import type { TerritoryView } from './territory.ts';

/**
 * The front of a territory is made of blocks that rooms offer and administrators arrange. A block gives plain data in one of
 * a few shapes; the page draws every shape the same way, whoever gave it. A room calls `offerBlocks` in its `open`.
 */
export type Visitor = { actor: Actor; t: Translate; lang: 'ru' | 'en'; href: (path: string) => string };

export type BlockItem = {
	title: string;
	/** The language of the title, where it may be another than the reader's. */
	lang?: string;
	href: string;
	/** A line about it. */
	note?: string;
	state?: { word: string; tone: 'waits' | 'info' | 'good' | 'warn' | 'bad' | 'over' };
	/** A day or an instant. */
	date?: string;
	picture?: { src: string; alt: string };
};

export type BlockFigure = {
	label: string;
	/** As written: «37 421». */
	value: string;
	unit?: string;
	/** A phrase: «на 3 % больше, чем год назад». */
	change?: string;
	direction?: 'up' | 'down' | 'same';
	verdict?: 'good' | 'bad';
	/** The trend, oldest first. */
	points?: readonly number[];
	/** «Росстат, 1 января 2026 г.» */
	source?: string;
	href?: string;
};

export type BlockPerson = {
	name: string;
	post: string;
	photo?: string;
	phone?: string;
	email?: string;
	reception?: string;
	/** The language of the words when it is not the reader's. */
	lang?: string;
};

export type BlockContent =
	| { shape: 'items'; items: readonly BlockItem[]; more?: { title: string; href: string }; empty?: string }
	| { shape: 'figures'; figures: readonly BlockFigure[]; more?: { title: string; href: string } }
	| { shape: 'text'; paragraphs: readonly string[]; lang: string; more?: { title: string; href: string } }
	| { shape: 'people'; people: readonly BlockPerson[] }
	| { shape: 'facts'; facts: readonly { name: string; value: string; href?: string }[] }
	| {
			shape: 'links';
			/** `icon`: a name of #ui/icons.ts. */
			links: readonly { title: string; href: string; note?: string; icon?: string }[];
			more?: { title: string; href: string };
	  };

export type Block = {
	/** `room.what`. */
	name: string;
	/** Key of the heading in the room's words: `appeals.block.latest`. */
	title: string;
	/** Where it stands until an administrator says otherwise. Lower numbers come first. */
	position: number;
	place: 'main' | 'side';
	/** Kinds of territories that it is for; absent: all. */
	kinds?: readonly Kind[];
	/** Null: there is nothing to show to this visitor, and the block is left out. */
	load(territory: TerritoryView, visitor: Visitor): Promise<BlockContent | null>;
};

/** What one can do here now: a large button on the front. Three with the lowest positions are shown. */
export type FrontAction = {
	name: string;
	position: number;
	icon: string;
	/** Null: not here. Words are whole: «Сообщить о проблеме», «Получите номер и срок ответа». */
	offer(territory: TerritoryView, visitor: Visitor): { title: string; note: string; href: string } | null;
};

/** A thing that a new territory still lacks. */
export type StartItem = {
	name: string;
	/** Key of the words, a verb: «Назвать тех, кто руководит». */
	title: string;
	position: number;
	kinds?: readonly Kind[];
	/** Where it is filled in. */
	path(territory: TerritoryView): string;
	isDone(territory: TerritoryView): Promise<boolean>;
};

const blocks = new Map<string, Block>();
const actions = new Map<string, FrontAction>();
const starts = new Map<string, StartItem>();

export function offerBlocks(...offered: readonly Block[]): void {
	for (const block of offered) blocks.set(block.name, block);
}
export function offerActions(...offered: readonly FrontAction[]): void {
	for (const action of offered) actions.set(action.name, action);
}
export function offerStartItems(...offered: readonly StartItem[]): void {
	for (const item of offered) starts.set(item.name, item);
}
export function allBlocks(): Block[] {
	return [...blocks.values()].sort((a, b) => a.position - b.position);
}
export function allActions(): FrontAction[] {
	return [...actions.values()].sort((a, b) => a.position - b.position);
}
export function allStartItems(): StartItem[] {
	return [...starts.values()].sort((a, b) => a.position - b.position);
}

export type Arranged = { block: string; position: number; shown: boolean };

/** The blocks of a territory in their order: as arranged, new ones where their room proposes. */
export function arrange(
	offered: readonly Block[],
	kind: Kind,
	arranged: readonly Arranged[],
): (Block & { shown: boolean })[] {
	const own = new Map(arranged.map((row) => [row.block, row]));
	return offered
		.filter((block) => !block.kinds || block.kinds.includes(kind))
		.map((block) => {
			const row = own.get(block.name);
			return { ...block, position: row?.position ?? block.position, shown: row?.shown ?? true };
		})
		.sort((a, b) => a.position - b.position || a.name.localeCompare(b.name));
}
