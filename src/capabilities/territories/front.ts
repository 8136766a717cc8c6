import { allActions, allBlocks, allStartItems, arrange, type BlockContent, type Visitor } from './blocks.ts';
import { arrangementOf, textIn } from './page.ts';
import type { TerritoryView } from './territory.ts';

export type FrontBlock = { name: string; title: string; place: 'main' | 'side'; content: BlockContent };
export type Front = {
	lead: { body: string; lang: string } | null;
	actions: { name: string; icon: string; title: string; note: string; href: string }[];
	blocks: FrontBlock[];
};

/** The front of a territory, put together from what rooms offer, in the order that its administrators chose. */
export async function frontOf(territory: TerritoryView, visitor: Visitor): Promise<Front> {
	const [lead, arranged] = await Promise.all([
		textIn(territory.id, 'lead', visitor.lang),
		arrangementOf(territory.id),
	]);
	const shown = arrange(allBlocks(), territory.kind, arranged).filter((block) => block.shown);
	const contents = await Promise.all(shown.map((block) => block.load(territory, visitor)));
	const actions = allActions()
		.flatMap((action) => {
			const offered = action.offer(territory, visitor);
			return offered ? [{ name: action.name, icon: action.icon, ...offered }] : [];
		})
		.slice(0, 3);
	return {
		lead: lead ? { body: lead.body, lang: lead.lang } : null,
		actions,
		blocks: shown.flatMap((block, i) => {
			const content = contents[i];
			return content ? [{ name: block.name, title: block.title, place: block.place, content }] : [];
		}),
	};
}

export type StartLine = { name: string; title: string; href: string; done: boolean };

/** What is still empty, for the people of the office. */
export async function startListOf(territory: TerritoryView): Promise<StartLine[]> {
	const items = allStartItems().filter((item) => !item.kinds || item.kinds.includes(territory.kind));
	const done = await Promise.all(items.map((item) => item.isDone(territory)));
	return items.map((item, i) => ({
		name: item.name,
		title: item.title,
		href: item.path(territory),
		done: done[i] === true,
	}));
}
