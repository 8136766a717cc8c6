import type { Visibility } from './appeal.ts';

export type StarterCategory = {
	code: string;
	ru: [name: string, hint?: string];
	en: [name: string, hint?: string];
	/** Working days of the promise; absent: as the parent. */
	answer?: number;
	reaction?: number;
	emergency?: true;
	shownTo?: Visibility;
	placeKind?: string;
	below?: StarterCategory[];
};

/**
 * The general municipal set, our own: what residents of towns and villages write about, in their words. Terms are promises
 * an authority can keep and may change; the law's 30 days stay above them.
 */
export const starterCategories: StarterCategory[] = [
	{
		code: 'danger',
		ru: ['Опасность прямо сейчас', 'Пожар, утечка газа, оборванный провод, угроза жизни'],
		en: ['Danger right now', 'Fire, gas leak, fallen wire, threat to life'],
		emergency: true,
		reaction: 1,
		answer: 1,
		shownTo: 'authority',
	},
	{
		code: 'roads',
		ru: ['Дороги и тротуары'],
		en: ['Roads and pavements'],
		answer: 10,
		reaction: 2,
		placeKind: 'road',
		below: [
			{
				code: 'roads.potholes',
				ru: ['Яма на дороге', 'Яма, провал, разрушенный асфальт'],
				en: ['Pothole', 'Hole, subsidence, broken asphalt'],
				answer: 10,
			},
			{
				code: 'roads.snow',
				ru: ['Снег и гололёд', 'Не убран снег, не посыпана дорога или тротуар'],
				en: ['Snow and ice', 'Snow not cleared, road or pavement not gritted'],
				answer: 3,
				reaction: 1,
			},
			{
				code: 'roads.pavements',
				ru: ['Тротуар, переход, лестница', 'Разбит тротуар, нет съезда для коляски'],
				en: ['Pavement, crossing, steps', 'Broken pavement, no ramp for a pram'],
				answer: 15,
			},
			{
				code: 'roads.signs',
				ru: ['Знаки, разметка, светофор', 'Нет знака, стёрта разметка, не работает светофор'],
				en: ['Signs, markings, traffic light', 'Missing sign, worn markings, light out of order'],
				answer: 5,
				reaction: 1,
			},
			{
				code: 'roads.drains',
				ru: ['Лужа, ливнёвка, люк', 'Вода не уходит, открыт или провалился люк'],
				en: ['Puddle, drain, manhole', 'Water stays, manhole open or sunk'],
				answer: 5,
				reaction: 1,
			},
		],
	},
	{
		code: 'yards',
		ru: ['Двор и дом'],
		en: ['Yard and house'],
		answer: 10,
		reaction: 2,
		placeKind: 'yard',
		below: [
			{
				code: 'yards.cleaning',
				ru: ['Уборка двора и подъезда', 'Мусор, листья, грязный подъезд'],
				en: ['Cleaning of yard and stairs', 'Litter, leaves, dirty stairwell'],
				answer: 5,
			},
			{
				code: 'yards.playground',
				ru: ['Детская или спортивная площадка', 'Сломаны качели, опасный тренажёр'],
				en: ['Playground or sports ground', 'Broken swing, unsafe equipment'],
				answer: 5,
				reaction: 1,
			},
			{
				code: 'yards.roof',
				ru: ['Крыша, стены, подвал', 'Течёт крыша, сыро в подвале, сосульки'],
				en: ['Roof, walls, basement', 'Leaking roof, damp basement, icicles'],
				answer: 7,
				reaction: 1,
			},
			{
				code: 'yards.lift',
				ru: ['Лифт', 'Лифт стоит или работает опасно'],
				en: ['Lift', 'Lift out of order or unsafe'],
				answer: 3,
				reaction: 1,
			},
			{
				code: 'yards.charges',
				ru: ['Плата за жильё и услуги', 'Ошибка в квитанции, непонятное начисление'],
				en: ['Housing charges', 'Error in a bill, unclear charge'],
				answer: 15,
				shownTo: 'authority',
			},
		],
	},
	{
		code: 'supply',
		ru: ['Вода, тепло, свет, газ'],
		en: ['Water, heat, electricity, gas'],
		answer: 5,
		reaction: 1,
		below: [
			{
				code: 'supply.water',
				ru: ['Вода и канализация', 'Нет воды, плохая вода, прорвало трубу'],
				en: ['Water and sewerage', 'No water, bad water, burst pipe'],
				answer: 3,
			},
			{
				code: 'supply.heat',
				ru: ['Отопление и горячая вода', 'Холодно в доме, нет горячей воды'],
				en: ['Heating and hot water', 'Cold flat, no hot water'],
				answer: 3,
			},
			{
				code: 'supply.power',
				ru: ['Электричество', 'Нет света, скачет напряжение'],
				en: ['Electricity', 'No power, unstable voltage'],
				answer: 3,
			},
			{
				code: 'supply.gas',
				ru: ['Газ', 'Подключение, перебои. Запах газа — звоните 104 или 112'],
				en: ['Gas', 'Connection, interruptions. Smell of gas: call 104 or 112'],
				answer: 5,
			},
		],
	},
	{
		code: 'lighting',
		ru: ['Уличное освещение', 'Фонарь не горит, горит днём, повреждена опора'],
		en: ['Street lighting', 'Lamp is out, on by day, pole damaged'],
		answer: 5,
		reaction: 1,
		placeKind: 'road',
	},
	{
		code: 'waste',
		ru: ['Мусор'],
		en: ['Waste'],
		answer: 5,
		reaction: 1,
		below: [
			{
				code: 'waste.collection',
				ru: ['Не вывозят мусор', 'Переполнены контейнеры'],
				en: ['Waste is not collected', 'Containers overflow'],
				answer: 3,
			},
			{
				code: 'waste.dump',
				ru: ['Свалка', 'Свалка во дворе, в лесу, у реки'],
				en: ['Illegal dump', 'Dump in a yard, a wood, by a river'],
				answer: 10,
			},
			{
				code: 'waste.site',
				ru: ['Площадка для контейнеров', 'Нет площадки, сломан контейнер'],
				en: ['Container site', 'No site, broken container'],
				answer: 10,
			},
		],
	},
	{
		code: 'transport',
		ru: ['Общественный транспорт'],
		en: ['Public transport'],
		answer: 10,
		reaction: 2,
		below: [
			{
				code: 'transport.route',
				ru: ['Маршрут и расписание', 'Автобус не пришёл, редко ходит, нужен маршрут'],
				en: ['Route and timetable', 'Bus did not come, comes rarely, route needed'],
			},
			{
				code: 'transport.stop',
				ru: ['Остановка', 'Сломан павильон, нет расписания'],
				en: ['Stop', 'Broken shelter, no timetable'],
			},
			{
				code: 'transport.manners',
				ru: ['Водитель, билет, салон', 'Грубость, не выдали билет, холодно'],
				en: ['Driver, ticket, cabin', 'Rudeness, no ticket, cold'],
			},
		],
	},
	{
		code: 'green',
		ru: ['Парки, деревья, вода'],
		en: ['Parks, trees, water'],
		answer: 10,
		reaction: 2,
		placeKind: 'park',
		below: [
			{
				code: 'green.trees',
				ru: ['Дерево', 'Опасное дерево, вырубка, посадка'],
				en: ['Tree', 'Dangerous tree, felling, planting'],
				answer: 7,
			},
			{
				code: 'green.parks',
				ru: ['Парк, сквер, набережная', 'Скамейки, дорожки, чистота'],
				en: ['Park, square, embankment', 'Benches, paths, tidiness'],
			},
			{
				code: 'green.pollution',
				ru: ['Загрязнение', 'Грязный воздух, вода, сброс отходов'],
				en: ['Pollution', 'Polluted air or water, discharge of waste'],
				answer: 7,
				reaction: 1,
			},
			{
				code: 'green.hogweed',
				ru: ['Борщевик и бурьян', 'Заросший участок, борщевик'],
				en: ['Hogweed and weeds', 'Overgrown land, hogweed'],
				answer: 10,
			},
		],
	},
	{
		code: 'animals',
		ru: ['Животные', 'Собаки без хозяина, помощь животным, содержание скота'],
		en: ['Animals', 'Stray dogs, help for animals, keeping of livestock'],
		answer: 5,
		reaction: 1,
	},
	{
		code: 'social',
		ru: ['Люди и помощь'],
		en: ['People and support'],
		answer: 15,
		reaction: 2,
		below: [
			{
				code: 'social.health',
				ru: ['Поликлиника, больница, лекарства', 'Запись к врачу, льготные лекарства, скорая'],
				en: ['Clinic, hospital, medicines', 'Appointments, subsidised medicines, ambulance'],
				shownTo: 'authority',
				answer: 7,
				reaction: 1,
			},
			{
				code: 'social.school',
				ru: ['Школа и детский сад', 'Очередь в сад, питание, безопасность'],
				en: ['School and kindergarten', 'Waiting list, meals, safety'],
				shownTo: 'nameless',
			},
			{
				code: 'social.benefits',
				ru: ['Выплаты и льготы', 'Пособия, пенсии, льготный проезд'],
				en: ['Payments and benefits', 'Allowances, pensions, concessions'],
				shownTo: 'authority',
			},
			{
				code: 'social.access',
				ru: ['Доступная среда', 'Нет пандуса, недоступное здание'],
				en: ['Accessibility', 'No ramp, building out of reach'],
				answer: 15,
			},
		],
	},
	{
		code: 'land',
		ru: ['Земля и стройка'],
		en: ['Land and building'],
		answer: 20,
		reaction: 3,
		below: [
			{
				code: 'land.building',
				ru: ['Стройка', 'Шум, грязь, строят без разрешения'],
				en: ['Building site', 'Noise, dirt, building without a permit'],
			},
			{
				code: 'land.plots',
				ru: ['Участок и документы', 'Межевание, аренда, адрес дома'],
				en: ['Plot and papers', 'Survey, lease, address of a house'],
				shownTo: 'authority',
			},
		],
	},
	{
		code: 'order',
		ru: ['Порядок и тишина', 'Шум ночью, торговля в неположенном месте, вандализм'],
		en: ['Order and quiet', 'Noise at night, trade where it is not allowed, vandalism'],
		answer: 10,
		reaction: 2,
		shownTo: 'nameless',
	},
	{
		code: 'authority',
		ru: ['Работа органов власти', 'Отказ, волокита, грубость, предложение или благодарность'],
		en: ['Work of the authorities', 'Refusal, delay, rudeness, a proposal or thanks'],
		shownTo: 'nameless',
		reaction: 3,
	},
	{
		code: 'other',
		ru: ['Другое', 'Если ничего не подошло: разберёмся и передадим кому нужно'],
		en: ['Something else', 'If nothing fits: we will find who answers for it'],
		reaction: 2,
		shownTo: 'nameless',
	},
];
