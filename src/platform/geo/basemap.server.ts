import { createHash, randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PMTiles, type RangeResponse, type Source } from 'pmtiles';
import { Refusal, refuse } from '../errors/door.ts';
import { isTile, numberOf, tagOf } from './tiles.server.ts';

/**
 * The map under ours, if the operator gives one: a PMTiles file, or the address of tiles that this server fetches, keeps
 * and serves itself, so that no browser asks another host. Without one, maps show our own boundaries alone.
 */
export type Basemap = {
	kind: 'raster' | 'vector';
	minzoom: number;
	maxzoom: number;
	attribution: string;
	/** Names of the layers in vector tiles, for the style. */
	layers: string[];
	tile(z: number, x: number, y: number): Promise<{ body: Uint8Array; type: string; gzip: boolean } | null>;
	close(): Promise<void>;
};

let basemap: Basemap | null = null;

/** Opens what `VECHE_BASEMAP` names. A wrong one is told at the start, not at the first map. */
export async function openBasemap(address: string | undefined, cacheFolder: string): Promise<void> {
	await basemap?.close();
	basemap = null;
	if (!address) return;
	basemap = /^https?:\/\//.test(address) ? fetchedTiles(address, cacheFolder) : await archiveOf(address);
}

export async function closeBasemap(): Promise<void> {
	await basemap?.close();
	basemap = null;
}

/** What the page's map needs to know, or null: there is none. */
export function basemapInfo(origin = '') {
	if (!basemap) return null;
	const { kind, minzoom, maxzoom, attribution, layers } = basemap;
	return { kind, minzoom, maxzoom, attribution, layers, tiles: `${origin}/basemap/{z}/{x}/{y}` };
}

export async function serveBasemap(request: Request, z: string, x: string, y: string): Promise<Response> {
	const [zoom, column, row] = [numberOf(z), numberOf(x), numberOf(y)];
	if (!basemap || !isTile(zoom, column, row) || zoom > basemap.maxzoom) refuse('geo.layer-not-found');
	const tile = await basemap.tile(zoom, column, row);
	const headers = new Headers({
		'cache-control': 'public, max-age=86400',
		'x-content-type-options': 'nosniff',
	});
	if (!tile) return new Response(null, { status: 204, headers });
	const tag = tagOf(createHash('sha256').update(tile.body).digest('base64url'));
	headers.set('etag', tag);
	if (request.headers.get('if-none-match')?.includes(tag))
		return new Response(null, { status: 304, headers });
	headers.set('content-type', tile.type);
	headers.set('content-security-policy', "default-src 'none'; sandbox");
	if (tile.gzip) headers.set('content-encoding', 'gzip');
	return new Response(tile.body as BodyInit, { headers });
}

const vectorType = 'application/vnd.mapbox-vector-tile';
const archiveTypes: Record<number, string> = {
	1: vectorType,
	2: 'image/png',
	3: 'image/jpeg',
	4: 'image/webp',
	5: 'image/avif',
};

async function archiveOf(path: string): Promise<Basemap> {
	const file = await open(path, 'r').catch((cause: Error) => {
		throw new Refusal('geo.basemap-unreadable', { path, reason: cause.message }, { cause });
	});
	try {
		const archive = new PMTiles(new ArchiveFile(path, file));
		const header = await archive.getHeader();
		const type = archiveTypes[header.tileType];
		if (!type) throw new Error(`tiles of the kind ${header.tileType}`);
		const about = ((await archive.getMetadata()) ?? {}) as {
			attribution?: string;
			vector_layers?: { id: string }[];
		};
		return {
			kind: type === vectorType ? 'vector' : 'raster',
			minzoom: header.minZoom,
			maxzoom: header.maxZoom,
			attribution: plainText(about.attribution ?? '© OpenStreetMap (ODbL)'),
			layers: about.vector_layers?.map((layer) => layer.id) ?? [],
			async tile(z, x, y) {
				const found = await archive.getZxy(z, x, y);
				return found ? { body: new Uint8Array(found.data), type, gzip: false } : null;
			},
			close: () => file.close(),
		};
	} catch (cause) {
		await file.close();
		const reason = cause instanceof Error ? cause.message : String(cause);
		throw new Refusal('geo.basemap-unreadable', { path, reason }, { cause });
	}
}

class ArchiveFile implements Source {
	readonly #path: string;
	readonly #file: FileHandle;
	constructor(path: string, file: FileHandle) {
		this.#path = path;
		this.#file = file;
	}
	getKey(): string {
		return this.#path;
	}
	async getBytes(offset: number, length: number): Promise<RangeResponse> {
		const bytes = new Uint8Array(length);
		const { bytesRead } = await this.#file.read(bytes, 0, length, offset);
		return { data: bytes.buffer.slice(0, bytesRead) };
	}
}

/** A tile is small; a larger answer is no tile. */
const mostBytes = 2_000_000;
const patience = 8_000;
const keepFor = 30 * 86_400_000;
const kinds: [RegExp, string][] = [
	[/^image\/(png|jpeg|webp)/, ''],
	[/vector-tile|protobuf|octet-stream/, vectorType],
];

function fetchedTiles(address: string, folder: string): Basemap {
	if (!/\{z\}/.test(address) || !/\{x\}/.test(address) || !/\{y\}/.test(address))
		refuse('geo.basemap-address', { address });
	const vector = /\.(pbf|mvt)(\?|$)/.test(address);
	const own = join(folder, createHash('sha256').update(address).digest('hex').slice(0, 16));
	const asked = new Map<string, Promise<Fetched | null>>();
	return {
		kind: vector ? 'vector' : 'raster',
		minzoom: 0,
		maxzoom: vector ? 14 : 18,
		attribution: '© OpenStreetMap (ODbL)',
		layers: [],
		async tile(z, x, y) {
			const path = join(own, String(z), String(x), String(y));
			const kept = await readKept(path);
			if (kept?.fresh) return kept.tile;
			let asking = asked.get(path);
			if (!asking) {
				const from = address.replace('{z}', String(z)).replace('{x}', String(x)).replace('{y}', String(y));
				asking = fetchTile(from)
					.then(async (tile) => {
						await keepTile(path, tile);
						return tile;
					})
					.finally(() => asked.delete(path));
				asked.set(path, asking);
			}
			// The other host may be down for a day: an old tile is better than a hole in the map.
			return asking.catch((error: unknown) => {
				if (kept) return kept.tile;
				throw error;
			});
		},
		close: async () => {},
	};
}

type Fetched = { body: Uint8Array; type: string; gzip: boolean };

async function fetchTile(address: string): Promise<Fetched | null> {
	const answer = await fetch(address, {
		signal: AbortSignal.timeout(patience),
		redirect: 'follow',
		headers: {
			'user-agent': 'Veche (tile cache)',
			accept: 'image/webp,image/png,image/jpeg,application/x-protobuf,*/*',
		},
	});
	if (answer.status === 404 || answer.status === 204) {
		await answer.body?.cancel();
		return null;
	}
	const type = answer.headers.get('content-type') ?? '';
	const kind = kinds.find(([pattern]) => pattern.test(type));
	if (!answer.ok || !answer.body || !kind) {
		await answer.body?.cancel();
		throw new Error(`the tile address answered ${answer.status} ${type}`);
	}
	const parts: Uint8Array[] = [];
	let size = 0;
	for await (const part of answer.body) {
		size += part.length;
		if (size > mostBytes) throw new Error('the tile address answered more than a tile');
		parts.push(part);
	}
	return { body: Buffer.concat(parts), type: kind[1] || (type.split(';')[0] as string), gzip: false };
}

/** A kept tile begins with its type and a zero byte; an empty file says that there is no tile. */
async function readKept(path: string): Promise<{ tile: Fetched | null; fresh: boolean } | null> {
	try {
		const { mtimeMs } = await stat(path);
		const bytes = await readFile(path);
		const end = bytes.indexOf(0);
		const tile =
			bytes.length === 0
				? null
				: { body: bytes.subarray(end + 1), type: bytes.toString('latin1', 0, end), gzip: false };
		return { tile, fresh: Date.now() - mtimeMs < keepFor };
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
		throw error;
	}
}

async function keepTile(path: string, tile: Fetched | null): Promise<void> {
	await mkdir(join(path, '..'), { recursive: true });
	const part = `${path}.${randomBytes(4).toString('hex')}.part`;
	try {
		await writeFile(part, tile ? Buffer.concat([Buffer.from(`${tile.type}\0`, 'latin1'), tile.body]) : '');
		await rename(part, path);
	} catch (error) {
		await rm(part, { force: true });
		throw error;
	}
}

function plainText(html: string): string {
	return html
		.replace(/<[^>]*>/g, '')
		.replace(/&copy;/g, '©')
		.replace(/&amp;/g, '&')
		.trim()
		.slice(0, 300);
}
