import type { SetCategory } from '../set.ts';
import { works } from './checklists.ts';

export const lighting: SetCategory = {
	code: 'lighting',
	ru: ['Уличное освещение', 'Фонарь не горит, горит днём, повреждена опора'],
	en: ['Street lighting', 'Lamp is out, on by day, pole damaged'],
	answer: '5 working-days',
	reaction: '1 working-days',
	placeKind: 'road',
	placeKinds: ['road', 'yard', 'park'],
	routeAt: 0.75,
	checklist: works,
	words: {
		ru: 'освещение, уличное освещение, столб, фонари',
		en: 'street light, streetlight, lighting, lamppost',
	},
	below: [
		{
			code: 'lighting.out',
			ru: ['Не горит фонарь', 'Один или вся улица, мигает, горит днём'],
			en: ['A lamp is out', 'One or the whole street, blinking, on by day'],
			words: {
				ru: 'фонарь, не горит, темно, лампа, светильник, темнота, не горит фонарь, мигает фонарь',
				en: 'lamp is out, dark, lamp, blinking lamp',
			},
			examples: ['Не горят три фонаря подряд, вечером идти страшно.'],
			asks: [
				{
					code: 'pole',
					kind: 'text',
					ru: ['Номер на опоре', 'Если он виден: помогает найти фонарь сразу'],
					en: ['Number on the pole', 'If you can see one: it finds the lamp at once'],
				},
				{
					code: 'how-many',
					kind: 'choice',
					ru: ['Сколько не горит'],
					en: ['How many are out'],
					options: {
						one: ['Один', 'One'],
						several: ['Несколько', 'Several'],
						street: ['Вся улица', 'The whole street'],
					},
				},
			],
		},
		{
			code: 'lighting.pole',
			ru: ['Опора, провод, плафон', 'Столб наклонился, провис провод, разбит плафон'],
			en: ['Pole, wire, shade', 'Leaning pole, sagging wire, broken shade'],
			answer: '3 working-days',
			reaction: '4 working-hours',
			calendar: 'every-day',
			words: {
				ru: 'опора освещения, столб наклонился, упал столб, провис провод, плафон',
				en: 'leaning pole, sagging wire, broken shade',
			},
		},
		{
			code: 'lighting.new',
			ru: ['Сделать освещение', 'Фонарей нет совсем или слишком мало'],
			en: ['Light a dark place', 'No lamps at all or too few'],
			answer: '20 working-days',
			words: {
				ru: 'нет освещения, установить фонарь, сделать освещение, добавить фонари',
				en: 'no street lighting, install a lamp, more lamps',
			},
		},
	],
};
