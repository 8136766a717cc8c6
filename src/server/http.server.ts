import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { config, publicOrigin } from '#platform/config/door.server.ts';
import { newId } from '#platform/db/ids.ts';
import { handedOver } from '#platform/http/page-bytes.server.ts';
import { httpPorts } from '#platform/http/ports.server.ts';
import { log } from '#platform/log/door.server.ts';
import { compression } from './compression.server.ts';
import { shed } from './shed.server.ts';

type Handler = (
	request: http.IncomingMessage,
	response: http.ServerResponse,
	next?: (error?: unknown) => void,
) => void;

/** Headers that every answer has, pages and files alike; the policy for scripts is written by the pages themselves. */
const always: Record<string, string> = {
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'strict-origin-when-cross-origin',
	'permissions-policy': 'geolocation=(self), camera=(self), microphone=(), payment=()',
	'cross-origin-opener-policy': 'same-origin',
};

/** The service worker lies among the other scripts; its name never changes (vite.enhance.config.ts). */
const outboxWorker = '/enhance/outbox-worker.js';

/** What the built pages are told of the outer connection. A client cannot send these: they are written over. */
export const innerHeaders = {
	protocol: 'x-veche-protocol',
	host: 'x-veche-host',
	address: 'x-veche-address',
	request: 'x-veche-request',
	/** What a program said that its body is, where it goes by a key and by no cookie. */
	type: 'x-veche-content-type',
} as const;

/** Before the built pages are imported: they read these once. */
export function prepareEnvironment(): void {
	process.env.PROTOCOL_HEADER = innerHeaders.protocol;
	process.env.HOST_HEADER = innerHeaders.host;
	process.env.ADDRESS_HEADER = innerHeaders.address;
	process.env.BODY_SIZE_LIMIT = 'Infinity';
}

/** Protocol, host and address as seen by the outermost proxy that we trust; by the socket when there is none. */
export function outerConnection(
	request: http.IncomingMessage,
	trustedProxies: number,
): { protocol: 'http' | 'https'; host: string; address: string } {
	const socket = request.socket.remoteAddress ?? '0.0.0.0';
	const host = request.headers.host ?? 'localhost';
	if (trustedProxies === 0) return { protocol: 'http', host, address: socket };
	const list = (name: string) =>
		String(request.headers[name] ?? '')
			.split(',')
			.map((part) => part.trim())
			.filter(Boolean);
	const forwarded = list('x-forwarded-for');
	return {
		protocol: list('x-forwarded-proto').at(-1) === 'https' ? 'https' : 'http',
		host: list('x-forwarded-host').at(-1) ?? host,
		address: forwarded.at(-trustedProxies) ?? forwarded[0] ?? socket,
	};
}

/** A host name as browsers send it; anything else is not answered, so that it cannot reach links and pages. */
const hostName = /^(\[[0-9a-f:.]+\]|[a-z0-9]([a-z0-9.-]*[a-z0-9])?)(:\d{1,5})?$/i;

export type Listening = { address: string; port: number; close(): Promise<void> };

/** @throws as `listen` would: when the port is taken or not allowed, or the host is not one of this machine. */
export function tryToListen(at: { host: string; port: number }): Promise<void> {
	const probe = net.createServer();
	return new Promise((free, reject) => {
		probe.once('error', reject);
		probe.listen(at.port, at.host, () => probe.close(() => free()));
	});
}

/** A page that was handed over is what ends its answer. */
function sendPages(request: http.IncomingMessage, response: http.ServerResponse): void {
	const end = response.end as (...args: unknown[]) => http.ServerResponse;
	const ended = (...args: unknown[]) => {
		const page = args.length === 0 ? handedOver(request) : undefined;
		return page ? end.call(response, page) : end.apply(response, args);
	};
	// not written where it is given: docs/decisions/young-memory.md
	response.end = ended as typeof response.end;
}

/** Starts the server around the built pages. @throws when the port is taken (EADDRINUSE) or not allowed (EACCES). */
export async function listen(handler: Handler, at: { host: string; port: number }): Promise<Listening> {
	const compress = compression({ threshold: 1024 }) as unknown as Handler;
	const server = http.createServer({ maxHeaderSize: 32 * 1024 }, (request, response) => {
		const outer = outerConnection(request, config().trustedProxies);
		if (!hostName.test(outer.host)) {
			response
				.writeHead(400, { 'content-type': 'text/plain; charset=utf-8' })
				.end('Неверный адрес. Wrong address.\n');
			return;
		}
		for (const name of Object.keys(request.headers))
			if (name.startsWith('x-veche-')) delete request.headers[name];
		request.headers[innerHeaders.protocol] = outer.protocol;
		request.headers[innerHeaders.host] = outer.host;
		request.headers[innerHeaders.address] = outer.address;
		request.headers[innerHeaders.request] = newId();
		const passOn = () => answer(request, response, outer);
		// Another process may have given this name to a territory since we looked.
		if (outer.host === mainHost) passOn();
		else httpPorts().follow().then(passOn, passOn);
	});
	const mainHost = new URL(publicOrigin()).host;
	function answer(
		request: http.IncomingMessage,
		response: http.ServerResponse,
		outer: ReturnType<typeof outerConnection>,
	): void {
		if (request.url) request.url = httpPorts().innerPath(outer.host, request.url);
		if (shed(request, response)) return;
		// Programs of mail stop letters by a form from nowhere (RFC 8058), which the check of origins refuses. The code in the
		// address is the key and the body is not read, so it need not pass for a form.
		if (/^\/(account\/notifications|appeals\/letters)\/stop\?/.test(request.url ?? ''))
			request.headers['content-type'] = 'application/octet-stream';
		// Programs send forms from nowhere too, by Open311. No cookie counts at these addresses, so there is nothing to guard.
		const { 'content-type': type } = request.headers;
		if (type && /^(\/en)?\/(api\/v1|open311)\//.test(request.url ?? '')) {
			request.headers[innerHeaders.type] = type;
			if (!/^(application\/json|image\/)/i.test(type))
				request.headers['content-type'] = 'application/octet-stream';
		}
		for (const [name, value] of Object.entries(always)) response.setHeader(name, value);
		// It keeps the form of an appeal, which stands in every territory.
		if (request.url === outboxWorker) response.setHeader('service-worker-allowed', '/');
		if (outer.protocol === 'https') response.setHeader('strict-transport-security', 'max-age=31536000');
		compress(request, response, () => {
			sendPages(request, response);
			handler(request, response, () => response.writeHead(404).end());
		});
	}
	server.requestTimeout = 10 * 60_000;
	server.headersTimeout = 20_000;
	server.keepAliveTimeout = 30_000;
	server.on('clientError', (error, socket) => {
		log().debug({ err: error }, 'broken request');
		if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n');
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		// in a peak a thousand come within a second: whom the system turns away tries again only after one, three, seven seconds
		server.listen({ port: at.port, host: at.host, backlog: 4_096 }, () => resolve());
	});
	const { port } = server.address() as AddressInfo;
	const shown = at.host === '0.0.0.0' || at.host === '127.0.0.1' || at.host === '::' ? 'localhost' : at.host;
	return {
		port,
		address: `http://${shown}:${port}`,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeIdleConnections();
				setTimeout(() => server.closeAllConnections(), 5_000).unref();
			}),
	};
}
