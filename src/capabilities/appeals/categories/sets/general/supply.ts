import type { SetCategory, SetQuestion } from '../set.ts';
import { works } from './checklists.ts';

const since: SetQuestion = {
	code: 'since',
	kind: 'date',
	ru: ['С какого дня'],
	en: ['Since which day'],
};
const spread: SetQuestion = {
	code: 'spread',
	kind: 'choice',
	ru: ['Где ещё'],
	en: ['How far it reaches'],
	options: {
		flat: ['Только у меня', 'Only at my place'],
		house: ['Во всём доме', 'In the whole house'],
		street: ['На всей улице', 'In the whole street'],
	},
};

export const supply: SetCategory = {
	code: 'supply',
	ru: ['Вода, тепло, свет, газ', 'Аварии, отключения, качество, подключение'],
	en: ['Water, heat, electricity, gas', 'Failures, outages, quality, connection'],
	answer: '5 working-days',
	reaction: '1 working-days',
	placeKind: 'house',
	routeAt: 0.75,
	checklist: works,
	below: [
		{
			code: 'supply.water',
			ru: ['Нет воды, слабый напор', 'Нет холодной воды, прорвало трубу, не работает колонка'],
			en: ['No water, low pressure', 'No cold water, burst pipe, standpipe out of order'],
			answer: '3 working-days',
			reaction: '2 working-hours',
			calendar: 'every-day',
			words: {
				ru: 'нет воды, водоснабжение, холодная вода, водопровод, прорвало трубу, колонка, скважина, водоканал, давление воды, напор воды',
				en: 'no water, water supply, tap, burst pipe, water pressure',
			},
			examples: ['Второй день нет холодной воды, диспетчер не отвечает.'],
			asks: [since, spread],
		},
		{
			code: 'supply.water-quality',
			ru: ['Плохая вода', 'Ржавая, мутная, с запахом'],
			en: ['Bad water', 'Rusty, cloudy, with a smell'],
			answer: '5 working-days',
			words: {
				ru: 'ржавая вода, мутная вода, вода с запахом, питьевая вода, качество воды, грязная вода из крана',
				en: 'rusty water, cloudy water, water quality, drinking water',
			},
			asks: [since, spread],
		},
		{
			code: 'supply.sewer',
			ru: ['Канализация', 'Засор, стоки на улице, откачка, запах'],
			en: ['Sewerage', 'Blockage, sewage in the street, emptying, smell'],
			answer: '3 working-days',
			reaction: '4 working-hours',
			calendar: 'every-day',
			words: {
				ru: 'канализация, засор, стоки, запах канализации, откачка, выгребная яма, очистные, фекалии',
				en: 'sewerage, sewage, blockage, cesspit, treatment plant',
			},
		},
		{
			code: 'supply.heat',
			ru: ['Холодно дома', 'Не греют батареи, не дали тепло, прорыв теплотрассы'],
			en: ['Cold at home', 'Radiators are cold, no heating yet, burst heating main'],
			answer: '3 working-days',
			reaction: '4 working-hours',
			calendar: 'every-day',
			season: {
				from: '09-15',
				to: '05-15',
				ru: 'Отопление работает примерно с середины сентября до середины мая.',
				en: 'Heating works from about mid-September to mid-May.',
			},
			words: {
				ru: 'отопление, батареи, холодно в квартире, отопительный сезон, котельная, теплотрасса, радиатор, температура в квартире, тепло, мерзнем, теплоснабжение',
				en: 'heating, radiators, cold flat, boiler house, freezing',
			},
			asks: [
				{
					code: 'degrees',
					kind: 'number',
					ru: ['Сколько градусов в комнате', 'Если есть градусник'],
					en: ['Degrees in the room', 'If you have a thermometer'],
				},
				since,
			],
		},
		{
			code: 'supply.hot-water',
			ru: ['Горячая вода', 'Нет горячей воды, чуть тёплая'],
			en: ['Hot water', 'No hot water, barely warm'],
			answer: '3 working-days',
			reaction: '4 working-hours',
			words: {
				ru: 'горячая вода, нет горячей воды, температура горячей воды, чуть теплая вода',
				en: 'hot water, no hot water, lukewarm water',
			},
			asks: [since, spread],
		},
		{
			code: 'supply.power',
			ru: ['Электричество', 'Нет света, скачет напряжение, повреждена опора'],
			en: ['Electricity', 'No power, unstable voltage, damaged pole'],
			answer: '3 working-days',
			reaction: '2 working-hours',
			calendar: 'every-day',
			words: {
				ru: 'электричество, нет света, отключение света, напряжение, электроэнергия, трансформатор, подстанция, провода, обрыв линии, скачки напряжения, электросети, отключают свет',
				en: 'electricity, power cut, outage, voltage, transformer, substation, wires',
			},
			asks: [since, spread],
		},
		{
			code: 'supply.gas',
			ru: ['Газ', 'Перебои, баллоны, проверка плиты. Запах газа — звоните 104 или 112'],
			en: ['Gas', 'Interruptions, cylinders, checks. Smell of gas: call 104 or 112'],
			words: {
				ru: 'газ, газопровод, газовое оборудование, горгаз, газовый котел, нет газа, газовая плита',
				en: 'gas, gas pipe, gas boiler, gas stove',
			},
		},
		{
			code: 'supply.connection',
			ru: ['Подключить дом', 'Подключение к воде, газу, свету: сроки, цена, отказ'],
			en: ['Connect a house', 'Connection to water, gas or power: time, price, refusal'],
			answer: '15 working-days',
			shownTo: 'nameless',
			words: {
				ru: 'подключение газа, газификация, догазификация, подключение к водопроводу, технические условия, техприсоединение, подключить свет',
				en: 'gas connection, connection to water, technical conditions, connect the house',
			},
		},
	],
};
