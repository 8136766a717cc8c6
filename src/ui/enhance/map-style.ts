import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import type { Basemap, MapLayer } from '../map-data.ts';

/** The style is made here, from the tokens of the page, so that a map is dark on a dark page and follows a new choice. */
export type Inks = Record<
	| 'paper'
	| 'sunken'
	| 'surface'
	| 'ink'
	| 'ink2'
	| 'edge'
	| 'line'
	| 'accent'
	| 'accentSoft'
	| 'good'
	| 'warn'
	| 'bad'
	| 'info'
	| 'onAccent'
	| 'o1'
	| 'o2'
	| 'o3'
	| 'o4'
	| 'o5'
	| 'o6'
	| 'o7',
	string
>;

export function readInks(): Inks {
	const style = getComputedStyle(document.documentElement);
	const token = (name: string) => style.getPropertyValue(`--${name}`).trim() || '#888';
	const inks: Record<string, string> = {};
	for (const name of 'paper sunken surface ink edge line accent good warn bad info o1 o2 o3 o4 o5 o6 o7'.split(
		' ',
	))
		inks[name] = token(name);
	return {
		...inks,
		ink2: token('ink-2'),
		accentSoft: token('accent-soft'),
		onAccent: token('on-accent'),
	} as Inks;
}

/** A raster map has its own daylight: on dark pages it is dimmed. */
const isDark = (inks: Inks) => Number.parseInt(inks.paper.slice(1, 3), 16) < 96;

/** One family for all labels: the letters of the page, drawn by the browser; no glyph files are asked for. */
const font = ['Golos Text Variable'];
/** The numbers of points that lie too close to be told apart. */
const joined = ['concat', ['accumulated'], ', ', ['get', 'marks']];
const nothing = { type: 'FeatureCollection' as const, features: [] };

export type Setup = {
	layers: MapLayer[];
	inline: { shapes?: GeoJSON.FeatureCollection; points?: GeoJSON.FeatureCollection };
	basemap: Basemap | null;
	attribution: string;
};

export function styleOf(setup: Setup, inks: Inks): StyleSpecification {
	const sources: StyleSpecification['sources'] = {};
	const layers: LayerSpecification[] = [
		{ id: 'ground', type: 'background', paint: { 'background-color': inks.sunken } },
	];
	if (setup.basemap) addBasemap(setup.basemap, inks, sources, layers);
	const all: MapLayer[] = [...setup.layers];
	if (setup.inline.shapes) all.unshift({ id: 'inline-shapes', kind: 'shapes' });
	if (setup.inline.points) all.push({ id: 'inline-points', kind: 'points' });
	const numbered = setup.inline.points?.features.some((one) => one.properties?.mark) ?? false;
	for (const layer of all) {
		const data = layer.id.startsWith('inline-') ? setup.inline[layer.kind as 'shapes' | 'points'] : undefined;
		if (layer.tiles)
			sources[layer.id] = {
				type: 'vector',
				tiles: [new URL(layer.tiles, location.href).href.replaceAll('%7B', '{').replaceAll('%7D', '}')],
				minzoom: 0,
				maxzoom: layer.maxZoom ?? 14,
			};
		else
			sources[layer.id] = {
				type: 'geojson',
				data: data ?? (layer.kind === 'hexagons' ? nothing : (layer.geojson ?? nothing)),
				...(layer.kind === 'points' ? { cluster: true, clusterRadius: 44, clusterMaxZoom: 15 } : {}),
				...(layer.id === 'inline-points' && numbered
					? { clusterRadius: 26, clusterProperties: { marks: [joined, ['get', 'mark']] } }
					: {}),
			};
		layers.push(
			...(layer.kind === 'shapes'
				? areas(
						layer,
						inks,
						setup.basemap !== null,
						setup.layers.some((one) => one.kind === 'hexagons'),
					)
				: layer.kind === 'points'
					? points(layer, inks, layer.id === 'inline-points' && numbered)
					: cells(layer, inks)),
		);
	}
	sources.chosen = { type: 'geojson', data: nothing };
	layers.push({
		id: 'chosen',
		type: 'circle',
		source: 'chosen',
		paint: {
			'circle-radius': 9,
			'circle-color': inks.bad,
			'circle-stroke-color': inks.surface,
			'circle-stroke-width': 3,
		},
	});
	return { version: 8, sources, layers: layers.toSorted((a, b) => height(a) - height(b)) };
}

/** Areas lie lowest, their names over them, marks over the names, words of marks on top. */
function height({ id, type }: LayerSpecification): number {
	if (type === 'circle') return 2;
	if (type === 'symbol') return id.endsWith('-name') || id.startsWith('base') ? 1 : 3;
	return 0;
}

/** Vector tiles hold one layer, named as the family: `/tiles/boundaries.59/...` holds `boundaries`. */
function inTiles(layer: MapLayer) {
	const name = layer.tiles?.match(/\/tiles\/([a-z-]+)/)?.[1];
	return name ? { 'source-layer': name } : {};
}

/** `underCells`: hexagons lie above, the lightest as light as the ground of the own place usually is. */
function areas(layer: MapLayer, inks: Inks, onMap: boolean, underCells: boolean): LayerSpecification[] {
	const base = {
		source: layer.id,
		...inTiles(layer),
		...(layer.minZoom ? { minzoom: layer.minZoom } : {}),
	};
	const tone = ['to-string', ['coalesce', ['get', 'tone'], 'part']];
	const steps = (['o1', 'o2', 'o3', 'o4', 'o5', 'o6', 'o7'] as const).flatMap((name, i) => [
		String(i + 1),
		inks[name],
	]);
	return [
		{
			id: `${layer.id}-fill`,
			type: 'fill',
			...base,
			paint: {
				'fill-color': [
					'match',
					tone,
					'own',
					underCells ? inks.surface : inks.accentSoft,
					'near',
					inks.sunken,
					...steps,
					inks.surface,
				] as never,
				// A map below must be seen through.
				'fill-opacity': (onMap
					? ['match', tone, 'own', 0.25, 'near', 0, 'part', 0, 0.6]
					: ['match', tone, 'own', 1, 'near', 0, 'part', 0.35, 0.75]) as never,
			},
		},
		{
			id: `${layer.id}-line`,
			type: 'line',
			...base,
			layout: { 'line-join': 'round', 'line-sort-key': ['match', tone, 'near', 0, 'own', 2, 1] as never },
			paint: {
				'line-color': ['match', tone, 'own', inks.accent, 'near', inks.line, inks.edge] as never,
				'line-width': ['match', tone, 'own', 2.5, 1] as never,
			},
		},
		{
			id: `${layer.id}-name`,
			type: 'symbol',
			...base,
			...(base['source-layer'] ? { 'source-layer': `${base['source-layer']}-names` } : {}),
			// The place itself is named by the page.
			filter: ['all', ['has', 'name'], ['!=', tone, 'own']] as never,
			layout: {
				'text-field': ['get', 'name'],
				'text-font': font,
				'text-size': 13,
				'text-max-width': 8,
				'text-padding': 6,
			},
			paint: { 'text-color': inks.ink, 'text-halo-color': inks.surface, 'text-halo-width': 1.8 },
		},
	];
}

/** `numbered`: each point bears its number of the list; those gathered tell their numbers instead of how many they are. */
function points(layer: MapLayer, inks: Inks, numbered: boolean): LayerSpecification[] {
	const base = { source: layer.id, ...inTiles(layer), ...(layer.minZoom ? { minzoom: layer.minZoom } : {}) };
	const label = { 'text-font': font, 'text-anchor': 'top' as const, 'text-max-width': 12 };
	const halo = { 'text-color': inks.ink, 'text-halo-color': inks.surface, 'text-halo-width': 1.8 };
	const far: LayerSpecification[] = layer.tiles
		? []
		: [
				{
					id: `${layer.id}-many`,
					type: 'circle',
					...base,
					filter: ['has', 'point_count'],
					paint: {
						'circle-color': inks.accent,
						'circle-opacity': 0.92,
						'circle-radius': numbered
							? 13
							: ['interpolate', ['linear'], ['sqrt', ['get', 'point_count']], 1, 13, 10, 22, 100, 40],
						'circle-stroke-color': inks.surface,
						'circle-stroke-width': 2,
					},
				},
				{
					id: `${layer.id}-count`,
					type: 'symbol',
					...base,
					filter: ['has', 'point_count'],
					...(numbered
						? {
								layout: {
									'text-field': ['get', 'marks'],
									...label,
									'text-size': 14,
									'text-allow-overlap': true,
									'text-offset': [0, 1] as [number, number],
								},
								paint: halo,
							}
						: {
								layout: {
									'text-field': ['get', 'point_count_abbreviated'],
									'text-font': font,
									'text-size': 14,
									'text-allow-overlap': true,
								},
								paint: { 'text-color': inks.onAccent },
							}),
				},
			];
	return [
		...far,
		{
			id: `${layer.id}-one`,
			type: 'circle',
			...base,
			filter: ['!', ['has', 'point_count']],
			paint: {
				'circle-radius': numbered ? 13 : ['interpolate', ['linear'], ['zoom'], 6, 5, 14, 8.5],
				'circle-color': [
					'match',
					['to-string', ['get', 'tone']],
					'waits',
					inks.ink2,
					'info',
					inks.info,
					'good',
					inks.good,
					'warn',
					inks.warn,
					'bad',
					inks.bad,
					inks.accent,
				],
				'circle-stroke-color': inks.surface,
				'circle-stroke-width': 2,
			},
		},
		{
			id: `${layer.id}-title`,
			type: 'symbol',
			...base,
			minzoom: 14,
			filter: ['all', ['!', ['has', 'point_count']], ['has', 'title']],
			layout: {
				'text-field': ['get', 'title'],
				...label,
				'text-size': 12,
				'text-offset': [0, numbered ? 1.2 : 0.9],
				'text-optional': true,
			},
			paint: halo,
		},
		...(numbered ? [numberOf(base, inks)] : []),
	];
}

function numberOf(base: { source: string }, inks: Inks): LayerSpecification {
	return {
		id: `${base.source}-mark`,
		type: 'symbol',
		...base,
		filter: ['!', ['has', 'point_count']],
		layout: {
			'text-field': ['get', 'mark'],
			'text-font': font,
			'text-size': 14,
			'text-allow-overlap': true,
			'text-ignore-placement': true,
		},
		paint: { 'text-color': inks.onAccent },
	};
}

function cells(layer: MapLayer, inks: Inks): LayerSpecification[] {
	const steps = (['o2', 'o3', 'o4', 'o5', 'o6', 'o7'] as const).flatMap((name, i) => [i + 2, inks[name]]);
	const step = ['to-number', ['get', 'step'], 1];
	const range = {
		...(layer.minZoom ? { minzoom: layer.minZoom } : {}),
		...(layer.maxZoom ? { maxzoom: layer.maxZoom } : {}),
	};
	return [
		{
			id: `${layer.id}-cell`,
			type: 'fill',
			source: layer.id,
			...range,
			paint: {
				'fill-color': ['match', step, ...steps, inks.o1] as never,
				'fill-opacity': 0.82,
				'fill-outline-color': inks.edge,
			},
		},
		{
			id: `${layer.id}-cell-count`,
			type: 'symbol',
			source: layer.id,
			...range,
			layout: {
				'text-field': ['to-string', ['get', 'count']],
				'text-font': font,
				'text-size': 13,
			},
			paint: {
				// on the two deepest steps the ink would stand on its own shade
				'text-color': ['match', step, 6, inks.surface, 7, inks.surface, inks.ink] as never,
				'text-halo-color': ['match', step, 6, inks.o6, 7, inks.o7, inks.surface] as never,
				'text-halo-width': 1.8,
			},
		},
	];
}

/** A plain face for whatever basemap the operator gave: names of layers of the two usual schemas. */
function addBasemap(
	basemap: Basemap,
	inks: Inks,
	sources: StyleSpecification['sources'],
	layers: LayerSpecification[],
): void {
	const tiles = [new URL(basemap.tiles, location.href).href.replaceAll('%7B', '{').replaceAll('%7D', '}')];
	const range = { minzoom: basemap.minzoom, maxzoom: basemap.maxzoom };
	if (basemap.kind === 'raster') {
		sources.base = { type: 'raster', tiles, tileSize: 256, ...range };
		layers.push({
			id: 'base',
			type: 'raster',
			source: 'base',
			paint: isDark(inks)
				? { 'raster-saturation': -0.6, 'raster-brightness-max': 0.42, 'raster-contrast': 0.2 }
				: { 'raster-saturation': -0.5, 'raster-opacity': 0.85 },
		});
		return;
	}
	sources.base = { type: 'vector', tiles, ...range };
	const has = (name: string) => basemap.layers.length === 0 || basemap.layers.includes(name);
	const add = (name: string, layer: object) => {
		if (has(name)) layers.push({ source: 'base', 'source-layer': name, ...layer } as LayerSpecification);
	};
	add('earth', { id: 'base-earth', type: 'fill', paint: { 'fill-color': inks.sunken } });
	for (const name of ['landcover', 'landuse', 'park'])
		add(name, { id: `base-${name}`, type: 'fill', paint: { 'fill-color': inks.good, 'fill-opacity': 0.07 } });
	for (const name of ['water', 'ocean'])
		add(name, {
			id: `base-${name}`,
			type: 'fill',
			filter: ['==', ['geometry-type'], 'Polygon'],
			paint: { 'fill-color': inks.accent, 'fill-opacity': 0.14 },
		});
	for (const name of ['waterway', 'water'])
		add(name, {
			id: `base-${name}-line`,
			type: 'line',
			filter: ['==', ['geometry-type'], 'LineString'],
			paint: { 'line-color': inks.accent, 'line-opacity': 0.35 },
		});
	for (const name of ['building', 'buildings'])
		add(name, {
			id: `base-${name}`,
			type: 'fill',
			minzoom: 13,
			paint: { 'fill-color': inks.edge, 'fill-opacity': 0.22 },
		});
	for (const name of ['roads', 'transportation'])
		add(name, {
			id: `base-${name}`,
			type: 'line',
			layout: { 'line-join': 'round', 'line-cap': 'round' },
			paint: {
				'line-color': inks.edge,
				'line-opacity': 0.45,
				'line-width': ['interpolate', ['exponential', 1.5], ['zoom'], 6, 0.4, 12, 1.2, 17, 7],
			},
		});
	for (const name of ['places', 'place'])
		add(name, {
			id: `base-${name}`,
			type: 'symbol',
			layout: {
				'text-field': ['coalesce', ['get', `name:${document.documentElement.lang}`], ['get', 'name']],
				'text-font': font,
				'text-size': ['interpolate', ['linear'], ['zoom'], 4, 11, 12, 15],
				'text-max-width': 8,
			},
			paint: { 'text-color': inks.ink2, 'text-halo-color': inks.surface, 'text-halo-width': 1.6 },
		});
	for (const name of ['roads', 'transportation_name'])
		add(name, {
			id: `base-${name}-name`,
			type: 'symbol',
			minzoom: 14,
			filter: ['has', 'name'],
			layout: {
				'symbol-placement': 'line',
				'text-field': ['get', 'name'],
				'text-font': font,
				'text-size': 12,
			},
			paint: { 'text-color': inks.ink2, 'text-halo-color': inks.surface, 'text-halo-width': 1.6 },
		});
}
