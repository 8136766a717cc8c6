import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { mainCity } from '#demo/generate-people.ts';
import { plantDemo, plantedGround } from '#demo/plant.server.ts';
import { database } from '#platform/db/door.server.ts';
import { pathOf } from '#rooms/territories/door.server.ts';
import { unpackedChromium } from '#tests/support/chromium.ts';
import { openHouse } from '../src/start.server.ts';
import { startServer } from './processes.ts';
import { type Finding, rounded } from './report.ts';
import { openWorld } from './world.ts';

type Weighed = { document: number; styles: number; scripts: number; map: number; hosts: string[] };

/** What a reader of public pages downloads, by a real Chromium; kilobytes as gzip makes them. */
export async function weight(): Promise<Finding[]> {
	const world = await openWorld();
	try {
		const house = await openHouse(world.config, { jobs: false });
		await plantDemo({ now: new Date() });
		const id = (await plantedGround()).territories.get(mainCity)!;
		const city = `/${pathOf(id)}`;
		const [appeal] = await database()<{ number: string }[]>`
			select number from appeals.appeal
			where territory_id = ${id} and visibility = 'public' and photographs > 1 order by filed_at desc limit 1`;
		await house.close();
		const server = await startServer(world, { VECHE_NO_JOBS: '1' });
		try {
			const pages = {
				'front page of the country': '/',
				'front page of a city': city,
				'list of appeals': `${city}/appeals`,
				'an appeal with photographs': `${city}/appeals/${appeal?.number}`,
				'the form of an appeal': `${city}/appeals/new`,
			};
			const findings: Finding[] = [];
			const hosts = new Set<string>();
			for (const [name, path] of Object.entries(pages)) {
				const one = await weigh(server.address + path);
				for (const host of one.hosts) if (host !== new URL(server.address).host) hosts.add(host);
				const kb = (bytes: number) => rounded(bytes / 1024, 1);
				findings.push(
					{
						what: `${name}: HTML and CSS, KB`,
						value: kb(one.document + one.styles),
						most: 60,
						told: `HTML ${kb(one.document)}, CSS ${kb(one.styles)}, without the map`,
					},
					{
						what: `${name}: script for a reader, KB`,
						value: kb(one.scripts),
						most: 40,
						told: one.map ? `the map besides: ${kb(one.map)}` : 'no map on the page',
					},
				);
			}
			findings.push({
				what: 'requests to other hosts',
				value: hosts.size,
				most: 0,
				told: [...hosts].join(', ') || 'none',
			});
			return findings;
		} finally {
			await server.stop();
		}
	} finally {
		await world.stop();
	}
}

async function weigh(address: string): Promise<Weighed> {
	const { path, env } = await unpackedChromium();
	const browser = await chromium.launch({
		executablePath: path,
		env: { ...(process.env as Record<string, string>), ...env },
		args: [
			'--no-sandbox',
			'--disable-dev-shm-usage',
			'--use-angle=swiftshader',
			'--enable-unsafe-swiftshader',
			'--ignore-gpu-blocklist',
		],
	});
	try {
		const page = await browser.newPage({ locale: 'ru-RU' });
		const weighed: Weighed = { document: 0, styles: 0, scripts: 0, map: 0, hosts: [] };
		const reading: Promise<void>[] = [];
		page.on('response', (response) => {
			const url = new URL(response.url());
			if (!url.protocol.startsWith('http')) return;
			weighed.hosts.push(url.host);
			reading.push(
				response.body().then(
					(body) => {
						// weighed by gzip of our own, so that a chunked answer and a cached one count alike
						const bytes = gzipSync(body).length;
						const kind = response.request().resourceType();
						const ofMap = /map(libre)?[.-]|maplibre/i.test(url.pathname);
						if (kind === 'document') weighed.document += bytes;
						else if (ofMap && (kind === 'script' || kind === 'stylesheet')) weighed.map += bytes;
						else if (kind === 'stylesheet') weighed.styles += bytes;
						else if (kind === 'script') weighed.scripts += bytes;
					},
					() => {},
				),
			);
		});
		const answer = await page.goto(address, { waitUntil: 'networkidle' });
		if (answer?.status() !== 200) throw new Error(`${address} answers ${answer?.status()}`);
		await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
		await page.waitForTimeout(1_500);
		await Promise.all(reading);
		return weighed;
	} finally {
		await browser.close();
	}
}
