import type { SetCategory } from '../set.ts';
import { works } from './checklists.ts';

export const yards: SetCategory = {
	code: 'yards',
	ru: ['Двор', 'Уборка, площадки, проезды, скамейки'],
	en: ['Yard', 'Cleaning, playgrounds, driveways, benches'],
	answer: '10 working-days',
	reaction: '2 working-days',
	placeKind: 'yard',
	routeAt: 0.75,
	checklist: works,
	below: [
		{
			code: 'yards.cleaning',
			ru: ['Уборка двора', 'Мусор, листья, грязь'],
			en: ['Cleaning of the yard', 'Litter, leaves, dirt'],
			answer: '5 working-days',
			words: {
				ru: 'уборка, не убирают, дворник, мусор во дворе, листва, субботник',
				en: 'cleaning, litter, janitor, leaves, dirty',
			},
		},
		{
			code: 'yards.snow',
			ru: ['Снег и гололёд во дворе', 'Не чистят проезд, дорожки, не посыпают'],
			en: ['Snow and ice in the yard', 'Driveway and paths not cleared or gritted'],
			answer: '3 working-days',
			reaction: '4 working-hours',
			calendar: 'every-day',
			season: {
				from: '11-01',
				to: '03-31',
				ru: 'Снег убирают с ноября по март. Если он мешает и сейчас, напишите.',
				en: 'Snow is cleared from November to March. If it is in the way now, write all the same.',
			},
			words: {
				ru: 'снег во дворе, не чистят двор, сугробы во дворе, наледь у подъезда, вывоз снега',
				en: 'snow in the yard, ice at the entrance, clear the yard',
			},
		},
		{
			code: 'yards.playground',
			ru: ['Детская или спортивная площадка', 'Сломаны качели, опасный тренажёр, нужна площадка'],
			en: ['Playground or sports ground', 'Broken swing, unsafe equipment, a ground is needed'],
			answer: '5 working-days',
			reaction: '1 working-days',
			words: {
				ru: 'детская площадка, качели, горка, песочница, спортивная площадка, тренажер, воркаут, игровой комплекс, футбольное поле, турник, резиновое покрытие',
				en: 'playground, swing, slide, sandpit, sports ground, exercise equipment',
			},
			asks: [
				{
					code: 'danger',
					kind: 'choice',
					ru: ['Опасно ли это для детей'],
					en: ['Is it dangerous for children'],
					options: { yes: ['Да, можно пораниться', 'Yes, one can get hurt'], no: ['Нет', 'No'] },
				},
			],
		},
		{
			code: 'yards.driveway',
			ru: ['Проезд и дорожки во дворе', 'Ямы, лужи, разбитый асфальт во дворе'],
			en: ['Driveway and paths', 'Holes, puddles, broken asphalt in the yard'],
			answer: '15 working-days',
			words: {
				ru: 'ямы во дворе, внутридворовой проезд, асфальт во дворе, дорожка во дворе, лужа во дворе',
				en: 'holes in the yard, driveway, asphalt in the yard',
			},
		},
		{
			code: 'yards.parking',
			ru: ['Машины во дворе', 'Стоят на газоне, закрыли проезд, брошенная машина'],
			en: ['Cars in the yard', 'Parked on grass, block the way, abandoned car'],
			answer: '7 working-days',
			shownTo: 'nameless',
			words: {
				ru: 'машина на газоне, парковка на газоне, перекрыли проезд, брошенная машина, автохлам, стоит у подъезда',
				en: 'car on the grass, blocked driveway, abandoned car',
			},
		},
		{
			code: 'yards.benches',
			ru: ['Скамейки, урны, ограждения', 'Сломаны, не хватает, забор или шлагбаум без разрешения'],
			en: ['Benches, bins, fences', 'Broken, lacking, a fence or barrier without permission'],
			words: {
				ru: 'скамейка во дворе, лавочка, урна, забор во дворе, шлагбаум, ограждение газона, столбики',
				en: 'bench in the yard, litter bin, fence, barrier',
			},
		},
		{
			code: 'yards.improve',
			ru: ['Благоустроить двор', 'Предложить двор в программу, вопросы по ходу работ'],
			en: ['Improve the yard', 'Propose a yard for a programme, questions about works'],
			answer: '20 working-days',
			words: {
				ru: 'благоустройство двора, комфортная среда, программа благоустройства, ремонт двора',
				en: 'yard improvement, improve the yard',
			},
		},
	],
};
