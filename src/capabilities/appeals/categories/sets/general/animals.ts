import type { SetCategory } from '../set.ts';
import { works } from './checklists.ts';

export const animals: SetCategory = {
	code: 'animals',
	ru: ['Животные', 'Собаки без хозяина, помощь животным, содержание скота'],
	en: ['Animals', 'Stray dogs, help for animals, keeping of livestock'],
	answer: '5 working-days',
	reaction: '1 working-days',
	routeAt: 0.75,
	checklist: works,
	words: {
		ru: 'собака, собаки, кошка, животные, ветеринар',
		en: 'dog, dogs, cat, animals, vet',
	},
	below: [
		{
			code: 'animals.strays',
			ru: ['Собаки без хозяина', 'Стая, нападают, отлов'],
			en: ['Stray dogs', 'A pack, attacks, catching'],
			answer: '3 working-days',
			reaction: '4 working-hours',
			calendar: 'every-day',
			words: {
				ru: 'бродячие, бездомные животные, стая, отлов, укус, безнадзорные, бродячих собак, покусала',
				en: 'stray, pack, bite, stray dogs',
			},
			asks: [
				{ code: 'count', kind: 'number', ru: ['Сколько собак'], en: ['How many dogs'] },
				{
					code: 'aggressive',
					kind: 'choice',
					ru: ['Нападают ли они'],
					en: ['Do they attack'],
					options: {
						bite: ['Кусают', 'They bite'],
						bark: ['Лают и бросаются', 'They bark and rush'],
						calm: ['Спокойные', 'They are calm'],
					},
				},
			],
		},
		{
			code: 'animals.walking',
			ru: ['Выгул собак', 'Без поводка и намордника, не убирают, нужна площадка'],
			en: ['Walking of dogs', 'No lead or muzzle, not cleaned up after, a ground is needed'],
			words: {
				ru: 'выгул, без намордника, без поводка, площадка для выгула, не убирают за собакой',
				en: 'dog walking, no lead, no muzzle, dog park',
			},
		},
		{
			code: 'animals.help',
			ru: ['Помочь животному', 'Ранено, жестокое обращение, приют, мёртвое животное'],
			en: ['Help an animal', 'Injured, cruelty, shelter, dead animal'],
			answer: '3 working-days',
			words: {
				ru: 'приют, питомник, раненое животное, сбили собаку, жестокое обращение, мертвое животное, труп собаки',
				en: 'shelter, injured animal, cruelty, dead animal',
			},
		},
		{
			code: 'animals.livestock',
			ru: ['Скот и птица', 'Пасутся без присмотра, навоз, пасека рядом'],
			en: ['Livestock and poultry', 'Grazing unattended, manure, bees next door'],
			answer: '10 working-days',
			words: {
				ru: 'скот, коровы, козы, навоз, пасека, куры, лошади, выпас',
				en: 'livestock, cows, goats, manure, bees, horses',
			},
		},
	],
};
