import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import GeoJSONVT from 'geojson-vt';
import encoder from 'vt-pbf';
import { refuse } from '../errors/door.ts';
import { type Area, type Attribution, type Box, boxOf, type Feature } from './geometry.ts';
import { labelPoint } from './label-point.ts';

/** What a room draws on maps: features that anybody may see. */
export type LayerContent = {
	features: readonly Feature[];
	attribution: Attribution[];
};

export type LayerSource = {
	/** Changes when the content does; asked at most every few seconds. */
	version(argument: string): Promise<string>;
	/** Null: there is no such layer. */
	load(argument: string): Promise<LayerContent | null>;
	/** The deepest zoom worth cutting; closer in, the map enlarges. */
	maxZoom?: number;
};

type Layer = {
	version: string;
	checked: number;
	index: GeoJSONVT;
	/** One point an area for its name: cut areas would be named once in every tile. */
	names: GeoJSONVT;
	tiles: Map<string, Uint8Array>;
	box: Box | null;
	attribution: Attribution[];
};

const sources = new Map<string, LayerSource>();
const layers = new Map<string, Promise<Layer | null>>();
/** Layers kept ready in memory, and tiles of each. */
const mostLayers = 24;
const mostTiles = 600;
const freshFor = 5_000;
export const extent = 4096;

/** A family of layers: `boundaries` answers for `boundaries` and `boundaries.59`, where 59 is the argument. */
export function registerTiles(family: string, source: LayerSource): void {
	sources.set(family, source);
}

function sourceOf(name: string): { source: LayerSource; argument: string } | null {
	const match = /^([a-z][a-z-]{0,40})(?:\.([A-Za-z0-9-]{1,60}))?$/.exec(name);
	const source = match && sources.get(match[1] ?? '');
	return source ? { source, argument: match[2] ?? '' } : null;
}

async function layerOf(name: string): Promise<{ layer: Layer; maxZoom: number }> {
	const found = sourceOf(name) ?? refuse('geo.layer-not-found');
	const maxZoom = found.source.maxZoom ?? 14;
	const known = await layers.get(name);
	if (known && Date.now() - known.checked < freshFor) return { layer: known, maxZoom };
	const version = await found.source.version(found.argument);
	if (known?.version === version) {
		known.checked = Date.now();
		return { layer: known, maxZoom };
	}
	const loading = load(found.source, found.argument, version, maxZoom);
	layers.delete(name);
	layers.set(name, loading);
	for (const old of layers.keys()) {
		if (layers.size <= mostLayers) break;
		layers.delete(old);
	}
	const layer = await loading.catch((error: unknown) => {
		layers.delete(name);
		throw error;
	});
	if (!layer) layers.delete(name);
	return { layer: layer ?? refuse('geo.layer-not-found'), maxZoom };
}

async function load(source: LayerSource, argument: string, version: string, maxZoom: number) {
	const content = await source.load(argument);
	if (!content) return null;
	const index = new GeoJSONVT(
		{ type: 'FeatureCollection', features: content.features as never },
		{ maxZoom, indexMaxZoom: 4, indexMaxPoints: 20_000, tolerance: 3, extent, buffer: 64 },
	);
	const names = new GeoJSONVT(
		{ type: 'FeatureCollection', features: namesOf(content.features) as never },
		{ maxZoom, indexMaxZoom: 4, extent, buffer: 64 },
	);
	const boxes = content.features.map((feature) => boxOf(feature.geometry));
	const box = boxes.length
		? ([
				Math.min(...boxes.map((one) => one[0])),
				Math.min(...boxes.map((one) => one[1])),
				Math.max(...boxes.map((one) => (one[2] < one[0] ? 180 : one[2]))),
				Math.max(...boxes.map((one) => one[3])),
			] as const)
		: null;
	return {
		version,
		checked: Date.now(),
		index,
		names,
		tiles: new Map(),
		box,
		attribution: content.attribution,
	};
}

/** Where the names of areas stand; the whole is not named over its own parts. */
function namesOf(features: readonly Feature[]): Feature[] {
	const areas = features.filter(
		(one): one is Feature<Area> => one.geometry.type === 'Polygon' || one.geometry.type === 'MultiPolygon',
	);
	const parts = areas.filter((one) => one.properties.tone !== 'own');
	return (parts.length ? parts : areas)
		.filter((one) => one.properties.name)
		.map((one) => ({
			type: 'Feature',
			geometry: { type: 'Point', coordinates: labelPoint(one.geometry) },
			properties: { name: one.properties.name },
		}));
}

/** The vector tile, compressed, empty where nothing is; with a tag that changes with the content. */
export async function tile(name: string, z: number, x: number, y: number) {
	const { layer, maxZoom } = await layerOf(name);
	if (z > maxZoom || !isTile(z, x, y)) refuse('geo.layer-not-found');
	const key = `${z}/${x}/${y}`;
	let body = layer.tiles.get(key);
	if (!body) {
		const cut = layer.index.getTile(z, x, y);
		const named = layer.names.getTile(z, x, y);
		const family = name.split('.')[0] as string;
		const parts = { ...(cut ? { [family]: cut } : {}), ...(named ? { [`${family}-names`]: named } : {}) };
		body = cut || named ? gzipSync(encoder.fromGeojsonVt(parts, { version: 2, extent })) : new Uint8Array();
		if (layer.tiles.size >= mostTiles) layer.tiles.delete(layer.tiles.keys().next().value as string);
		layer.tiles.set(key, body);
	}
	return { body, tag: tagOf(`${name} ${layer.version} ${key}`) };
}

/** TileJSON of a layer, with where its content came from. */
export async function layerInfo(name: string, origin: string) {
	const { layer, maxZoom } = await layerOf(name);
	return {
		tilejson: '3.0.0',
		tiles: [`${origin}/tiles/${name}/{z}/{x}/{y}`],
		minzoom: 0,
		maxzoom: maxZoom,
		bounds: layer.box ?? undefined,
		attribution: layer.attribution.map(({ source, licence }) => `${source} (${licence})`).join('; '),
		vector_layers: [{ id: name.split('.')[0], fields: {} }],
	};
}

export function isTile(z: number, x: number, y: number): boolean {
	const whole = [z, x, y].every((n) => Number.isInteger(n) && n >= 0);
	return whole && z <= 24 && x < 2 ** z && y < 2 ** z;
}

export const tagOf = (text: string) =>
	`"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;

/** Answers GET of /tiles/<layer>/<z>/<x>/<y>. */
export async function serveTile(request: Request, name: string, z: string, x: string, y: string) {
	const { body, tag } = await tile(name, numberOf(z), numberOf(x), numberOf(y));
	const headers = { etag: tag, 'cache-control': 'public, max-age=300', 'x-content-type-options': 'nosniff' };
	if (request.headers.get('if-none-match')?.includes(tag))
		return new Response(null, { status: 304, headers });
	if (body.length === 0) return new Response(null, { status: 204, headers });
	const type = 'application/vnd.mapbox-vector-tile';
	if (!/\bgzip\b/.test(request.headers.get('accept-encoding') ?? ''))
		return new Response(gunzipSync(body) as BodyInit, { headers: { ...headers, 'content-type': type } });
	return new Response(body as BodyInit, {
		headers: { ...headers, 'content-type': type, 'content-encoding': 'gzip', vary: 'Accept-Encoding' },
	});
}

export const numberOf = (text: string) => (/^\d{1,9}$/.test(text) ? Number(text) : Number.NaN);
