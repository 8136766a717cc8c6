/** Votes of the demonstration: what is asked, in both languages. Projects of the budget cost roubles. */
type Both = readonly [ru: string, en: string];
type DemoOption = { ru: string; en: string; note: Both; roubles?: number; group?: string };

export const nameVote = {
	question: [
		'Как назвать новый сквер на Заречной?',
		'What shall the new garden on Zarechnaya be called?',
	] as Both,
	explanation: [
		'Сквер откроют весной. Название выбирают жители города; адресов домов оно не меняет.',
		'The garden opens in spring. The residents choose its name; no address of a house changes.',
	] as Both,
	options: [
		{
			ru: 'Сквер Сплавщиков',
			en: 'Raftsmen’s Garden',
			note: ['Здесь вязали плоты.', 'Rafts were bound here.'],
		},
		{
			ru: 'Яблоневый сквер',
			en: 'Apple Garden',
			note: ['По яблоням, которые посадили соседи.', 'After the apple trees that neighbours planted.'],
		},
		{
			ru: 'Сквер Учителей',
			en: 'Teachers’ Garden',
			note: ['Рядом первая школа города.', 'The first school of the city is beside it.'],
		},
		{
			ru: 'Заречный сквер',
			en: 'Zarechny Garden',
			note: ['Как его зовут и так.', 'As it is called anyway.'],
		},
	] satisfies DemoOption[],
};

export const yardsVote = {
	question: ['Какие дворы привести в порядок первыми?', 'Which yards shall be put in order first?'] as Both,
	explanation: [
		'Поставьте каждому двору от 0 до 5: насколько срочно. Три двора с лучшей средней оценкой пойдут в работу в мае.',
		'Give every yard from 0 to 5: how urgent it is. The three with the best mean are taken up in May.',
	] as Both,
	options: [
		{
			ru: 'Мельничная, 3–9',
			en: 'Melnichnaya 3–9',
			note: ['Нет проезда для скорой.', 'An ambulance cannot pass.'],
		},
		{ ru: 'Путейцев, 20', en: 'Puteytsev 20', note: ['Площадка 1988 года.', 'A playground of 1988.'] },
		{
			ru: 'Театральная, 14',
			en: 'Teatralnaya 14',
			note: ['После дождя стоит вода.', 'Water stands after rain.'],
		},
		{
			ru: 'Сосновая, 1–7',
			en: 'Sosnovaya 1–7',
			note: ['Темно: два фонаря на двор.', 'Dark: two lamps for the yard.'],
		},
		{ ru: 'Угольная, 11', en: 'Ugolnaya 11', note: ['Машины стоят на газоне.', 'Cars stand on the lawn.'] },
		{
			ru: 'Набережная Речная, 30',
			en: 'Rechnaya Embankment 30',
			note: ['Лестница к реке разбита.', 'The stairs to the river are broken.'],
		},
	] satisfies DemoOption[],
};

export const budgetVote = {
	question: [
		'На что потратить 12 миллионов рублей городского бюджета?',
		'What shall 12 million roubles of the city budget be spent on?',
	] as Both,
	explanation: [
		'Отметьте до пяти проектов, которые вам нужны. Считаем равными долями: у каждого голосующего одинаковая часть денег, и она идёт только на проекты, которые он отметил.',
		'Mark up to five projects that you need. Equal shares: every voter has the same part of the money, and it goes only to projects that they marked.',
	] as Both,
	roubles: 12_000_000,
	groups: { left: ['Левый берег', 'Left bank'], right: ['Правый берег', 'Right bank'] } as Record<
		string,
		Both
	>,
	options: [
		{
			ru: 'Освещение Мельничной улицы',
			en: 'Lights on Melnichnaya street',
			note: ['42 фонаря, 1,4 км.', '42 lamps, 1.4 km.'],
			roubles: 3_400_000,
			group: 'left',
		},
		{
			ru: 'Тёплые остановки',
			en: 'Warm bus stops',
			note: ['Шесть остановок с дверями.', 'Six stops with doors.'],
			roubles: 2_700_000,
		},
		{
			ru: 'Площадка для детей на Путейцев',
			en: 'Playground on Puteytsev',
			note: ['Горки, качели, тень.', 'Slides, swings, shade.'],
			roubles: 2_100_000,
			group: 'right',
		},
		{
			ru: 'Лыжня в парке лесоводов',
			en: 'Ski track in Lesovod park',
			note: ['3 км, свет до десяти вечера.', '3 km, lit until ten.'],
			roubles: 1_650_000,
		},
		{
			ru: 'Пандусы у поликлиники',
			en: 'Ramps at the clinic',
			note: ['Два входа и аптека.', 'Two entrances and the chemist.'],
			roubles: 780_000,
		},
		{
			ru: 'Двор для собак',
			en: 'Dog yard',
			note: ['Забор, вода, свет.', 'Fence, water, light.'],
			roubles: 640_000,
			group: 'left',
		},
		{
			ru: 'Фонтан на площади Согласия',
			en: 'Fountain on Soglasiya square',
			note: ['Новые насосы и плитка.', 'New pumps and tiles.'],
			roubles: 5_900_000,
			group: 'left',
		},
		{
			ru: 'Библиотека вечером',
			en: 'Library in the evening',
			note: ['До девяти, год.', 'Until nine, for a year.'],
			roubles: 960_000,
		},
		{
			ru: 'Набережная: скамьи и ивы',
			en: 'Embankment: benches and willows',
			note: ['30 скамей, 80 деревьев.', '30 benches, 80 trees.'],
			roubles: 2_350_000,
			group: 'right',
		},
		{
			ru: 'Парковка у вокзала',
			en: 'Car park at the station',
			note: ['60 мест.', '60 places.'],
			roubles: 4_800_000,
			group: 'right',
		},
	] satisfies DemoOption[],
};

/** Taken on the site, at a desk and on paper. */
export const bridgeVote = {
	question: [
		'Закрывать Новый мост для машин по выходным?',
		'Shall the New Bridge be closed to cars at weekends?',
	] as Both,
	explanation: [
		'С мая по сентябрь, с 8 до 22 часов. Скорая и автобус № 4 проедут. Проголосовать можно на сайте, в МФЦ с паспортом или бумажным бюллетенем.',
		'From May to September, from 8 to 22 hours. Ambulances and bus 4 pass. You can vote on the site, at the public service centre with your passport, or on a paper ballot.',
	] as Both,
	options: [
		{
			ru: 'Закрыть на субботу и воскресенье',
			en: 'Close it on Saturday and Sunday',
			note: ['Объезд по Речной: семь минут.', 'The way round by Rechnaya takes seven minutes.'],
		},
		{
			ru: 'Закрыть только на воскресенье',
			en: 'Close it on Sunday only',
			note: ['В субботу рынок и грузы.', 'Saturday is for the market and its goods.'],
		},
		{ ru: 'Оставить как есть', en: 'Leave it as it is', note: ['Мост открыт всегда.', 'It is always open.'] },
	] satisfies DemoOption[],
};

/** Taken by codes of sheets that were handed out at doors. */
export const gateVote = {
	question: [
		'Где поставить ворота во дворе на Путейцев, 20?',
		'Where shall the gate of the yard at Puteytsev 20 stand?',
	] as Both,
	explanation: [
		'Голосует дом: один листок с кодом на квартиру. Листки разнесли старшие по подъездам.',
		'The house votes: one sheet with a code for a flat. A neighbour from every entrance handed them out.',
	] as Both,
	options: [
		{
			ru: 'Со стороны улицы',
			en: 'On the side of the street',
			note: ['Машины въезжают, как сейчас.', 'Cars come in as they do now.'],
		},
		{
			ru: 'Со стороны гаражей',
			en: 'On the side of the garages',
			note: ['Двор без сквозного проезда.', 'No way through the yard.'],
		},
		{ ru: 'Ворот не ставить', en: 'No gate at all', note: ['Хватит шлагбаума.', 'A barrier is enough.'] },
	] satisfies DemoOption[],
};
