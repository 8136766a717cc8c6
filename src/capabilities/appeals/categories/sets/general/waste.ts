import type { SetCategory } from '../set.ts';
import { decisions, works } from './checklists.ts';

export const waste: SetCategory = {
	code: 'waste',
	ru: ['Мусор', 'Вывоз, свалки, контейнеры, плата'],
	en: ['Waste', 'Collection, dumps, containers, charges'],
	answer: '5 working-days',
	reaction: '1 working-days',
	routeAt: 0.75,
	checklist: works,
	below: [
		{
			code: 'waste.collection',
			ru: ['Не вывозят мусор', 'Переполнены контейнеры'],
			en: ['Waste is not collected', 'Containers overflow'],
			answer: '3 working-days',
			calendar: 'every-day',
			words: {
				ru: 'вывоз мусора, не вывозят, переполнен, контейнер, бак, баки, мусоровоз, региональный оператор, тко, отходы, помойка',
				en: 'waste collection, not collected, overflowing, bins, rubbish truck, garbage, refuse',
			},
			asks: [
				{
					code: 'last',
					kind: 'date',
					ru: ['Когда вывозили в последний раз', 'Если помните'],
					en: ['When it was last collected', 'If you remember'],
				},
			],
		},
		{
			code: 'waste.bulky',
			ru: ['Крупный мусор', 'Мебель, ветки, строительный мусор у контейнеров'],
			en: ['Bulky waste', 'Furniture, branches, rubble beside the containers'],
			words: {
				ru: 'крупногабаритный мусор, старая мебель, диван у контейнеров, ветки не вывозят, кгм',
				en: 'bulky waste, old furniture, branches not collected',
			},
		},
		{
			code: 'waste.dump',
			ru: ['Свалка', 'Свалка во дворе, в лесу, у реки'],
			en: ['Illegal dump', 'Dump in a yard, a wood, by a river'],
			answer: '10 working-days',
			placeKinds: ['wasteland', 'yard', 'road', 'park', 'water'],
			words: {
				ru: 'свалка, несанкционированная свалка, навалы мусора, сбрасывают мусор, стихийная свалка, строительный мусор, шины, овраг',
				en: 'dump, illegal dump, fly-tipping, construction waste, tyres',
			},
		},
		{
			code: 'waste.site',
			ru: ['Площадка для контейнеров', 'Нет площадки, сломан контейнер, перенести'],
			en: ['Container site', 'No site, broken container, move it'],
			answer: '10 working-days',
			words: {
				ru: 'контейнерная площадка, мусорная площадка, ограждение площадки, установить контейнер, сломан контейнер, перенести контейнеры',
				en: 'container site, broken bin, install a bin, move the bins',
			},
		},
		{
			code: 'waste.sorting',
			ru: ['Раздельный сбор', 'Пластик, стекло, батарейки, лампы'],
			en: ['Sorting', 'Plastic, glass, batteries, lamps'],
			answer: '10 working-days',
			words: {
				ru: 'раздельный сбор, сортировка мусора, пластик, батарейки, вторсырье, макулатура',
				en: 'recycling, sorting, plastic, batteries, waste paper',
			},
		},
		{
			code: 'waste.charges',
			ru: ['Плата за вывоз мусора', 'Начисления, долг, не живут, а платят'],
			en: ['Charges for waste', 'Bills, debts, paying for an empty house'],
			answer: '15 working-days',
			shownTo: 'authority',
			checklist: decisions,
			words: {
				ru: 'плата за вывоз мусора, начисления за мусор, квитанция за мусор, перерасчет за мусор',
				en: 'waste charges, bill for waste',
			},
		},
		{
			code: 'waste.burning',
			ru: ['Жгут мусор', 'Костры, дым, сжигание листьев'],
			en: ['Burning of waste', 'Bonfires, smoke, burning leaves'],
			answer: '5 working-days',
			reaction: '4 working-hours',
			words: {
				ru: 'жгут мусор, сжигают мусор, жгут листья, костер, сжигание отходов',
				en: 'burning waste, burning leaves, bonfire',
			},
		},
	],
};
