/**
 * The service worker: keeps the form of an appeal and the route of a field worker so that they open without a network, and sends what waits when the network is back and
 * no page is open. It touches nothing else: every other request passes as if it were not there.
 */
import { allWaiting, keptPages as kept } from './keep-files.ts';
import { isUnsent, sendWaiting } from './send-waiting.ts';

type Waits = { waitUntil(work: Promise<unknown>): void };
type Fetched = Waits & { request: Request; respondWith(answer: Promise<Response>): void };
type Worker = {
	addEventListener(kind: 'install' | 'activate', listen: (event: Waits) => void): void;
	addEventListener(kind: 'fetch', listen: (event: Fetched) => void): void;
	addEventListener(kind: 'sync', listen: (event: Waits & { tag: string }) => void): void;
	skipWaiting(): Promise<void>;
	clients: { claim(): Promise<void> };
};
const worker = self as unknown as Worker;

const isForm = (path: string) => path.endsWith('/appeals/new') || path.endsWith('/office/field');
/** Styles, letters and scripts of pages: their names change with their content. */
const isPart = (path: string) => /^\/(_app|enhance)\//.test(path) || path === '/icon.svg';

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener('fetch', (event) => {
	const { request } = event;
	const url = new URL(request.url);
	if (request.method !== 'GET' || url.origin !== location.origin) return;
	if (request.mode === 'navigate' && isForm(url.pathname)) event.respondWith(fresh(request, url.pathname));
	else if (isPart(url.pathname)) event.respondWith(known(request));
});

/** The page from the network; the last one that came, where there is no network. */
async function fresh(request: Request, path: string): Promise<Response> {
	const cache = await caches.open(kept);
	try {
		const answer = await fetch(request);
		if (answer.ok) await cache.put(path, answer.clone());
		return answer;
	} catch (away) {
		const last = await cache.match(path);
		if (last) return last;
		throw away;
	}
}

async function known(request: Request): Promise<Response> {
	const cache = await caches.open(kept);
	const found = await cache.match(request);
	if (found) return found;
	const answer = await fetch(request);
	if (answer.ok) await cache.put(request, answer.clone());
	return answer;
}

worker.addEventListener('sync', (event) => {
	if (event.tag === 'veche-outbox')
		event.waitUntil(
			sendWaiting().then(async () => {
				// What could not go yet is asked for again by the browser.
				if ((await allWaiting()).some(isUnsent)) throw new Error('still waiting');
			}),
		);
});
