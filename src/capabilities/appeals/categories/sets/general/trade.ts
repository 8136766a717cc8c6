import type { SetCategory } from '../set.ts';
import { decisions } from './checklists.ts';

export const trade: SetCategory = {
	code: 'trade',
	ru: ['Торговля, цены, бизнес', 'Магазины, рынки, качество, поддержка дела'],
	en: ['Trade, prices, business', 'Shops, markets, quality, support of business'],
	answer: '15 working-days',
	reaction: '2 working-days',
	placeKind: 'shop',
	routeAt: 0.8,
	checklist: decisions,
	below: [
		{
			code: 'trade.street',
			ru: ['Уличная торговля', 'Ларёк, торговля с земли, нет разрешения'],
			en: ['Street trade', 'Kiosk, trade from the ground, no permit'],
			answer: '7 working-days',
			words: {
				ru: 'торговля, ларек, киоск, павильон торговый, торгуют на тротуаре, стихийный рынок',
				en: 'street trade, kiosk, stall, market',
			},
		},
		{
			code: 'trade.shops',
			ru: ['Магазин, кафе, услуги', 'Просрочено, обман, санитария, алкоголь детям'],
			en: ['Shop, café, services', 'Expired goods, cheating, hygiene, alcohol to minors'],
			shownTo: 'nameless',
			words: {
				ru: 'магазин, просроченные продукты, кафе, обсчитали, продают алкоголь, санитарные нормы, автолавка',
				en: 'shop, expired goods, cafe, cheated, alcohol to minors',
			},
			asks: [{ code: 'shop', kind: 'text', ru: ['Название и адрес'], en: ['Name and address'] }],
		},
		{
			code: 'trade.prices',
			ru: ['Цены', 'Резко выросли, разные на полке и на кассе'],
			en: ['Prices', 'Sharp rise, shelf and till differ'],
			words: {
				ru: 'цены, подорожание, высокие цены, ценник, цена на кассе',
				en: 'prices, price rise, price tag',
			},
		},
		{
			code: 'trade.business',
			ru: ['Помощь своему делу', 'Поддержка, гранты, помещения, проверки'],
			en: ['Help for a business', 'Support, grants, premises, inspections'],
			shownTo: 'authority',
			words: {
				ru: 'предприниматель, ип, грант для бизнеса, поддержка бизнеса, самозанятый, проверки бизнеса',
				en: 'entrepreneur, grant for business, self-employed',
			},
		},
	],
};
