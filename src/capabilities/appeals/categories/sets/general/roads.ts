import type { SetCategory } from '../set.ts';
import { works } from './checklists.ts';

export const roads: SetCategory = {
	code: 'roads',
	ru: ['Дороги и тротуары', 'Ямы, уборка, знаки, светофоры, ремонт'],
	en: ['Roads and pavements', 'Potholes, cleaning, signs, lights, repairs'],
	answer: '10 working-days',
	reaction: '2 working-days',
	placeKind: 'road',
	routeAt: 0.75,
	checklist: works,
	below: [
		{
			code: 'roads.potholes',
			ru: ['Яма на дороге', 'Яма, провал, разрушенный асфальт'],
			en: ['Pothole', 'Hole, subsidence, broken asphalt'],
			words: {
				ru: 'яма, ямы, ямочный ремонт, выбоина, колдобина, провал, асфальт, колея, подвеска',
				en: 'pothole, potholes, asphalt, rut, road surface, subsidence',
			},
			examples: ['Глубокая яма напротив остановки, машины объезжают по встречной полосе.'],
			asks: [
				{
					code: 'depth',
					kind: 'choice',
					ru: ['Насколько глубокая яма'],
					en: ['How deep is the hole'],
					options: {
						shallow: ['Мельче ладони', 'Less than a palm'],
						deep: ['С ладонь и глубже', 'A palm or deeper'],
						dangerous: ['Опасная: бьются машины, падают люди', 'Dangerous: cars break, people fall'],
					},
				},
			],
		},
		{
			code: 'roads.repair',
			ru: ['Ремонт дороги', 'Дорога разбита целиком, когда отремонтируют, плохо отремонтировали'],
			en: ['Road repair', 'The whole road is broken, when it will be repaired, a bad repair'],
			answer: '20 working-days',
			words: {
				ru: 'ремонт дороги, разбита дорога, дорожное полотно, капитальный ремонт дороги, план ремонта, некачественный ремонт, переложить асфальт',
				en: 'road repair, bad repair, resurfacing',
			},
		},
		{
			code: 'roads.unpaved',
			ru: ['Грунтовая дорога', 'Нужны грейдер или щебень, не проехать весной и осенью'],
			en: ['Unpaved road', 'Needs a grader or gravel, impassable in spring and autumn'],
			answer: '15 working-days',
			words: {
				ru: 'грейдер, грейдирование, щебень, бездорожье, проехать невозможно, грунтовая дорога, распутица, отсыпать дорогу',
				en: 'grader, gravel, dirt road, impassable, mud',
			},
		},
		{
			code: 'roads.snow',
			ru: ['Снег и гололёд на дороге', 'Не убран снег, не посыпана дорога или тротуар'],
			en: ['Snow and ice on the road', 'Snow not cleared, road or pavement not gritted'],
			answer: '3 working-days',
			reaction: '4 working-hours',
			calendar: 'every-day',
			season: {
				from: '11-01',
				to: '03-31',
				ru: 'Снег убирают с ноября по март. Если он мешает и сейчас, напишите.',
				en: 'Snow is cleared from November to March. If it is in the way now, write all the same.',
			},
			placeKinds: ['road', 'pavement', 'stop'],
			words: {
				ru: 'снег, сугроб, гололед, наледь, лед, скользко, почистить дорогу, уборка снега, расчистка, снегоуборочная, посыпать, песок, замело, занесло, сплошной каток, нечищенная',
				en: 'snow, ice, icy, slippery, snowdrift, plough, grit',
			},
			examples: ['Тротуар у школы не посыпан, дети падают.'],
		},
		{
			code: 'roads.cleaning',
			ru: ['Грязь и пыль на дороге', 'Не метут и не моют дорогу, рассыпан груз'],
			en: ['Dirt and dust on the road', 'Road not swept or washed, spilled load'],
			answer: '5 working-days',
			words: {
				ru: 'пыль на дороге, грязь на дороге, подметать дорогу, поливать дорогу, смет, рассыпали щебень',
				en: 'dust on the road, mud on the road, sweep the road, spilled load',
			},
		},
		{
			code: 'roads.pavements',
			ru: ['Тротуар, переход, лестница', 'Разбит тротуар, нет съезда для коляски'],
			en: ['Pavement, crossing, steps', 'Broken pavement, no ramp for a pram'],
			answer: '15 working-days',
			placeKind: 'pavement',
			words: {
				ru: 'тротуар, пешеходная дорожка, лестница, ступени, бордюр, пешеход, перила, плитка, съезд для коляски, подземный переход',
				en: 'pavement, sidewalk, footpath, steps, stairs, kerb, curb, handrail',
			},
		},
		{
			code: 'roads.signs',
			ru: ['Знаки и разметка', 'Нет знака, знак упал или закрыт, стёрта разметка'],
			en: ['Signs and markings', 'Missing, fallen or hidden sign, worn markings'],
			answer: '5 working-days',
			reaction: '1 working-days',
			words: {
				ru: 'дорожный знак, знак, разметка, зебра, стоянка запрещена, ограничение скорости',
				en: 'road sign, marking, zebra, speed limit',
			},
		},
		{
			code: 'roads.lights',
			ru: ['Светофор', 'Не работает, мигает, мало времени на переход'],
			en: ['Traffic light', 'Out of order, blinking, too little time to cross'],
			answer: '3 working-days',
			reaction: '4 working-hours',
			calendar: 'every-day',
			words: {
				ru: 'светофор, светофор не работает, кнопка светофора, зеленый сигнал',
				en: 'traffic light, traffic signal, green light',
			},
		},
		{
			code: 'roads.safety',
			ru: ['Безопасность движения', 'Нужен переход, «лежачий полицейский», ограничение скорости'],
			en: ['Road safety', 'A crossing, a speed bump or a speed limit is needed'],
			answer: '20 working-days',
			words: {
				ru: 'пешеходный переход, лежачий полицейский, искусственная неровность, опасный перекресток, перекресток, камера, сбили, пробки',
				en: 'crossing, speed bump, dangerous junction, speed camera, congestion',
			},
		},
		{
			code: 'roads.drains',
			ru: ['Лужа, ливнёвка', 'Вода не уходит, забита решётка, топит дворы'],
			en: ['Puddle, drain', 'Water stays, blocked grating, yards are flooded'],
			answer: '5 working-days',
			reaction: '1 working-days',
			words: {
				ru: 'лужа, ливневка, ливневая канализация, подтопление, затопило улицу, вода не уходит, водоотвод, кювет, решетка ливневки',
				en: 'puddle, drain, flooding, gutter, culvert',
			},
		},
		{
			code: 'roads.manholes',
			ru: ['Люк', 'Открыт, провалился, стучит под колёсами'],
			en: ['Manhole', 'Open, sunk, rattles under wheels'],
			answer: '3 working-days',
			reaction: '2 working-hours',
			calendar: 'every-day',
			words: {
				ru: 'люк, крышка люка, колодец, открытый люк',
				en: 'manhole, manhole cover, open manhole',
			},
			asks: [
				{
					code: 'state',
					kind: 'choice',
					required: true,
					ru: ['Что с люком'],
					en: ['What is wrong with it'],
					options: {
						open: ['Открыт', 'It is open'],
						sunk: ['Провалился или выступает', 'Sunk or sticking out'],
						noisy: ['Стучит', 'It rattles'],
					},
				},
			],
		},
		{
			code: 'roads.bridges',
			ru: ['Мост, путепровод, ограждение', 'Разбито ограждение, опасный мост, шумозащитный экран'],
			en: ['Bridge, overpass, barrier', 'Broken barrier, unsafe bridge, noise screen'],
			answer: '15 working-days',
			words: {
				ru: 'мост, путепровод, дорожное ограждение, отбойник, мостик, шумозащитный экран',
				en: 'bridge, overpass, crash barrier, noise screen',
			},
		},
		{
			code: 'roads.parking',
			ru: ['Стоянки на улице', 'Нет мест, мешают проезду, платная стоянка'],
			en: ['Street parking', 'No spaces, cars block the way, paid parking'],
			answer: '15 working-days',
			words: {
				ru: 'парковка, стоянка, припарковались, платная парковка, парковочное место, эвакуатор',
				en: 'parking, parked, paid parking, tow truck',
			},
		},
		{
			code: 'roads.works',
			ru: ['Дорожные и земляные работы', 'Раскопали и не закопали, нет ограждения, затянули сроки'],
			en: ['Road and earth works', 'Dug up and not filled, no fence, works drag on'],
			answer: '7 working-days',
			reaction: '1 working-days',
			words: {
				ru: 'раскопали, разрыли, траншея, котлован на дороге, восстановить асфальт после раскопок, земляные работы',
				en: 'dug up, trench, earth works, excavation',
			},
		},
	],
};
