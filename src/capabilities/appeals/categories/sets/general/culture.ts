import type { SetCategory } from '../set.ts';
import { decisions, works } from './checklists.ts';

export const culture: SetCategory = {
	code: 'culture',
	ru: ['Культура и спорт', 'Клубы, библиотеки, стадионы, праздники'],
	en: ['Culture and sport', 'Clubs, libraries, stadiums, festivals'],
	answer: '15 working-days',
	reaction: '2 working-days',
	placeKind: 'public-building',
	routeAt: 0.8,
	checklist: decisions,
	below: [
		{
			code: 'culture.places',
			ru: ['Клуб, библиотека, музей', 'Ремонт, часы работы, закрыли'],
			en: ['Club, library, museum', 'Repair, opening hours, closed'],
			words: {
				ru: 'дом культуры, клуб, библиотека, музей, театр, кинотеатр',
				en: 'library, museum, theatre, house of culture',
			},
		},
		{
			code: 'culture.events',
			ru: ['Праздники и мероприятия', 'Программа, шум, безопасность, предложения'],
			en: ['Festivals and events', 'Programme, noise, safety, proposals'],
			words: {
				ru: 'праздник, мероприятие, концерт, день города, елка, салют, ярмарка',
				en: 'festival, event, concert, fireworks, fair',
			},
		},
		{
			code: 'culture.sport',
			ru: ['Стадион, бассейн, каток', 'Ремонт, доступ, заливка катка, новая площадка'],
			en: ['Stadium, pool, rink', 'Repair, access, ice rink, a new ground'],
			checklist: works,
			words: {
				ru: 'стадион, бассейн, каток, спортзал, фок, лыжная трасса, залить каток',
				en: 'stadium, swimming pool, rink, gym, ski track',
			},
		},
		{
			code: 'culture.heritage',
			ru: ['Памятники', 'Разрушается, испорчен, уход за мемориалом'],
			en: ['Monuments', 'Crumbling, damaged, care of a memorial'],
			checklist: works,
			words: {
				ru: 'памятник, мемориал, обелиск, объект культурного наследия, вечный огонь, старинное здание',
				en: 'monument, memorial, heritage, old building',
			},
		},
	],
};
