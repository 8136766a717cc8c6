import type { SetCategory } from '../set.ts';
import { decisions, works } from './checklists.ts';

export const order: SetCategory = {
	code: 'order',
	ru: ['Порядок и тишина', 'Шум, вандализм, опасные места, кладбища'],
	en: ['Order and quiet', 'Noise, vandalism, dangerous places, cemeteries'],
	answer: '10 working-days',
	reaction: '2 working-days',
	shownTo: 'nameless',
	routeAt: 0.8,
	checklist: decisions,
	words: {
		ru: 'участковый, хулиганы, драка, кричат',
		en: 'fight, police, disorder',
	},
	below: [
		{
			code: 'order.noise',
			ru: ['Шум', 'Ночью, из кафе, от соседей, от стройки'],
			en: ['Noise', 'At night, from a café, neighbours, a site'],
			words: {
				ru: 'шум, шумят, громкая музыка, тишина, нарушают тишину, шум ночью, мотоциклы ночью',
				en: 'noise, loud music, noise at night',
			},
			asks: [
				{
					code: 'time',
					kind: 'text',
					ru: ['В какие дни и часы', 'Например: по выходным после 23 часов'],
					en: ['On which days and hours', 'For example: weekends after 11 p.m.'],
				},
			],
		},
		{
			code: 'order.vandalism',
			ru: ['Вандализм', 'Сломали, испортили, надписи'],
			en: ['Vandalism', 'Broken, spoiled, scribbled on'],
			checklist: works,
			words: {
				ru: 'вандализм, сломали, разрисовали, поджог урны, надписи на стене',
				en: 'vandalism, broken, scribbled, damaged',
			},
		},
		{
			code: 'order.drinking',
			ru: ['Пьянство и сборища', 'Распивают во дворе, собираются в подъезде'],
			en: ['Drinking and gatherings', 'Drinking in the yard, crowds on the stairs'],
			words: {
				ru: 'пьяные, распитие, пьют во дворе, наркоманы, закладки, собираются в подъезде',
				en: 'drunk, drinking in the yard, drugs',
			},
		},
		{
			code: 'order.dangerous-place',
			ru: ['Опасное место', 'Заброшенный дом, открытый чердак, лёд на реке'],
			en: ['Dangerous place', 'Abandoned house, open attic, ice on the river'],
			answer: '5 working-days',
			reaction: '4 working-hours',
			checklist: works,
			words: {
				ru: 'заброшенный дом, открытый чердак, открытый подвал, опасное место, дети лазят, тонкий лед',
				en: 'abandoned house, open attic, dangerous place, thin ice',
			},
		},
		{
			code: 'order.fire-safety',
			ru: ['Пожарная безопасность', 'Нет проезда пожарным, гидрант, опашка села'],
			en: ['Fire safety', 'No way for fire engines, hydrant, fire break'],
			checklist: works,
			words: {
				ru: 'пожарный проезд, гидрант, пожарный водоем, опашка, пожарная сирена, нет проезда пожарным',
				en: 'fire engine access, hydrant, fire break',
			},
		},
		{
			code: 'order.cemetery',
			ru: ['Кладбище', 'Уборка, дорога, место, ограда'],
			en: ['Cemetery', 'Cleaning, road, a place, fence'],
			placeKind: 'cemetery',
			checklist: works,
			words: {
				ru: 'кладбище, могила, погребение, захоронение, похороны, мусор на кладбище',
				en: 'cemetery, grave, burial, funeral',
			},
		},
	],
};
