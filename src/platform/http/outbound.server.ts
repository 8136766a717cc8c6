import { lookup as resolveHost } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { BlockList, isIP } from 'node:net';
import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { config } from '../config/door.server.ts';
import { Refusal, refuse } from '../errors/door.ts';

/** Addresses that are not of the open internet: this machine, the house's own network, services of a cloud (RFC 6890 and others). */
const inner = new BlockList();
for (const [net, prefix] of [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.0.0.0', 24],
	['192.0.2.0', 24],
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['198.51.100.0', 24],
	['203.0.113.0', 24],
	['224.0.0.0', 3],
] as const)
	inner.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of [
	['::', 128],
	['::1', 128],
	['64:ff9b::', 96],
	['100::', 64],
	['2001:db8::', 32],
	['fc00::', 7],
	['fe80::', 10],
	['ff00::', 8],
] as const)
	inner.addSubnet(net, prefix, 'ipv6');

/** Whether an address must not be called because somebody outside named it. */
export function isInner(address: string): boolean {
	// ::ffff:10.0.0.1 is 10.0.0.1
	const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
	if (mapped) return isInner(mapped);
	if (/^::ffff:/i.test(address)) return true;
	const family = isIP(address);
	if (family === 0) return true;
	return inner.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

export type Outbound = {
	method?: 'GET' | 'POST';
	headers?: Record<string, string>;
	body?: string | Uint8Array;
	/** Milliseconds for the whole of it. */
	timeout?: number;
	/** Bytes of the answer that are read; more is a refusal. */
	most?: number;
	/** Times that the answer may lead elsewhere; only of a GET. */
	redirects?: number;
};

export type OutboundAnswer = { status: number; headers: http.IncomingHttpHeaders; bytes: Buffer };

/**
 * Calls an address that a person, a program or another server has named. Names are resolved by us and the connection goes to
 * the very address that was looked at, so that a name cannot change between; what is not of the open internet is refused, unless
 * the operator allows it by VECHE_OUTBOUND_ALLOW.
 * @throws Refusal outbound.*
 */
export async function callOut(address: string, options: Outbound = {}): Promise<OutboundAnswer> {
	const deadline = Date.now() + (options.timeout ?? 15_000);
	let url = checkOuter(address);
	for (let left = options.redirects ?? 0; ; left--) {
		const answer = await once(url, options, deadline - Date.now());
		const to = answer.headers.location;
		if (answer.status < 300 || answer.status > 399 || !to || (options.method ?? 'GET') !== 'GET')
			return answer;
		if (left <= 0) refuse('outbound.redirected', { host: url.host });
		url = checkOuter(new URL(to, url).href);
	}
}

/**
 * What can be known of an address before it is called, for the form into which it is typed: names are looked at only then.
 * @throws Refusal outbound.*
 */
export function checkOuter(address: string): URL {
	if (!URL.canParse(address)) refuse('outbound.no-address');
	const url = new URL(address);
	if (url.protocol !== 'http:' && url.protocol !== 'https:') refuse('outbound.no-address');
	if (url.username || url.password) refuse('outbound.no-address');
	const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
	if (isIP(host) && isInner(host) && !isAllowed(url)) refuse('outbound.inner', { host: url.host });
	return url;
}

/** `host` or `host:port`, as the operator wrote them. */
const isAllowed = (url: URL): boolean =>
	config().outboundAllow.some((one) => one === url.host || one === url.hostname);

function once(url: URL, options: Outbound, left: number): Promise<OutboundAnswer> {
	const most = options.most ?? 5_000_000;
	const allowed = isAllowed(url);
	return new Promise((resolve, reject) => {
		const fail = (code: string, cause?: unknown) =>
			reject(new Refusal(code, { host: url.host }, cause === undefined ? {} : { cause }));
		if (left <= 0) {
			fail('outbound.slow');
			return;
		}
		const request = (url.protocol === 'https:' ? https : http).request(url, {
			method: options.method ?? 'GET',
			headers: {
				'user-agent': 'Veche',
				'accept-encoding': 'gzip, deflate, br',
				...options.headers,
				...(options.body === undefined ? {} : { 'content-length': Buffer.byteLength(options.body) }),
			},
			agent: false,
			lookup(host, asked, done) {
				resolveHost(host, { ...asked, all: true }, (error, addresses) => {
					if (error) return done(error, '', 4);
					const open = addresses.filter((one) => allowed || !isInner(one.address));
					if (open.length === 0)
						return done(Object.assign(new Error('inner'), { code: 'VECHE_INNER' }), '', 4);
					if ((asked as { all?: boolean }).all)
						return (done as unknown as (e: null, a: typeof open) => void)(null, open);
					done(null, open[0]!.address, open[0]!.family);
				});
			},
		});
		const timer = setTimeout(() => {
			fail('outbound.slow');
			request.destroy();
		}, left);
		request.on('close', () => clearTimeout(timer));
		request.on('error', (error) =>
			fail((error as { code?: string }).code === 'VECHE_INNER' ? 'outbound.inner' : 'outbound.away', error),
		);
		request.on('response', (response) => {
			const parts: Buffer[] = [];
			let size = 0;
			response.on('data', (part: Buffer) => {
				size += part.length;
				if (size > most) {
					fail('outbound.too-large');
					request.destroy();
				} else parts.push(part);
			});
			response.on('error', (error) => fail('outbound.away', error));
			response.on('end', () => {
				try {
					resolve({
						status: response.statusCode ?? 0,
						headers: response.headers,
						bytes: unpacked(Buffer.concat(parts), response.headers['content-encoding'], most),
					});
				} catch (error) {
					fail('outbound.broken', error);
				}
			});
		});
		request.end(options.body);
	});
}

function unpacked(bytes: Buffer, encoding: string | undefined, most: number): Buffer {
	const limit = { maxOutputLength: most * 4 };
	switch (encoding?.toLowerCase()) {
		case 'gzip':
			return gunzipSync(bytes, limit);
		case 'br':
			return brotliDecompressSync(bytes, limit);
		case 'deflate':
			// servers differ on whether the zlib frame belongs to it
			try {
				return inflateSync(bytes, limit);
			} catch {
				return inflateRawSync(bytes, limit);
			}
		default:
			return bytes;
	}
}
