import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { Provider } from 'oidc-provider';
import { config } from '#platform/config/door.server.ts';
import { installation } from '#platform/permissions/door.ts';
import { saveProvider } from '#rooms/identity/door.server.ts';
import { readTreeAnew, setHost } from '#rooms/territories/door.server.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { serve } from '#tests/support/serve.ts';

const site = await serve();
const { port } = new URL(site.address);
const main = `http://localhost:${port}`;
config().origin = main;
const town = await aTerritory();
const chief = await anAccount({
	roles: [{ role: 'administrator', territory: installation, reach: 'subtree' }],
});

/** Cookies by host, as a browser keeps them; follows redirects and remembers where it ended. */
function aBrowser() {
	const jars = new Map<string, Map<string, string>>();
	return {
		jars,
		async go(to: string, body?: URLSearchParams): Promise<{ url: URL; status: number; html: string }> {
			let next = to;
			let sent = body;
			for (let step = 0; step < 25; step++) {
				const url = new URL(next);
				const jar = jars.get(url.hostname) ?? new Map<string, string>();
				jars.set(url.hostname, jar);
				// names below localhost are this machine for browsers, not for every resolver: ask by address, say the name
				const response = await ask(url, jar, sent);
				for (const cookie of response.cookies) {
					const [pair = '', ...rest] = cookie.split(';');
					const at = pair.indexOf('=');
					if (/max-age=0|1970/i.test(rest.join(';'))) jar.delete(pair.slice(0, at));
					else jar.set(pair.slice(0, at), pair.slice(at + 1));
				}
				if (!response.location) return { url, status: response.status, html: response.html };
				next = new URL(response.location, url).href;
				sent = undefined;
			}
			throw new Error(`round in circles: ${next}`);
		},
	};
}

async function ask(url: URL, jar: Map<string, string>, body?: URLSearchParams) {
	const { request } = await import('node:http');
	return new Promise<{ status: number; location: string | undefined; cookies: string[]; html: string }>(
		(resolve, reject) => {
			const sending = request(
				{
					host: '127.0.0.1',
					port: url.port,
					path: url.pathname + url.search,
					method: body ? 'POST' : 'GET',
					headers: {
						host: url.host,
						accept: 'text/html',
						'accept-language': 'ru',
						origin: url.origin,
						cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
						...(body ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
					},
				},
				(response) => {
					let html = '';
					response.setEncoding('utf8').on('data', (part) => {
						html += part;
					});
					response.on('end', () =>
						resolve({
							status: response.statusCode ?? 0,
							location: response.headers.location,
							cookies: response.headers['set-cookie'] ?? [],
							html,
						}),
					);
				},
			);
			sending.on('error', reject);
			sending.end(body?.toString());
		},
	);
}

const tokenIn = (html: string) => /name="_token" value="([^"]+)"/.exec(html)?.[1] ?? '';
const plain = (text: string) => text.replaceAll('&amp;', '&');

async function signIn(
	browser: ReturnType<typeof aBrowser>,
	page: { url: URL; html: string },
	who: { email: string; password: string },
) {
	const action = plain(/action="(\?\/password[^"]*)"/.exec(page.html)?.[1] ?? '');
	return browser.go(
		new URL(action, page.url).href,
		new URLSearchParams({ _token: tokenIn(page.html), email: who.email, password: who.password }),
	);
}

test('on a territory’s own host one signs in through the main host, and gets a cookie of that host', async () => {
	await setHost(await chief.actor(), town.id, 'kungur.localhost');
	await readTreeAnew();
	const anna = await anAccount({ name: 'Анна Кунгурова' });
	const browser = aBrowser();
	const own = `http://kungur.localhost:${port}`;
	const form = await browser.go(`${own}/account/sign-in?to=/about`);
	assert.equal(form.url.origin, main, 'the password is typed on the main host only');
	const done = await signIn(browser, form, anna);
	assert.equal(done.url.origin, own);
	const here = browser.jars.get('kungur.localhost')?.get('veche_sign_in');
	const there = browser.jars.get('localhost')?.get('veche_sign_in');
	assert.ok(here && there && here !== there);
	const front = await browser.go(`${own}/`);
	assert.match(front.html, /Анна Кунгурова/);
	const account = await browser.go(`${own}/account/profile`);
	assert.equal(account.url.origin, main, 'the account lives on the main host');

	const thief = aBrowser();
	thief.jars.set('kungur.localhost', new Map([['veche_sign_in', there]]));
	assert.doesNotMatch(
		(await thief.go(`${own}/`)).html,
		/Анна Кунгурова/,
		'the cookie of one host is nothing on another',
	);
});

test('a person comes from a real provider, consents, and next time just signs in', async () => {
	const server = createServer();
	await new Promise<void>((resume) => server.listen(0, '127.0.0.1', resume));
	const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const quiet = console.info;
	const warn = console.warn;
	console.info = console.warn = () => {};
	const provider = new Provider(issuer, {
		clients: [
			{
				client_id: 'veche',
				client_secret: 'a-secret-of-the-client-long-enough',
				redirect_uris: [`${main}/account/provider/gov/callback`],
			},
		],
		claims: { openid: ['sub'], profile: ['name'], email: ['email', 'email_verified'] },
		findAccount: (_ctx, id) => ({
			accountId: id,
			claims: async () => ({
				sub: id,
				name: 'Вера Госуслугова',
				email: 'vera@gov.example',
				email_verified: true,
			}),
		}),
		features: { devInteractions: { enabled: true } },
	});
	server.on('request', provider.callback());
	after(() => {
		console.info = quiet;
		console.warn = warn;
		server.closeAllConnections();
		server.close();
	});
	await saveProvider(await chief.actor(), {
		id: 'gov',
		title: 'Госуслуги',
		issuer,
		clientId: 'veche',
		secret: 'a-secret-of-the-client-long-enough',
		scopes: 'openid profile email',
		claims: {
			name: 'name',
			email: 'email',
			residence: '',
			identified: '',
			organisationCode: '',
			organisationName: '',
			organisationRole: '',
		},
		trustsEmail: true,
		trustsResidence: false,
		trustsFactor: false,
		enabled: true,
	});
	const browser = aBrowser();
	const start = await browser.go(`${main}/account/sign-in?to=/about`);
	const link = plain(/href="([^"]*\/account\/provider\/gov[^"]*)"/.exec(start.html)?.[1] ?? '');
	let page = await browser.go(main + link);
	for (const prompt of ['login', 'consent']) {
		const action = /action="([^"]+)"/.exec(page.html)?.[1] ?? '';
		page = await browser.go(
			new URL(action, page.url).href,
			new URLSearchParams({ prompt, login: 'vera', password: 'x' }),
		);
	}
	assert.equal(page.url.pathname, '/account/register/arrival');
	assert.match(page.html, /Вера Госуслугова/);
	const made = await browser.go(
		page.url.href,
		new URLSearchParams({ _token: tokenIn(page.html), name: 'Вера Госуслугова', consent: 'account' }),
	);
	assert.equal(made.url.pathname, '/about');
	assert.match((await browser.go(`${main}/account/providers`)).html, /Госуслуги/);

	browser.jars.get('localhost')?.delete('veche_sign_in');
	const again = await browser.go(main + link);
	assert.equal(again.url.pathname, '/about', 'the provider remembers, we know the person');
	const forged = aBrowser();
	const lost = await forged.go(`${main}/account/provider/gov/callback?code=stolen&state=stolen`);
	assert.match(lost.url.pathname, /refused/);
	assert.equal(forged.jars.get('localhost')?.has('veche_sign_in'), false);
});
