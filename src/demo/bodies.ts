/** Bodies of the demonstration: who answers for what, where they sit. Keys of territories are those of places.ts. */
export type BodyPlan = {
	key: string;
	territory: string;
	kind: string;
	parent: string | null;
	ru: { name: string; short: string; about: string };
	en: { name: string; short: string };
	address: string;
	hours: string;
	units: readonly { key: string; ru: string; en: string }[];
	/** Categories of appeals it answers for, with everything below them. */
	answers: readonly string[];
	head: { ru: string; en: string };
};

const day = 'Пн–чт 8:30–17:30, пт 8:30–16:30, обед 12:30–13:15';
const always = 'Круглосуточно';
const body = (
	key: string,
	kind: string,
	parent: string | null,
	ru: readonly [name: string, short: string, about: string],
	en: readonly [name: string, short: string],
	address: string,
	answers: readonly string[],
	head: readonly [ru: string, en: string],
	units: readonly (readonly [key: string, ru: string, en: string])[] = [],
	hours = day,
	territory = 'svetloborsk',
): BodyPlan => ({
	key,
	territory,
	kind,
	parent,
	ru: { name: ru[0], short: ru[1], about: ru[2] },
	en: { name: en[0], short: en[1] },
	address,
	hours,
	units: units.map(([unit, russian, english]) => ({ key: unit, ru: russian, en: english })),
	answers,
	head: { ru: head[0], en: head[1] },
});

export const cityBodies: readonly BodyPlan[] = [
	body(
		'admin',
		'administration',
		null,
		[
			'Администрация города Светлоборска',
			'Администрация',
			'Исполняет решения города: бюджет, земля, строительство, работа с обращениями.',
		],
		['Svetloborsk City Administration', 'Administration'],
		'пл. Согласия, 1',
		['land', 'order', 'authority', 'social', 'culture', 'trade', 'other', 'danger'],
		['Глава администрации', 'Head of the administration'],
		[
			['appeals', 'Отдел по работе с обращениями', 'Appeals office'],
			['architecture', 'Отдел архитектуры и градостроительства', 'Architecture and planning office'],
			['land', 'Отдел земельных отношений', 'Land office'],
			['order', 'Административная комиссия', 'Administrative commission'],
		],
	),
	body(
		'housing',
		'department',
		'admin',
		[
			'Управление жилищно-коммунального хозяйства',
			'Управление ЖКХ',
			'Дома, дворы и управляющие организации; чистота города.',
		],
		['Housing and Utilities Department', 'Housing department'],
		'ул. Мельничная, 7',
		['yards', 'house', 'supply', 'waste.dump'],
		['Начальник управления', 'Head of the department'],
		[
			['homes', 'Отдел содержания жилья', 'Housing upkeep office'],
			['yards', 'Отдел дворов и площадок', 'Yards and playgrounds office'],
			['emergency', 'Аварийно-диспетчерская служба', 'Emergency desk'],
		],
	),
	body(
		'roads',
		'institution',
		'admin',
		['МБУ «Дорожник»', 'Дорожник', 'Дороги и тротуары: ремонт, уборка снега, знаки и разметка, остановки.'],
		['Dorozhnik Road Service', 'Road service'],
		'ул. Складская, 11',
		['roads', 'transport.stop'],
		['Директор', 'Director'],
		[
			['repair', 'Участок ремонта', 'Repair crew'],
			['winter', 'Участок уборки', 'Cleaning crew'],
			['signs', 'Группа знаков и светофоров', 'Signs and traffic lights group'],
		],
	),
	body(
		'light',
		'institution',
		'admin',
		['МБУ «Горсвет»', 'Горсвет', 'Уличное освещение: 9 400 светильников и 310 км линий.'],
		['Gorsvet Street Lighting', 'Street lighting'],
		'ул. Семафорная, 4',
		['lighting', 'supply.power'],
		['Директор', 'Director'],
		[],
	),
	body(
		'water',
		'enterprise',
		'admin',
		['МУП «Водоканал»', 'Водоканал', 'Вода, канализация и ливнёвка города и посёлка Дальние Сосны.'],
		['Vodokanal Water Utility', 'Vodokanal'],
		'ул. Заречная, 2',
		['supply.water', 'supply.water-quality', 'supply.sewer', 'roads.drains'],
		['Директор', 'Director'],
		[
			['networks', 'Цех сетей', 'Networks workshop'],
			['laboratory', 'Лаборатория', 'Laboratory'],
		],
		always,
	),
	body(
		'heat',
		'enterprise',
		'admin',
		['МУП «Тепловые сети»', 'Тепловые сети', 'Отопление и горячая вода: 14 котельных, 122 км трасс.'],
		['Svetloborsk Heat Networks', 'Heat networks'],
		'ул. Угольная, 1',
		['supply.heat', 'supply.hot-water'],
		['Директор', 'Director'],
		[],
		always,
	),
	body(
		'green',
		'institution',
		'admin',
		['МБУ «Зелёный город»', 'Зелёный город', 'Парки, скверы, деревья и газоны; отлов и приют для животных.'],
		['Green City Service', 'Green city'],
		'парк «Лесовод», дом садовника',
		['green', 'animals'],
		['Директор', 'Director'],
	),
	body(
		'bus',
		'enterprise',
		'admin',
		['МУП «Городской автобус»', 'Городской автобус', 'Двенадцать маршрутов, 58 автобусов.'],
		['City Bus Company', 'City bus'],
		'ул. Путейцев, 33',
		['transport'],
		['Директор', 'Director'],
	),
	body(
		'waste',
		'contractor',
		null,
		['ООО «Чистый край»', 'Чистый край', 'Вывоз отходов и площадки для контейнеров.'],
		['Clean Krai Waste Collection', 'Clean Krai'],
		'ул. Песчаная, 19',
		['waste'],
		['Управляющий', 'Manager'],
	),
	body(
		'education',
		'department',
		'admin',
		[
			'Управление образования',
			'Управление образования',
			'Девятнадцать школ, двадцать шесть детских садов, дома творчества.',
		],
		['Education Department', 'Education'],
		'ул. Театральная, 5',
		['school'],
		['Начальник управления', 'Head of the department'],
	),
	body(
		'health',
		'institution',
		null,
		['Светлоборская городская больница', 'Горбольница', 'Стационар, две поликлиники и скорая помощь.'],
		['Svetloborsk City Hospital', 'City hospital'],
		'Больничный проезд, 3',
		['health'],
		['Главный врач', 'Chief physician'],
		[],
		always,
	),
	body(
		'council',
		'council',
		null,
		[
			'Светлоборская городская дума',
			'Городская дума',
			'Двадцать пять депутатов; заседания по вторым четвергам.',
		],
		['Svetloborsk City Council', 'City council'],
		'пл. Согласия, 1',
		[],
		['Председатель', 'Chair'],
	),
];

export const regionBodies: readonly BodyPlan[] = [
	body(
		'krai-government',
		'administration',
		null,
		['Правительство Заозёрского края', 'Правительство края', 'Программы, бюджет и дороги края.'],
		['Government of Zaozyorsky Krai', 'Krai government'],
		'г. Светлоборск, наб. Речная, 2',
		[],
		['Председатель правительства', 'Chair of the government'],
		[],
		day,
		'zaozyorsky',
	),
	body(
		'krai-health',
		'ministry',
		'krai-government',
		[
			'Министерство здравоохранения Заозёрского края',
			'Минздрав края',
			'Больницы, лекарства, санитарная авиация.',
		],
		['Zaozyorsky Krai Ministry of Health', 'Ministry of health'],
		'г. Светлоборск, ул. Сосновая, 12',
		['health'],
		['Министр', 'Minister'],
		[],
		day,
		'zaozyorsky',
	),
	body(
		'krai-transport',
		'ministry',
		'krai-government',
		[
			'Министерство транспорта и дорог Заозёрского края',
			'Минтранс края',
			'Краевые дороги, мосты и автобусы между городами.',
		],
		['Zaozyorsky Krai Ministry of Transport', 'Ministry of transport'],
		'г. Светлоборск, ул. Пристанская, 8',
		[],
		['Министр', 'Minister'],
		[],
		day,
		'zaozyorsky',
	),
];
