import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import {
	basemapInfo,
	closeBasemap,
	layerInfo,
	openBasemap,
	registerTiles,
	serveBasemap,
	serveTile,
} from './door.server.ts';
import type { Feature } from './door.ts';

const features: Feature[] = [
	{
		type: 'Feature',
		id: 1,
		geometry: {
			type: 'Polygon',
			coordinates: [
				[
					[56, 57],
					[58, 57],
					[58, 58],
					[56, 58],
					[56, 57],
				],
			],
		},
		properties: { name: 'Кунгур' },
	},
];
const version = '1';
registerTiles('boundaries', {
	version: async () => version,
	load: async (argument) =>
		argument === '59'
			? { features, attribution: [{ source: '© OpenStreetMap', licence: 'ODbL 1.0' }] }
			: null,
	maxZoom: 10,
});
const ask = (headers: Record<string, string> = {}) => new Request('http://veche.test/', { headers });

test('a tile is cut, tagged, and carries the names of its features', async () => {
	const answer = await serveTile(ask(), 'boundaries.59', '4', '10', '4');
	assert.equal(answer.status, 200);
	assert.equal(answer.headers.get('content-type'), 'application/vnd.mapbox-vector-tile');
	const body = Buffer.from(await answer.arrayBuffer());
	assert.ok(body.includes('Кунгур') && body.includes('boundaries'));
	const packed = await serveTile(ask({ 'accept-encoding': 'gzip, br' }), 'boundaries.59', '4', '10', '4');
	assert.equal(packed.headers.get('content-encoding'), 'gzip');
	const tag = answer.headers.get('etag') ?? '';
	assert.equal((await serveTile(ask({ 'if-none-match': tag }), 'boundaries.59', '4', '10', '4')).status, 304);
	assert.equal((await serveTile(ask(), 'boundaries.59', '4', '0', '0')).status, 204);
});

test('a layer tells where its content came from', async () => {
	const info = await layerInfo('boundaries.59', 'http://veche.test');
	assert.equal(info.attribution, '© OpenStreetMap (ODbL 1.0)');
	assert.deepEqual(info.bounds, [56, 57, 58, 58]);
});

test('layers and tiles that do not exist are refused', async () => {
	const wrong = [
		['boundaries.60', '4', '10', '4'],
		['nothing', '4', '10', '4'],
		['../etc', '4', '10', '4'],
		['boundaries.59', '4', '99', '4'],
		['boundaries.59', '11', '0', '0'],
		['boundaries.59', '-1', '0', '0'],
		['boundaries.59', 'x', '0', '0'],
	] as const;
	for (const [layer, z, x, y] of wrong)
		await assert.rejects(serveTile(ask(), layer, z, x, y), { code: 'geo.layer-not-found' }, layer + z);
});

test('tiles of another host are fetched once, kept, and served from here when it is down', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'veche-basemap-'));
	let asked = 0;
	const host = createServer((request, response) => {
		asked++;
		if (request.url === '/3/1/2.png') response.writeHead(200, { 'content-type': 'image/png' }).end('picture');
		else if (request.url === '/3/1/3.png')
			response.writeHead(200, { 'content-type': 'text/html' }).end('<b>');
		else response.writeHead(404).end();
	});
	await new Promise<void>((resume) => host.listen(0, '127.0.0.1', resume));
	const { port } = host.address() as AddressInfo;
	try {
		await openBasemap(`http://127.0.0.1:${port}/{z}/{x}/{y}.png`, folder);
		assert.equal(basemapInfo()?.kind, 'raster');
		const [first, second] = await Promise.all([
			serveBasemap(ask(), '3', '1', '2'),
			serveBasemap(ask(), '3', '1', '2'),
		]);
		assert.equal(await first.text(), 'picture');
		assert.equal(await second.text(), 'picture');
		assert.equal(asked, 1);
		assert.equal((await serveBasemap(ask(), '3', '2', '2')).status, 204);
		await assert.rejects(serveBasemap(ask(), '3', '1', '3'), /answered 200 text\/html/);
		host.close();
		host.closeAllConnections();
		const kept = await serveBasemap(ask(), '3', '1', '2');
		assert.equal(kept.headers.get('content-type'), 'image/png');
		assert.equal(await kept.text(), 'picture');
	} finally {
		host.close();
		await closeBasemap();
		await rm(folder, { recursive: true });
	}
});

test('a basemap that is none is told at the start', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'veche-basemap-'));
	try {
		await writeFile(join(folder, 'map.pmtiles'), 'no archive at all'.repeat(100));
		for (const name of ['map.pmtiles', 'nowhere.pmtiles'])
			await assert.rejects(openBasemap(join(folder, name), folder), { code: 'geo.basemap-unreadable' });
		await assert.rejects(openBasemap('https://tiles.example/{z}/{x}.png', folder), {
			code: 'geo.basemap-address',
		});
		await openBasemap(undefined, folder);
		assert.equal(basemapInfo(), null);
		await assert.rejects(serveBasemap(ask(), '0', '0', '0'), { code: 'geo.layer-not-found' });
	} finally {
		await rm(folder, { recursive: true });
	}
});

/** The smallest PMTiles archive (version 3): one tile at the top, nothing compressed. */
function anArchive(tile: Buffer): Buffer {
	const directory = Buffer.from([1, 0, 1, tile.length, 1]);
	const about = Buffer.from(
		JSON.stringify({ attribution: '<a href="x">&copy; OSM</a>', vector_layers: [{ id: 'water' }] }),
	);
	const header = Buffer.alloc(127);
	header.write('PMTiles\x03', 0, 'latin1');
	const lengths = [directory.length, about.length, 0, tile.length];
	let at = 127;
	lengths.forEach((length, i) => {
		header.writeBigUInt64LE(BigInt(at), 8 + i * 16);
		header.writeBigUInt64LE(BigInt(length), 16 + i * 16);
		at += length;
	});
	for (const offset of [72, 80, 88]) header.writeBigUInt64LE(1n, offset);
	header.set([1, 1, 1, 1, 0, 5], 96);
	return Buffer.concat([header, directory, about, tile]);
}

test('a PMTiles file on disk is served tile by tile, its layers and source told', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'veche-basemap-'));
	try {
		await writeFile(join(folder, 'map.pmtiles'), anArchive(Buffer.from('water')));
		await openBasemap(join(folder, 'map.pmtiles'), folder);
		const { kind, attribution, layers, maxzoom } = basemapInfo() ?? assert.fail('no basemap');
		assert.deepEqual([kind, attribution, layers, maxzoom], ['vector', '© OSM', ['water'], 5]);
		assert.equal(await (await serveBasemap(ask(), '0', '0', '0')).text(), 'water');
		assert.equal((await serveBasemap(ask(), '1', '0', '0')).status, 204);
	} finally {
		await closeBasemap();
		await rm(folder, { recursive: true });
	}
});
