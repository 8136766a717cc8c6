import { database } from '#platform/db/door.server.ts';
import type { Block, BlockFigure, StartItem, Visitor } from './blocks.ts';
import * as boundaries from './boundary-store.server.ts';
import { childrenOf, countChildren } from './children.ts';
import { kinds } from './kind.ts';
import { contactsOf, nearest, officialsOf, textIn } from './page.ts';
import { serviceIcons, services, serviceWays } from './services.ts';
import type { TerritoryView } from './territory.ts';
import { zoneName } from './zone-name.ts';

/** Blocks that this room itself offers for the front of a territory. */

const linkOf: Record<string, (value: string) => string | undefined> = {
	phone: (value) => `tel:${value.replace(/[^\d+]/g, '')}`,
	email: (value) => `mailto:${value}`,
	site: (value) => value,
};

export const ownBlocks: Block[] = [
	{
		name: 'territories.about',
		title: 'territories.block.about',
		position: 20,
		place: 'main',
		async load(territory, { lang, t, href }) {
			const text = await textIn(territory.id, 'about', lang);
			if (!text) return null;
			const paragraphs = text.body.split(/\n{2,}/);
			const long = paragraphs.length > 3;
			return {
				shape: 'text',
				paragraphs: paragraphs.slice(0, 3),
				lang: text.lang,
				...(long
					? { more: { title: t('territories.about.more'), href: href(`${base(territory)}/about`) } }
					: {}),
			};
		},
	},
	{
		name: 'territories.figures',
		title: 'territories.block.figures',
		position: 30,
		place: 'main',
		load: async (territory, visitor) => {
			const figures = await figuresOf(territory, visitor);
			return figures.length > 0 ? { shape: 'figures', figures } : null;
		},
	},
	{
		name: 'territories.parts',
		title: 'territories.block.parts',
		position: 40,
		place: 'main',
		async load(territory, { lang, t, href }) {
			const [page, counts] = await Promise.all([
				childrenOf(territory.id, { lang, limit: 12 }),
				countChildren(territory.id),
			]);
			if (page.items.length === 0) return null;
			const count = counts.reduce((sum, one) => sum + one.count, 0);
			return {
				shape: 'links',
				links: page.items.map((child) => ({ title: child.name, href: href(`/${child.path}`) })),
				...(page.next
					? {
							more: {
								title: t('territories.parts.all', { count }),
								href: href(`${base(territory)}/territories`),
							},
						}
					: {}),
			};
		},
	},
	{
		name: 'territories.services',
		title: 'territories.block.services',
		position: 50,
		place: 'main',
		async load(territory, { t, href }) {
			const ways = serviceWays();
			return {
				shape: 'links',
				links: services.map((service) => ({
					title: t.any(`territories.service.${service}`),
					note: t.any(`territories.service.${service}.about`),
					icon: serviceIcons[service],
					href: href(
						ways.find((way) => way.service === service)
							? `${base(territory)}/${ways.find((way) => way.service === service)?.path}`
							: `${base(territory)}/services#${service}`,
					),
				})),
			};
		},
	},
	{
		name: 'territories.officials',
		title: 'territories.block.officials',
		position: 10,
		place: 'side',
		async load(territory, { lang }) {
			const officials = await officialsOf(territory.id);
			if (officials.length === 0) return null;
			return {
				shape: 'people',
				people: officials.flatMap((official) => {
					const text = nearest(official.texts, lang);
					if (!text) return [];
					return {
						name: text.name,
						post: text.post,
						...(text.reception ? { reception: text.reception } : {}),
						...(official.phone ? { phone: official.phone } : {}),
						...(official.email ? { email: official.email } : {}),
						...(official.photo ? { photo: `${official.photo}?w=320` } : {}),
						...(text.lang === lang ? {} : { lang: text.lang }),
					};
				}),
			};
		},
	},
	{
		name: 'territories.contacts',
		title: 'territories.block.contacts',
		position: 20,
		place: 'side',
		async load(territory, { lang, t }) {
			const contacts = await contactsOf(territory.id);
			if (contacts.length === 0) return null;
			return {
				shape: 'facts',
				facts: contacts.flatMap((contact) => {
					const text = nearest(contact.texts, lang);
					if (!text) return [];
					const link = linkOf[contact.kind]?.(text.value);
					return {
						name: text.label || t.any(`territories.contact.kind.${contact.kind}`),
						value: text.value,
						...(link ? { href: link } : {}),
					};
				}),
			};
		},
	},
	{
		name: 'territories.passport',
		title: 'territories.block.passport',
		position: 30,
		place: 'side',
		async load(territory, { t, href }) {
			const { formats } = t;
			const box = await boundaries.readOutlineFacts(database(), territory.id);
			return {
				shape: 'facts',
				facts: [
					{ name: t('territories.fact.full'), value: territory.name.full },
					...(territory.code && /^\d/.test(territory.code)
						? [{ name: t('territories.fact.code'), value: territory.code }]
						: []),
					...(territory.centre.name
						? [{ name: t('territories.fact.centre'), value: territory.centre.name }]
						: []),
					...(box
						? [
								{
									name: t('territories.fact.area'),
									value: t('territories.area', { km: Math.round(box.area) }),
								},
							]
						: []),
					{ name: t('territories.fact.zone'), value: zoneName(territory.zone) },
					{
						name: t('territories.fact.history'),
						value: territory.validFrom
							? t('territories.fact.since', { day: formats.date(territory.validFrom) })
							: t('territories.history.title'),
						href: href(`${base(territory)}/history`),
					},
				],
			};
		},
	},
];

export function base(territory: { path: string }): string {
	return territory.path === '' ? '' : `/${territory.path}`;
}

async function figuresOf(territory: TerritoryView, { t, href }: Visitor): Promise<BlockFigure[]> {
	const figures: BlockFigure[] = [];
	const { formats } = t;
	if (territory.population !== null)
		figures.push({
			label: t('territories.figure.population'),
			value: formats.number(territory.population),
			...sourceOf(territory, t),
		});
	const counts = await countChildren(territory.id);
	const sorted = counts.sort((a, b) => kinds[a.kind].rank - kinds[b.kind].rank || b.count - a.count);
	for (const { kind, count } of sorted.slice(0, 3))
		figures.push({
			label: t.any(`territories.kinds.${kind}`),
			value: formats.number(count),
			href: href(`${base(territory)}/territories?kind=${kind}`),
		});
	return figures;
}

/** Whose figure it is and of which day, as far as both are known. */
function sourceOf(territory: TerritoryView, t: Visitor['t']): { source?: string } {
	const { populationOn: on, populationSource: source } = territory;
	const day = on ? t('territories.figure.on', { day: t.formats.date(on) }) : '';
	const told = [source, day].filter(Boolean).join(', ');
	return told === '' ? {} : { source: told };
}

/** What a new territory still lacks: a twin is set up in 20-30 working days, and this list shows how far it has come. */
export const ownStartItems: StartItem[] = [
	{
		name: 'territories.boundary',
		title: 'territories.start.boundary',
		position: 10,
		path: (territory) => `/office/territories/${territory.id}/map`,
		isDone: (territory) => boundaries.hasBoundary(database(), territory.id),
	},
	{
		name: 'territories.population',
		title: 'territories.start.population',
		position: 20,
		path: (territory) => `/office/territories/${territory.id}`,
		isDone: async (territory) => territory.population !== null,
	},
	{
		name: 'territories.text',
		title: 'territories.start.text',
		position: 30,
		path: (territory) => `/office/territories/${territory.id}/texts`,
		isDone: async (territory) => (await textIn(territory.id, 'about', 'ru')) !== undefined,
	},
	{
		name: 'territories.officials',
		title: 'territories.start.officials',
		position: 40,
		path: (territory) => `/office/territories/${territory.id}/officials`,
		isDone: async (territory) => (await officialsOf(territory.id)).length > 0,
	},
	{
		name: 'territories.contacts',
		title: 'territories.start.contacts',
		position: 50,
		path: (territory) => `/office/territories/${territory.id}/contacts`,
		isDone: async (territory) => (await contactsOf(territory.id)).length > 0,
	},
];
