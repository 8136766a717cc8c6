import { contains, type Point, type Polygon } from './outline.ts';
import type { Random } from './random.ts';
import type { Street } from './streets.ts';
import { weatherIn } from './weather.ts';

/** Where something is and how it is said there. */
export type Where = { point: Point; placeWords: string; words: Record<string, string> };

const routes = ['2', '3', '5', '7', '8', '11', '12', '14', '18', '21'];

/** Words that fit anywhere: since when, what weather, which floor. */
export function commonWords(month: number, random: Random): Record<string, string> {
	return {
		entrance: String(random.between(1, 6)),
		floor: String(random.between(1, 9)),
		route: random.pick(routes),
		since: random.pick([
			'третий день',
			'вторую неделю',
			'с понедельника',
			'с прошлой недели',
			'уже неделю',
			'с выходных',
			'четвёртые сутки',
		]),
		weather: weatherIn(month, random),
	};
}

/** A house in the city: the busy quarters more often than the quiet ones. */
export function cityWords(
	streets: readonly Street[],
	month: number,
	random: Random,
	boundary: Polygon | null,
): Where {
	const street = random.weighted(streets, (one) => Math.sqrt(one.houses));
	const number = random.between(1, street.houses);
	const point: Point = [
		round(street.from[0] + street.step[0] * number + random.bell() * 0.0004),
		round(street.from[1] + street.step[1] * number + random.bell() * 0.0002),
	];
	if (boundary && !contains(boundary, point))
		throw new Error(`${street.name}, ${number} lies outside the city`);
	const house = `${number}${random.chance(0.08) ? random.pick(['а', 'б', '/2']) : ''}`;
	const near = random.pick(street.quarter.near);
	const short = street.address.replace(/^ул\. /, '');
	const at = random.pick([
		`у дома ${house} ${street.on}`,
		`возле дома по адресу ${short}, ${house}`,
		`${street.on}, ${house}`,
		`${street.on} напротив дома ${house}`,
		`${near} (${short}, ${house})`,
	]);
	return {
		point,
		placeWords: `${street.address}, ${house}${random.chance(0.35) ? `, ${near}` : ''}`,
		words: {
			...commonWords(month, random),
			street: street.name,
			on: street.on,
			addr: `${short}, ${house}`,
			house,
			at,
			near,
			stop: random.pick(street.quarter.stops),
		},
	};
}

export const round = (degrees: number) => Math.round(degrees * 1e5) / 1e5;
