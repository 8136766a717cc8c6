/**
 * What `npm start` runs, without installing and building: the server in a process of its own. Asked by the process that started it,
 * it tells how long its answers took, from the request that was read to the last byte given to the network.
 */
import { subscribe } from 'node:diagnostics_channel';
import { start } from '../src/server/start.ts';

const begun = new WeakMap<object, number>();
let times: number[] = [];
subscribe('http.server.request.start', (message) => {
	begun.set((message as { response: object }).response, performance.now());
});
subscribe('http.server.response.finish', (message) => {
	const from = begun.get((message as { response: object }).response);
	if (from !== undefined) times.push(performance.now() - from);
});
process.on('message', () => {
	process.send?.(times);
	times = [];
});

await start();
