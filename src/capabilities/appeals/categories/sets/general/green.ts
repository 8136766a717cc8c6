import type { SetCategory } from '../set.ts';
import { decisions, works } from './checklists.ts';

export const green: SetCategory = {
	code: 'green',
	ru: ['Парки, деревья, природа', 'Деревья, газоны, парки, вода и воздух'],
	en: ['Parks, trees, nature', 'Trees, lawns, parks, water and air'],
	answer: '10 working-days',
	reaction: '2 working-days',
	placeKind: 'park',
	routeAt: 0.75,
	checklist: works,
	below: [
		{
			code: 'green.trees',
			ru: ['Опасное или сухое дерево', 'Наклонилось, сухое, ветки над проводами'],
			en: ['Dangerous or dead tree', 'Leaning, dead, branches over wires'],
			answer: '7 working-days',
			placeKinds: ['yard', 'road', 'park', 'school'],
			words: {
				ru: 'дерево, деревья, опиловка, сухое дерево, ветка, ветки, тополь, аварийное дерево, обрезка, кронирование, пень, упало дерево',
				en: 'tree, trees, branch, prune, stump, fallen tree',
			},
			asks: [
				{
					code: 'state',
					kind: 'choice',
					ru: ['Что с деревом'],
					en: ['What is wrong with it'],
					options: {
						fallen: ['Упало или сломалось', 'Fallen or broken'],
						leaning: ['Наклонилось', 'Leaning'],
						dead: ['Сухое', 'Dead'],
						branches: ['Мешают ветки', 'Branches are in the way'],
					},
				},
			],
		},
		{
			code: 'green.planting',
			ru: ['Вырубка и посадка', 'Рубят деревья, просьба посадить, разрешение на спил'],
			en: ['Felling and planting', 'Trees are felled, a wish to plant, a permit to fell'],
			words: {
				ru: 'вырубка, спилить, рубят деревья, посадка деревьев, посадить деревья, порубочный билет, озеленение',
				en: 'felling, trees are cut down, planting, permit to fell',
			},
		},
		{
			code: 'green.lawns',
			ru: ['Трава и газоны', 'Не косят, вытоптан газон, клумбы'],
			en: ['Grass and lawns', 'Not mown, trampled lawn, flower beds'],
			answer: '7 working-days',
			season: {
				from: '05-01',
				to: '09-30',
				ru: 'Траву косят с мая по сентябрь.',
				en: 'Grass is mown from May to September.',
			},
			words: {
				ru: 'трава, покос травы, скосить, газон, клумба, высокая трава, бурьян',
				en: 'grass, mowing, lawn, flower bed, tall grass',
			},
		},
		{
			code: 'green.hogweed',
			ru: ['Борщевик, амброзия, клещи', 'Заросли, ожоги, обработка от клещей'],
			en: ['Hogweed, ragweed, ticks', 'Thickets, burns, treatment against ticks'],
			season: {
				from: '04-15',
				to: '10-15',
				ru: 'С борщевиком и клещами борются с весны до осени.',
				en: 'Hogweed and ticks are fought from spring to autumn.',
			},
			words: {
				ru: 'борщевик, заросли, амброзия, заросший участок, клещи, сорняки, обработка от клещей',
				en: 'hogweed, weeds, ragweed, overgrown, ticks',
			},
		},
		{
			code: 'green.parks',
			ru: ['Парк, сквер, набережная', 'Скамейки, дорожки, чистота, фонтан'],
			en: ['Park, square, embankment', 'Benches, paths, tidiness, fountain'],
			words: {
				ru: 'парк, сквер, набережная, аллея, скамейка, благоустройство, лавочки, фонтан, зона отдыха',
				en: 'park, square, embankment, bench, fountain',
			},
		},
		{
			code: 'green.beach',
			ru: ['Пляж и купание', 'Грязный берег, нет спасателей, можно ли купаться'],
			en: ['Beach and bathing', 'Dirty shore, no lifeguards, is bathing allowed'],
			placeKind: 'water',
			season: {
				from: '05-15',
				to: '09-15',
				ru: 'Пляжи работают летом.',
				en: 'Beaches are open in summer.',
			},
			words: { ru: 'пляж, купание, спасатели, берег реки грязный', en: 'beach, bathing, lifeguard' },
		},
		{
			code: 'green.water',
			ru: ['Река, озеро, пруд', 'Стоки, мёртвая рыба, закрыли проход к берегу'],
			en: ['River, lake, pond', 'Discharge, dead fish, closed way to the shore'],
			placeKind: 'water',
			answer: '7 working-days',
			words: {
				ru: 'река, озеро, пруд, водоем, рыба погибла, сброс в реку, закрыли доступ к берегу, водоохранная зона',
				en: 'river, lake, pond, dead fish, discharge into the river',
			},
		},
		{
			code: 'green.pollution',
			ru: ['Воздух и запах', 'Дым, вонь, выбросы завода, пыль'],
			en: ['Air and smell', 'Smoke, stench, emissions of a plant, dust'],
			answer: '7 working-days',
			reaction: '1 working-days',
			checklist: decisions,
			words: {
				ru: 'загрязнение, вонь, запах, дым, выбросы, сброс, экология, смог, гарь, нефть, химия, завод, воздух',
				en: 'pollution, stench, smell, emissions, smog, factory, air quality',
			},
			asks: [
				{
					code: 'time',
					kind: 'text',
					ru: ['В какое время', 'Например: каждую ночь после 23 часов'],
					en: ['At what time', 'For example: every night after 11 p.m.'],
				},
			],
		},
	],
};
