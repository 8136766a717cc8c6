/** A process of its own: opens the house, asks for each page until nothing new is cached, and writes down its queries. */
import { readConfig } from '#platform/config/door.server.ts';
import { watchStatements } from '#platform/db/watch.server.ts';
import { serve } from '#server/serve.server.ts';
import { type Query, type Replay, writeReplay } from './replay.ts';

const [url = '', folder = '', file = '', ...paths] = process.argv.slice(2);
let heard: (Query & { at: number })[] = [];
// what drivers and pools ask for themselves is no query of the page
watchStatements((text, parameters) => {
	if (!/^\s*(begin|commit|rollback|set |select b\.oid)/i.test(text))
		heard.push({ text, parameters: [...parameters], at: performance.now() });
});
const config = readConfig({
	VECHE_DATA: folder,
	VECHE_RATE: '0',
	VECHE_LOG: 'error',
	HOST: '127.0.0.1',
	PORT: '0',
	VECHE_NO_JOBS: '1',
});
const listening = await serve({ ...config, databaseUrl: url });
const replay: Replay = { url, pages: {} };
for (const path of paths) {
	let length = 0;
	for (let i = 0; i < 4; i++) {
		// caches that live for a second or so are warm under load too
		heard = [];
		const answer = await fetch(`http://127.0.0.1:${listening.port}${path}`, {
			headers: { accept: 'text/html', 'accept-encoding': 'identity', 'accept-language': 'ru' },
		});
		if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}`);
		length = (await answer.arrayBuffer()).byteLength;
	}
	replay.pages[path] = { waves: wavesOf(heard), length };
	console.log(
		`${path}: ${length} bytes, ${heard.length} queries in ${replay.pages[path].waves.length} waves`,
	);
	for (const { text } of heard) console.log(`  ${text.replace(/\s+/g, ' ').trim().slice(0, 160)}`);
}
writeReplay(file, replay);
await listening.close();
process.exit(0);

/** Queries that were sent within a third of a millisecond did not wait for each other. */
function wavesOf(queries: (Query & { at: number })[]): Query[][] {
	const waves: Query[][] = [];
	let last = Number.NEGATIVE_INFINITY;
	for (const { text, parameters, at } of queries) {
		if (at - last > 0.3) waves.push([]);
		waves.at(-1)!.push({ text, parameters });
		last = at;
	}
	return waves;
}
