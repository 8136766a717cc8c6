/**
 * The bare reference: node:http and the same driver. For each known path it sends the very queries of our page and then a
 * string that was made ready at the start, as long as our page; nothing else.
 */
import { readFileSync } from 'node:fs';
import http from 'node:http';
import { deserialize } from 'node:v8';
import { postgres } from '#platform/db/driver.server.ts';
import type { Replay } from './replay.ts';

const [file = '', port = ''] = process.argv.slice(2);
const replay = deserialize(readFileSync(file)) as Replay;
const sql = postgres(replay.url, { max: 10, onnotice: () => {} });
const ready = new Map(
	Object.entries(replay.pages).map(([path, page]) => [
		path,
		{ waves: page.waves, body: Buffer.from('a'.repeat(page.length)) },
	]),
);

http
	.createServer(async (request, response) => {
		const page = ready.get(request.url ?? '');
		if (!page) return response.writeHead(404).end();
		for (const wave of page.waves)
			await Promise.all(
				wave.map(({ text, parameters }) => sql.unsafe(text, parameters as never[], { prepare: true })),
			);
		response.writeHead(200, {
			'content-type': 'text/html; charset=utf-8',
			'content-length': page.body.length,
		});
		response.end(page.body);
	})
	.listen(Number(port), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));
