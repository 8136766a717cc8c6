/** Examples of the kit as data: the sheet draws them, the tests look at the sheet. All names are invented. */
import type { FormResult } from '#ui/form-state.ts';
import type { ListItem } from '#ui/list-item.ts';
import type { TreeNode } from '#ui/tree-node.ts';

export const place = { name: 'Кедровый округ', href: '/kit' };
export const viewer = { name: 'Нина Ясенева', official: true };
export const crumbs = [
	{ title: 'Россия', href: '/kit' },
	{ title: 'Озёрный край', href: '/kit' },
	{ title: 'Кедровый муниципальный округ', href: '/kit' },
];
export const ways = [
	{ title: 'Обращения', href: '/kit', current: true, count: 12 },
	{ title: 'Инициативы', href: '/kit' },
	{ title: 'Голосования', href: '/kit' },
	{ title: 'Показатели', href: '/kit' },
	{ title: 'Документы', href: '/kit' },
];
export const result: FormResult = {
	problems: [
		{ field: 'text', message: 'Расскажите, что случилось' },
		{ field: 'place', message: 'Укажите место' },
		{ field: 'consent', message: 'Без согласия мы не можем принять обращение' },
	],
	values: { title: 'Не горит фонарь у школы', text: '', tell: ['account', 'mail'], category: 'light' },
};
export const categories = [
	{ value: 'roads', label: 'Дороги и тротуары' },
	{ value: 'light', label: 'Освещение' },
	{ value: 'waste', label: 'Мусор' },
	{ value: 'water', label: 'Вода и канализация', group: 'Дом' },
	{ value: 'heat', label: 'Отопление', group: 'Дом' },
];
export const places = [
	{ value: 'address', label: 'По адресу' },
	{ value: 'map', label: 'Точкой на карте' },
	{ value: 'words', label: 'Опишу словами', hint: 'Например: «между школой и магазином»' },
];
export const channels = [
	{ value: 'account', label: 'В личном кабинете' },
	{ value: 'mail', label: 'По почте' },
	{ value: 'paper', label: 'Письмом на бумаге', hint: 'Придёт в течение недели после ответа' },
];
export const notices = [
	{
		tone: 'info',
		title: 'Сегодня сокращённый день',
		text: 'Обращения, поданные после 15:00, зарегистрируем в понедельник.',
	},
	{
		tone: 'good',
		title: 'Обращение принято',
		text: 'Номер 46-017-2026-000123. Ответим до 21 декабря 2026 г.',
	},
	{
		tone: 'warn',
		title: 'Осталось два дня',
		text: 'Срок ответа — 24 ноября. Если нужно больше времени, продлите его с объяснением.',
	},
	{
		tone: 'bad',
		title: 'Файл не принят',
		text: 'Это программа, а не фотография. Выберите снимок в JPEG, PNG или HEIC.',
	},
] as const;
export const badges = [
	{ tone: 'waits', text: 'Ждёт регистрации' },
	{ tone: 'info', text: 'У исполнителя' },
	{ tone: 'good', text: 'Ответ принят' },
	{ tone: 'warn', text: 'Осталось 2 дня' },
	{ tone: 'bad', text: 'Просрочено' },
	{ tone: 'over', text: 'Отозвано' },
] as const;
export const steps = [
	{ title: 'Что случилось', href: '/kit' },
	{ title: 'Место' },
	{ title: 'Фотографии' },
	{ title: 'Проверка' },
];
export const tabs = [
	{ title: 'Все', href: '/kit', current: true, count: 1240 },
	{ title: 'В работе', href: '/kit', count: 214 },
	{ title: 'С ответом', href: '/kit' },
];
export const items: ListItem[] = [
	{
		title: 'Не горит фонарь у школы № 3',
		href: '/kit?1',
		over: 'Обращение 46-017-2026-000123, освещение',
		text: 'С прошлой недели по дороге к школе темно, дети идут по проезжей части. Столб с номером 14, напротив магазина.',
		meta: ['Подано 12 ноября', 'Ответим до 12 декабря', '18 человек поддержали'],
	},
	{
		title: 'Оставить липовую аллею при ремонте улицы Речной',
		href: '/kit?2',
		over: 'Инициатива',
		meta: ['320 подписей из 500', 'До 1 февраля 2027 г.'],
	},
	{
		title: 'Какой быть площади у вокзала',
		href: '/kit?3',
		over: 'Голосование',
		meta: ['Закончится завтра'],
		image: { src: '/icon.svg', alt: 'Площадь с фонтаном, вид от вокзала' },
	},
];
type Row = { name: string; people: string; change: string; head: string };
export const rows: Row[] = [
	{ name: 'Кедровый округ', people: '37 421', change: '−1,2 %', head: 'Илья Громов' },
	{ name: 'Сосновское поселение', people: '4 018', change: '+0,4 %', head: 'Вера Лужина' },
	{ name: 'Верхняя Пристань', people: '612', change: '−3,8 %', head: 'Олег Снегирёв' },
];
export const columns = [
	{
		key: 'name',
		title: 'Территория',
		value: (row: Row) => row.name,
		sortHref: '/kit?sort=name',
		sorted: 'ascending' as const,
	},
	{
		key: 'people',
		title: 'Жителей',
		value: (row: Row) => row.people,
		align: 'end' as const,
		sortHref: '/kit?sort=people',
	},
	{ key: 'change', title: 'За год', value: (row: Row) => row.change, align: 'end' as const },
	{ key: 'head', title: 'Глава', value: (row: Row) => row.head },
];
export const timeline = [
	{ title: 'Обращение подано', at: '2026-11-12T08:14:00Z', by: 'Нина Ясенева' },
	{ title: 'Зарегистрировано и передано исполнителю', at: '2026-11-12T08:15:00Z' },
	{
		title: 'У исполнителя: МУП «Горсвет»',
		at: '2026-11-13T06:40:00Z',
		by: 'Павел Озеров',
		text: 'Заказали лампу, бригада выйдет на этой неделе.',
		state: 'now' as const,
	},
	{ title: 'Ответ жителю', at: '2026-12-12', when: 'до 12 декабря 2026 г.', state: 'next' as const },
];
export const stats = [
	{
		label: 'Население',
		value: '37 421',
		unit: 'чел.',
		change: 'на 1,2 % меньше, чем год назад',
		direction: 'down' as const,
		points: [39.1, 38.8, 38.6, 38.1, 37.9, 37.4],
		source: 'Росстат, 1 января 2026 г.',
	},
	{
		label: 'Отвечено в срок',
		value: '94',
		unit: '%',
		change: 'лучше на 6 пунктов за квартал',
		direction: 'up' as const,
		verdict: 'good' as const,
		points: [71, 74, 80, 83, 88, 94],
	},
	{
		label: 'Просрочено сейчас',
		value: '7',
		change: 'на 3 больше, чем неделю назад',
		direction: 'up' as const,
		verdict: 'bad' as const,
	},
];
export const facts = [
	{ name: 'Вид', value: 'Муниципальный округ' },
	{ name: 'Код ОКТМО', value: '46 517 000' },
	{ name: 'Площадь', value: '2 115 км²' },
	{ name: 'Почта', value: 'priem@kedrovy.example', href: 'mailto:priem@kedrovy.example' },
];
export const tree: TreeNode[] = [
	{
		id: 1,
		title: 'Озёрный край',
		href: '/kit',
		open: true,
		children: [
			{
				id: 2,
				title: 'Кедровый округ',
				href: '/kit',
				current: true,
				note: '37 421',
				open: true,
				children: [
					{ id: 3, title: 'Сосновка', href: '/kit', note: '4 018' },
					{ id: 4, title: 'Верхняя Пристань', href: '/kit', note: '612' },
				],
			},
			{ id: 5, title: 'Город Заречный', href: '/kit', note: '112 300' },
		],
	},
];
export const people = ['Илья Громов', 'Вера Лужина', 'Олег Снегирёв', 'Анна-Мария Светлова'];
export const footer = [
	{
		title: 'Жителям',
		links: [
			{ title: 'Сообщить о проблеме', href: '/kit' },
			{ title: 'Предложить', href: '/kit' },
			{ title: 'Голосовать', href: '/kit' },
		],
	},
	{
		title: 'О платформе',
		links: [
			{ title: 'Открытые данные', href: '/kit' },
			{ title: 'Доступность', href: '/kit' },
			{ title: 'Персональные данные', href: '/kit' },
		],
	},
];
export const population = [
	{
		name: 'Кедровый округ',
		points: [41.2, 40.9, 40.1, 39.6, 39.1, 38.6, 38.1, 37.4].map((value, i) => ({
			at: String(2019 + i),
			value,
		})),
	},
];
export const scenarios = [
	{
		name: 'Факт',
		points: [3.1, 3.4, 2.2, 3.9, 4.3, 4.6].map((value, i) => ({ at: String(2021 + i), value })),
	},
	{
		name: 'Базовый прогноз',
		isForecast: true,
		points: [4.6, 4.9, 5.3, 5.6].map((value, i) => ({ at: String(2026 + i), value })),
		band: [
			{ at: '2026', low: 4.6, high: 4.6 },
			{ at: '2027', low: 4.3, high: 5.4 },
			{ at: '2028', low: 4.2, high: 6.2 },
			{ at: '2029', low: 4.0, high: 7.0 },
		],
	},
	{
		name: 'Осторожный',
		isForecast: true,
		points: [4.6, 4.5, 4.6, 4.7].map((value, i) => ({ at: String(2026 + i), value })),
	},
];
export const answered = [
	{ name: 'Освещение', value: 97, target: 95 },
	{ name: 'Дороги и тротуары', value: 82, target: 95, isMain: true },
	{ name: 'Мусор', value: 91, target: 95 },
	{ name: 'Вода и канализация', value: 88, target: 95 },
	{ name: 'Благоустройство дворов и детских площадок', value: 94, target: 95 },
];
export const contents = [
	{ id: 'p1', title: 'I. Общие положения' },
	{ id: 'p2', title: 'II. Порядок обсуждения' },
	{ id: 'p4', title: 'III. Сроки' },
];
export const views = [
	{ title: 'Мои', href: '/kit?sheet=inbox', count: 12, current: true },
	{ title: 'Горят', href: '/kit?sheet=inbox', count: 3, alarm: true },
	{ title: 'Ждут регистрации', href: '/kit?sheet=inbox', count: 41 },
	{ title: 'Все открытые', href: '/kit?sheet=inbox', count: 1240 },
];
export const inbox = [
	{
		id: '1',
		number: '000123',
		title: 'Не горит фонарь у школы № 3',
		who: 'Нина Ясенева',
		clock: 'Ответить завтра',
		tone: 'warn' as const,
	},
	{
		id: '2',
		number: '000119',
		title: 'Яма на перекрёстке Речной и Садовой, машины объезжают по тротуару',
		who: 'Олег Снегирёв',
		clock: 'Просрочено на 2 дня',
		tone: 'bad' as const,
	},
	{
		id: '3',
		number: '000131',
		title: 'Когда откроют каток',
		who: 'Анна-Мария Светлова',
		clock: 'До 9 декабря',
		tone: 'waits' as const,
	},
];
export const streets = [
	'Зелёная улица',
	'Речная улица',
	'Садовая улица',
	'улица Мира',
	'Кедровый проезд',
].map((label, index) => ({ value: index === 0 ? 'green' : `street-${index}`, label }));
export const actions = [
	{
		title: 'Сообщить о проблеме',
		text: 'Ответим до 22 декабря, путь обращения виден вам',
		href: '/kit',
		icon: 'megaphone' as const,
	},
	{
		title: 'Предложить',
		text: 'Инициатива или проект; 500 подписей — и её рассмотрят',
		href: '/kit',
		icon: 'lightbulb' as const,
	},
	{ title: 'Проголосовать', text: 'Идут два голосования', href: '/kit', icon: 'vote' as const },
];
export const news = [
	{
		id: 'a',
		kind: 'Голосование',
		icon: 'vote' as const,
		title: 'Какой быть площади у вокзала',
		href: '/kit',
		at: '2026-11-21T08:00:00Z',
		note: 'До 1 декабря, проголосовали 1 204 человека',
	},
	{
		id: 'b',
		kind: 'Сделано',
		icon: 'done' as const,
		title: 'На улице Речной заменили 14 фонарей',
		href: '/kit',
		at: '2026-11-20T08:00:00Z',
		note: 'По 18 обращениям',
	},
	{
		id: 'c',
		kind: 'Обсуждение проекта',
		icon: 'document' as const,
		title: 'Порядок обсуждения благоустройства дворов',
		href: '/kit',
		at: '2026-11-19T08:00:00Z',
		note: 'Замечания принимают до 20 декабря',
	},
	{
		id: 'd',
		kind: 'Инициатива',
		icon: 'lightbulb' as const,
		title: 'Оставить липовую аллею при ремонте улицы Садовой',
		href: '/kit',
		at: '2026-11-12T08:00:00Z',
		note: '320 подписей из 500',
	},
];
export const services = [
	{
		title: 'Прямая связь',
		text: 'Обращения и ответы',
		icon: 'message' as const,
		href: '/kit',
		alive: '214 в работе',
	},
	{
		title: 'Стратегическое управление',
		text: 'Цели, мероприятия, документы',
		icon: 'compass' as const,
		href: '/kit',
	},
	{
		title: 'Мониторинг показателей',
		text: 'Что измеряют и как меняется',
		icon: 'gauge' as const,
		href: '/kit',
		alive: '48 показателей',
	},
	{ title: 'Национальные проекты', text: 'Что делается у нас', icon: 'flag' as const, href: '/kit' },
	{ title: 'Инвестиции', text: 'Площадки и предложения', icon: 'coins' as const, href: '/kit' },
	{ title: 'Проектное управление', text: 'Сроки и люди', icon: 'kanban' as const, href: '/kit' },
	{ title: 'Деловой климат', text: 'Что мешает и что сделано', icon: 'briefcase' as const, href: '/kit' },
	{ title: 'Местные товаропроизводители', text: 'Витрина округа', icon: 'factory' as const, href: '/kit' },
	{ title: 'Некоммерческий сектор', text: 'Объединения и гранты', icon: 'heart' as const, href: '/kit' },
	{
		title: 'Активный гражданин',
		text: 'Голосования и инициативы',
		icon: 'people' as const,
		href: '/kit',
		alive: '2 голосования идут',
	},
];
export const incharge = [
	{
		id: 1,
		name: 'Илья Громов',
		role: 'Глава округа',
		phone: '+7 (34271) 2-00-00',
		email: 'glava@kedrovy.example',
		hours: 'Приём: вторник, 15:00–18:00',
	},
	{ id: 2, name: 'Вера Лужина', role: 'Председатель думы', phone: '+7 (34271) 2-00-01' },
	{ id: 3, name: 'Павел Озеров', role: 'Жилищно-коммунальное хозяйство', phone: '+7 (34271) 2-00-02' },
];
export const villages = [
	'Берёзовка',
	'Верхняя Пристань',
	'Дальние Луга',
	'Еловая Гора',
	'Заречье',
	'Каменный Ключ',
	'Нижний Мост',
	'Сосновка',
].map((name, index) => ({ id: index, name, href: '/kit', note: String(120 + index * 317) }));

/** Stands for a picture that a phone reads. */
export const qr =
	'<svg viewBox="0 0 3 3" role="img" aria-label="QR"><path d="M0 0h1v1H0zM2 0h1v1H2zM1 1h1v1H1zM0 2h1v1H0z"/></svg>';
