/** An invented region of twelve districts with common borders, and appeals in it; the same at every run. */
import type { MapPoint, MapShape } from '#ui/map-data.ts';
import type { LonLat } from '#ui/projection.ts';

const noise = (seed: number) => {
	const x = Math.sin(seed * 127.1) * 43758.5453;
	return x - Math.floor(x) - 0.5;
};
const columns = 4;
const corner = (i: number, j: number): LonLat => [
	56.2 + i * 0.62 + noise(i * 31 + j * 7) * 0.34,
	57.1 + j * 0.3 + noise(i * 17 + j * 53 + 5) * 0.16,
];

/** A border between two corners, broken into bends; the same line from either side. */
function border(a: [number, number], b: [number, number]): LonLat[] {
	const forward = a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
	const [from, to] = forward ? [a, b] : [b, a];
	let line: LonLat[] = [corner(...from), corner(...to)];
	let seed = from[0] * 101 + from[1] * 57 + to[0] * 13 + to[1];
	for (let round = 0; round < 5; round++) {
		line = line.flatMap((here, index) => {
			const next = line[index + 1];
			if (!next) return [here];
			const bend = Math.hypot(next[0] - here[0], (next[1] - here[1]) * 2) * 0.2;
			seed += 1;
			return [
				here,
				[
					(here[0] + next[0]) / 2 + noise(seed) * bend,
					(here[1] + next[1]) / 2 + noise(seed + 900) * bend * 0.5,
				] as const,
			];
		});
	}
	return forward ? line : line.reverse();
}

const names = [
	'Кедровый округ',
	'Сосновский район',
	'Заречный',
	'Верхнеозёрский район',
	'Липовский округ',
	'Пристанский район',
	'Каменский район',
	'Еловский округ',
	'Мостовской район',
	'Луговой округ',
	'Старогорский район',
	'Ясный',
];

export const districts: MapShape[] = names.map((name, index) => {
	const [i, j] = [index % columns, Math.floor(index / columns)];
	const round: [number, number][] = [
		[i, j],
		[i + 1, j],
		[i + 1, j + 1],
		[i, j + 1],
	];
	const ring = round.flatMap((from, step) => border(from, round[(step + 1) % 4] ?? from).slice(0, -1));
	return {
		id: index,
		name,
		href: '/kit?sheet=front',
		note: `${(612 + ((index * 7919) % 40000)).toLocaleString('ru')} чел.`,
		shape: { type: 'Polygon', coordinates: [[...ring, ring[0] ?? [0, 0]]] },
	};
});

export const one: MapShape[] = districts.map((district, index) => ({
	...district,
	tone: index === 5 ? 'own' : 'near',
}));
export const tinted: MapShape[] = districts.map((district, index) => ({
	...district,
	tone: (((index * 5) % 7) + 1) as 1,
}));

const tones = ['waits', 'info', 'good', 'warn', 'bad'] as const;
export const points = (count: number): MapPoint[] =>
	Array.from({ length: count }, (_, index) => ({
		id: index,
		lon: 57.2 + noise(index * 3.7) * 1.3 + noise(index * 11.3) * 0.4,
		lat: 57.55 + noise(index * 5.1 + 3) * 0.6,
		title: `Обращение ${index + 1}`,
		href: '/kit?sheet=item',
		tone: tones[index % tones.length] ?? 'info',
	}));

/** Six-sided cells over the example points, as a room would give them: coarser while far, with a count and a step. */
function cells(zoom: number, box: readonly number[]): object {
	const size = 360 / 2 ** Math.max(6, Math.min(12, zoom)) / 9;
	const [west = -180, south = -90, east = 180, north = 90] = box;
	const found = new Map<string, { lon: number; lat: number; count: number }>();
	for (const { lon, lat } of points(900)) {
		if (lon < west || lon > east || lat < south || lat > north) continue;
		const row = Math.round(lat / (size * 0.8));
		const column = Math.round(lon / (size * Math.sqrt(3)) - (row % 2) / 2);
		const key = `${row} ${column}`;
		const cell = found.get(key) ?? {
			lon: (column + (row % 2) / 2) * size * Math.sqrt(3),
			lat: row * size * 0.8,
			count: 0,
		};
		cell.count += 1;
		found.set(key, cell);
	}
	const most = Math.max(1, ...[...found.values()].map((cell) => cell.count));
	return {
		type: 'FeatureCollection',
		features: [...found.values()].map(({ lon, lat, count }) => ({
			type: 'Feature',
			properties: { count, step: Math.min(7, 1 + Math.floor((count / most) * 6.99)) },
			geometry: {
				type: 'Polygon',
				coordinates: [
					[0, 1, 2, 3, 4, 5, 0].map((corner) => {
						const angle = ((corner * 60 + 30) * Math.PI) / 180;
						return [lon + size * Math.cos(angle), lat + size * 0.533 * Math.sin(angle)];
					}),
				],
			},
		})),
	};
}

/** Answers the addresses of the example layers: `?z=8&box=w,s,e,n` with cells, `?points` with each point. */
export function layerOf(question: URLSearchParams): object {
	if (!question.has('points')) {
		const box = (question.get('box') ?? '').split(',').map(Number);
		return cells(Number(question.get('z') ?? 8), box.length === 4 ? box : []);
	}
	return {
		type: 'FeatureCollection',
		features: points(900).map(({ lon, lat, id, ...properties }) => ({
			type: 'Feature',
			properties: { ...properties, id },
			geometry: { type: 'Point', coordinates: [lon, lat] },
		})),
	};
}
