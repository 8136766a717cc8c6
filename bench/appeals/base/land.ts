import { randomOf } from '#demo/random.ts';
import type { Kind } from '#rooms/territories/door.ts';
import type { Scale } from './scale.ts';

export type Land = {
	id: number;
	parent: number | null;
	kind: Kind;
	name: string;
	slug: string;
	path: string;
	zone: string;
	/** Only where it differs from the parent's. */
	ownZone: string | null;
	shortCode: string | null;
	latitude: number;
	longitude: number;
	population: number;
	/** Share of all appeals that it owns; 0 where it owns none. */
	share: number;
	depth: number;
};

const zones = [
	'Europe/Kaliningrad',
	'Europe/Moscow',
	'Europe/Moscow',
	'Europe/Moscow',
	'Europe/Samara',
	'Asia/Yekaterinburg',
	'Asia/Yekaterinburg',
	'Asia/Omsk',
	'Asia/Novosibirsk',
	'Asia/Irkutsk',
	'Asia/Vladivostok',
];
const stems =
	'Озёрн Речн Лесн Горн Полев Берёзов Сосн Камен Красн Бел Зелён Светл Ключев Луг Степн Снежн Дубов Кедров'.split(
		' ',
	);
const named = (i: number, ending: string) => `${stems[i % stems.length]}${ending} ${i + 1}`;

/** The tree, parents before children. Large cities hold most of what is filed, the last thousand settlements hardly anything. */
export function makeLand(scale: Scale): Land[] {
	const random = randomOf(`${scale.seed} land`);
	const all: Land[] = [];
	let owners = 0;
	const add = (
		of: Pick<Land, 'kind' | 'name' | 'slug' | 'latitude' | 'longitude' | 'population' | 'share'> & {
			zone?: string;
		},
		parent: Land | null,
	): Land => {
		const prefix = parent && parent.path !== '' ? `${parent.path}/` : '';
		const one: Land = {
			...of,
			id: all.length + 1,
			parent: parent?.id ?? null,
			path: parent ? prefix + of.slug : '',
			zone: of.zone ?? parent?.zone ?? 'Europe/Moscow',
			ownZone: of.zone ?? null,
			shortCode: of.kind === 'place' ? null : `00-${String(++owners).padStart(3, '0')}`,
			depth: parent ? parent.depth + 1 : 0,
		};
		all.push(one);
		return one;
	};
	const country = add(
		{
			kind: 'country',
			name: 'Страна',
			slug: 'strana',
			latitude: 60,
			longitude: 90,
			population: 146_000_000,
			share: 0,
			zone: 'Europe/Moscow',
		},
		null,
	);
	const regions = Array.from({ length: scale.regions }, (_, i) => {
		const zone = Math.floor((i / scale.regions) * zones.length);
		return add(
			{
				kind: 'region',
				name: named(i, 'ая область'),
				slug: `oblast-${i + 1}`,
				latitude: 45 + random.next() * 20,
				longitude: 30 + (i / scale.regions) * 110,
				population: 0,
				share: 0,
				zone: zones[zone] as string,
			},
			country,
		);
	});
	const weight = (rank: number) => 1 / (rank + 6) ** 1.04;
	const municipalities = Array.from({ length: scale.municipalities }, (_, i) => {
		const region = regions[(i * 37) % regions.length] as Land;
		const city = i < scale.municipalities / 4;
		return add(
			{
				kind: city ? 'urban-okrug' : i % 3 ? 'municipal-okrug' : 'municipal-district',
				name: named(i, city ? 'ск' : 'ый округ'),
				slug: `${city ? 'gorod' : 'okrug'}-${i + 1}`,
				latitude: region.latitude + random.bell() * 2.5,
				longitude: region.longitude + random.bell() * 4,
				population: Math.round(weight(i) * 60_000_000),
				share: weight(i) * (city ? 1.4 : 0.8),
			},
			region,
		);
	});
	const districts = municipalities.filter((one) => one.kind === 'municipal-district');
	for (let i = 0; i < scale.settlements; i++) {
		const district = districts[i % districts.length] as Land;
		add(
			{
				kind: i % 4 ? 'rural-settlement' : 'urban-settlement',
				name: named(i, 'ое поселение'),
				slug: `poselenie-${i + 1}`,
				latitude: district.latitude + random.bell() * 0.4,
				longitude: district.longitude + random.bell() * 0.6,
				population: 1_000 + Math.floor(random.next() * 8_000),
				share: district.share * 0.05,
			},
			district,
		);
	}
	const above = all.filter((one) => one.depth >= 2);
	for (let i = 0; i < scale.places; i++) {
		const parent = above[(i * 7919) % above.length] as Land;
		add(
			{
				kind: 'place',
				name: named(i, 'ка'),
				slug: `selo-${i + 1}`,
				latitude: parent.latitude + random.bell() * 0.2,
				longitude: parent.longitude + random.bell() * 0.3,
				population: 50 + Math.floor(random.next() * 2_000),
				share: 0,
			},
			parent,
		);
	}
	const sum = all.reduce((total, one) => total + one.share, 0);
	for (const one of all) one.share /= sum;
	return all;
}

/** Itself and all above it, the nearest first. */
export function chainOf(all: readonly Land[], id: number): Land[] {
	const chain: Land[] = [];
	for (let at = all[id - 1]; at; at = at.parent === null ? undefined : all[at.parent - 1]) chain.push(at);
	return chain;
}
