import { contains, type Point } from './outline.ts';
import type { Random } from './random.ts';
import type { DemoTerritory } from './rows.ts';
import { commonWords, round, type Where } from './words.ts';

/** What happens outside the main city too. */
export const countryside = new Set([
	'roads.potholes',
	'roads.snow',
	'lighting.out',
	'supply.water',
	'supply.power',
	'waste.collection',
	'waste.dump',
	'green.trees',
	'green.hogweed',
	'animals.strays',
	'other',
]);

/** How many appeals each of the other territories has in the year. */
export const shareOf: Record<string, number> = {
	kamenoborsk: 26,
	chernoluchensky: 15,
	krutolessky: 12,
	kremnerechensky: 8,
	polunoshsky: 5,
	medvyanskoye: 9,
	rosyankovskoye: 5,
	osokorevskoye: 4,
	tikhoklyuchevskoye: 4,
	moroshinskoye: 6,
	tumannogorskoye: 3,
	talnogorsk: 8,
	zastruzhsky: 3,
	ineysky: 2,
	kedrovogorsk: 11,
	ryabinolugsky: 3,
	veshneborsk: 14,
	zvonkorechensky: 4,
};

const streets = [
	'Береговая',
	'Школьная',
	'Полевая',
	'Лесная',
	'Молодёжная',
	'Овражная',
	'Мостовая',
	'Луговая',
];
const near = ['у магазина', 'у медпункта', 'возле клуба', 'у школы', 'у колодца', 'за пилорамой', 'у моста'];

export function villageWords(territory: DemoTerritory, month: number, random: Random): Where {
	const street = random.pick(streets);
	const house = String(random.between(1, 34));
	const on = `на ${street.slice(0, -2)}ой`;
	const by = random.pick(near);
	let point: Point = [territory.at[0], territory.at[1]];
	for (let i = 0; i < 20; i++) {
		const tried: Point = [
			round(territory.at[0] + random.bell() * 0.02),
			round(territory.at[1] + random.bell() * 0.01),
		];
		if (!territory.boundary || contains(territory.boundary, tried)) {
			point = tried;
			break;
		}
	}
	return {
		point,
		placeWords: `${territory.centre ?? territory.ru.nominative}, ул. ${street}, ${house}`,
		words: {
			...commonWords(month, random),
			street,
			on,
			addr: `${street}, ${house}`,
			house,
			at: random.pick([`у дома ${house} ${on}`, `${on} ${by}`, `${by} (${street}, ${house})`]),
			near: by,
			stop: random.pick(['Магазин', 'Школа', 'Поворот']),
		},
	};
}
