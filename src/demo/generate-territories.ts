import { cells, distance, outlineOf, type Point, type Polygon, scatter } from './outline.ts';
import { aPerson, latin } from './people.ts';
import { type Place, places } from './places.ts';
import type { Random } from './random.ts';
import type { DemoTerritory } from './rows.ts';
import { pageTexts } from './texts.ts';

export function territoriesOf(random: Random, now: Date): DemoTerritory[] {
	const shapes = outlines(random.branch('outlines'));
	const totals = populations();
	const year = now.getUTCFullYear();
	return places.map((place) => {
		const own = random.branch(place.key);
		const population = totals.get(place.key)!;
		return {
			...place,
			population,
			boundary: shapes.get(place.key) ?? null,
			texts: pageTexts(place, population),
			zone: place.parent === null ? 'Asia/Yekaterinburg' : null,
			populationOn: `${year}-01-01`,
			...inCharge(place, own),
		};
	});
}

/** Who owns records is as large as all below it; places inside it are not added. */
function populations(): Map<string, number> {
	const totals = new Map(places.map((place) => [place.key, place.population]));
	for (const kinds of [
		['urban-settlement', 'rural-settlement'],
		['urban-okrug', 'municipal-okrug', 'municipal-district'],
		['region'],
		['country'],
	])
		for (const place of places) {
			if (!kinds.includes(place.kind)) continue;
			const below = places.filter((other) => other.parent === place.key && other.kind !== 'place');
			if (below.length)
				totals.set(
					place.key,
					below.reduce((sum, other) => sum + totals.get(other.key)!, 0),
				);
		}
	return totals;
}

const box = { west: 54, south: 57.2, east: 70.4, north: 64.7 };

/**
 * The country is cut into small cells; each lowest owner takes the cells nearest to its centre, and whoever stands above
 * is the sum of those below. So outlines meet without a gap, and a territory is exactly its parts.
 */
function outlines(random: Random): Map<string, Polygon> {
	const lowest = places.filter(
		(place) =>
			place.kind !== 'place' && !places.some((other) => other.parent === place.key && other.kind !== 'place'),
	);
	const groups = new Map<string, ReturnType<typeof cells>>();
	const middle: Point = [62, 60.85];
	const all = cells(scatter(box, 0.2, random));
	// a town has at least the cell that it stands in
	const downtown = new Map(
		lowest.map((place) => [
			all.reduce((best, cell) =>
				distance(cell.site, place.at) < distance(best.site, place.at) ? cell : best,
			),
			place,
		]),
	);
	for (const cell of all) {
		const angle = Math.atan2(cell.site[1] - middle[1], (cell.site[0] - middle[0]) / 2);
		const shore =
			2.4 + 0.24 * Math.sin(3 * angle + 1) + 0.18 * Math.sin(5 * angle) + 0.1 * Math.sin(11 * angle + 2);
		if (distance(cell.site, middle) > shore) continue;
		const far = (place: Place) =>
			distance(cell.site, place.at) - place.reach + compact(place, distance(cell.site, place.at));
		const owner =
			downtown.get(cell) ?? lowest.reduce((best, place) => (far(place) < far(best) ? place : best));
		for (let at: Place | undefined = owner; at; at = places.find((one) => one.key === at!.parent))
			groups.set(at.key, [...(groups.get(at.key) ?? []), cell]);
	}
	return new Map([...groups].map(([key, group]) => [key, outlineOf(group)]));
}

/** A town's own land ends where the town ends; what lies farther belongs to the districts. */
function compact(place: Place, away: number): number {
	return place.kind === 'urban-okrug' && away > 0.17 ? 100 : 0;
}

function inCharge(place: Place, random: Random): Pick<DemoTerritory, 'contacts' | 'officials'> {
	if (place.kind === 'place') return { contacts: [], officials: [] };
	const post: Record<string, [string, string]> = {
		country: ['Председатель Народного веча', 'Chair of the People’s Veche'],
		region: ['Губернатор', 'Governor'],
		'urban-okrug': ['Глава города', 'Mayor'],
		'municipal-okrug': ['Глава округа', 'Head of the okrug'],
		'municipal-district': ['Глава района', 'Head of the district'],
		'rural-settlement': ['Глава поселения', 'Head of the settlement'],
	};
	const deputy: Record<string, [string, string][]> = {
		'urban-okrug': [
			['Заместитель главы по городскому хозяйству', 'Deputy mayor for city services'],
			['Председатель городской думы', 'Chair of the city council'],
			['Руководитель отдела по работе с обращениями', 'Head of the appeals office'],
		],
		region: [['Председатель правительства', 'Chair of the government']],
		'municipal-district': [['Заместитель главы по хозяйству', 'Deputy head for services']],
	};
	const days = ['понедельник', 'вторник', 'среда', 'четверг', 'пятница'];
	const english = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'];
	const posts = [post[place.kind] ?? post.region!, ...(deputy[place.kind] ?? [])];
	const host = latin(place.ru.nominative)
		.toLowerCase()
		.replace(/[^a-z]+/g, '-');
	// 000 is given to nobody in any numbering plan
	const phone = () =>
		`+7 (000) ${random.between(20, 79)}0-${random.between(10, 99)}-${random.between(10, 99)}`;
	const email = (who: string) => `${who}@${host}.example`;
	const main = phone();
	const town = place.centre ?? place.ru.nominative;
	const streets: Record<string, string> = { svetloborsk: 'пл. Согласия, 1', zaozyorsky: 'наб. Речная, 2' };
	const address = `${town}, ${streets[place.key] ?? `ул. ${random.pick(['Советов', 'Ярмарочная', 'Береговая', 'Школьная'])}, ${random.between(1, 40)}`}`;
	return {
		contacts: [
			{ kind: 'phone', ru: { label: 'Приёмная', value: main }, en: { label: 'Reception', value: main } },
			{
				kind: 'email',
				ru: { label: 'Почта', value: email('priyomnaya') },
				en: { label: 'E-mail', value: email('priyomnaya') },
			},
			{
				kind: 'address',
				ru: { label: 'Адрес', value: address },
				en: { label: 'Address', value: latin(address) },
			},
			{
				kind: 'hours',
				ru: { label: 'Часы работы', value: 'Пн–пт 8:30–17:30, обед 12:30–13:15' },
				en: { label: 'Hours', value: 'Mon–Fri 8:30–17:30, lunch 12:30–13:15' },
			},
		],
		officials: posts.map(([ru, en], i) => {
			const person = aPerson(random);
			const day = random.between(0, 4);
			const hour = random.between(9, 15);
			return {
				ru: {
					name: person.name,
					post: ru,
					reception: `Приём граждан: ${days[day]}, ${hour}:00–${hour + 2}:00, кабинет ${random.between(101, 320)}`,
				},
				en: {
					name: person.english,
					post: en,
					reception: `Receives people on ${english[day]}s, ${hour}:00–${hour + 2}:00`,
				},
				phone: phone(),
				email: email(i === 0 ? 'glava' : `zam${i}`),
			};
		}),
	};
}
