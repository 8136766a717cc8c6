import type { Point } from './outline.ts';
import type { Random } from './random.ts';

/** A street as people name it: «Мельничная», «на Мельничной». */
export type Street = {
	name: string;
	on: string;
	/** «ул. Мельничная» */
	address: string;
	quarter: Quarter;
	from: Point;
	/** Direction of the houses, degrees of longitude and latitude for one house. */
	step: Point;
	houses: number;
};
export type Quarter = { name: string; at: Point; near: readonly string[]; stops: readonly string[] };

/** Kilometres east and north of the town's centre. */
const quarters: readonly { name: string; km: Point; near: string; stops: string; streets: string }[] = [
	{
		name: 'Центр',
		km: [0, 0],
		near: 'у драмтеатра; у Центрального рынка; напротив главпочтамта; у школы № 1; за кинотеатром «Маяк»',
		stops: 'Площадь Согласия; Центральный рынок; Драмтеатр',
		streets:
			'проспект Озёрный 64; Мельничная 48; Ярмарочная 36; улица Лесоводов 52; Театральная 22; Пристанская 30; переулок Тихий 12',
	},
	{
		name: 'Старая Слобода',
		km: [-2.6, 1.5],
		near: 'у Никольской часовни; у школы № 4; возле старой бани; у колодца на углу',
		stops: 'Старая Слобода; Кузнечная; Баня № 2',
		streets:
			'Кузнечная 40; Гончарная 34; Верхнеслободская 56; переулок Кривой 14; улица Паромщиков 26; Огородная 38',
	},
	{
		name: 'Заречный',
		km: [1.2, -2.9],
		near: 'у нового моста; у поликлиники № 2; за школой № 9; возле лодочной станции',
		stops: 'Новый мост; Поликлиника № 2; Лодочная станция',
		streets:
			'Заречная 88; улица Сплавщиков 46; Ивовая 32; набережная Речная 54; улица Бакенщиков 28; Песчаная 24',
	},
	{
		name: 'Солнечный',
		km: [4.1, 1.8],
		near: 'у детского сада «Росинка»; за торговым центром «Полёт»; у школы № 14; возле ледовой арены',
		stops: 'Микрорайон Солнечный; Ледовая арена; Школа № 14',
		streets:
			'проспект Северных Ветров 72; улица Первых Строителей 44; Рассветная 38; бульвар Кленовый 30; Радужная 26',
	},
	{
		name: 'Вокзальный',
		km: [-3.4, -2.2],
		near: 'у вокзала; у переезда; за локомотивным депо; у школы № 6; возле рынка «Привоз»',
		stops: 'Вокзал; Депо; Переезд',
		streets:
			'Вокзальная 50; улица Путейцев 42; Семафорная 30; улица Сигналистов 20; Угольная 36; Складская 18',
	},
	{
		name: 'Сосновый',
		km: [2.0, 4.4],
		near: 'у городской больницы; у входа в парк «Лесовод»; за общежитием техникума; у школы № 11',
		stops: 'Городская больница; Парк «Лесовод»; Техникум',
		streets: 'Сосновая 58; улица Лесной Школы 24; Смолистая 28; Больничный проезд 16; улица Учителей 34',
	},
];

const kilometreNorth = 1 / 111.2;

export function streetsAround(centre: Point, random: Random): Street[] {
	const kilometreEast = kilometreNorth / Math.cos((centre[1] * Math.PI) / 180);
	const place = (x: number, y: number): Point => [
		centre[0] + x * kilometreEast,
		centre[1] + y * kilometreNorth,
	];
	return quarters.flatMap(({ name, km, near, stops, streets }) => {
		const quarter: Quarter = {
			name,
			at: place(km[0], km[1]),
			near: near.split('; '),
			stops: stops.split('; '),
		};
		// the streets of a quarter cross each other at right angles, as its builders drew them
		const turn = random.next() * Math.PI;
		return streets.split('; ').map((text, i) => {
			const houses = Number(text.match(/\d+$/)![0]);
			const angle = turn + (i % 2 ? Math.PI / 2 : 0) + random.bell() * 0.12;
			// 24 m from house to house
			const step = 0.024;
			const away = (Math.floor(i / 2) - 1) * 0.42;
			const middle: Point = [km[0] + Math.sin(angle) * away, km[1] - Math.cos(angle) * away];
			const from: Point = [
				middle[0] - (Math.cos(angle) * step * houses) / 2,
				middle[1] - (Math.sin(angle) * step * houses) / 2,
			];
			return {
				...named(text.replace(/ \d+$/, '')),
				quarter,
				from: place(from[0], from[1]),
				step: [Math.cos(angle) * step * kilometreEast, Math.sin(angle) * step * kilometreNorth] as Point,
				houses,
			};
		});
	});
}

function named(text: string): Pick<Street, 'name' | 'on' | 'address'> {
	const [first = '', ...rest] = text.split(' ');
	const own = rest.join(' ');
	const shortened: Record<string, string> = {
		улица: 'ул.',
		проспект: 'пр-т',
		переулок: 'пер.',
		набережная: 'наб.',
		бульвар: 'бул.',
	};
	const short = shortened[first];
	if (text.endsWith(' проезд')) return { name: text, on: `в ${first.slice(0, -2)}ом проезде`, address: text };
	if (!short) return { name: text, on: `на ${feminine(text)}`, address: `ул. ${text}` };
	if (own.endsWith('ый') || own.endsWith('ий') || own.endsWith('ой')) {
		const adjective = `${own.slice(0, -2)}${own.endsWith('ий') && !/[кгх]ий$/.test(own) ? 'ем' : 'ом'}`;
		const [where, word] = first === 'переулок' ? ['в', 'переулке'] : ['на', `${first}е`];
		return { name: `${own} ${first}`, on: `${where} ${adjective} ${word}`, address: `${short} ${own}` };
	}
	if (own.endsWith('ая'))
		return { name: `${own} ${first}`, on: `на ${feminine(own)} набережной`, address: `${short} ${own}` };
	const of: Record<string, string> = { улица: 'на улице', проспект: 'на проспекте' };
	return { name: `${first} ${own}`, on: `${of[first]} ${own}`, address: `${short} ${own}` };
}

const feminine = (adjective: string) => `${adjective.slice(0, -2)}${adjective.endsWith('яя') ? 'ей' : 'ой'}`;
