import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { Provider } from 'oidc-provider';
import { database, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import { Invalid, Refusal } from '#platform/errors/door.ts';
import { installation } from '#platform/permissions/door.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import {
	actorOf,
	arrive,
	depart,
	linkArrival,
	outsider,
	ownLinks,
	providers,
	registerArrival,
	saveProvider,
	tryProvider,
	unlink,
} from './door.server.ts';

await house();
const origin = 'http://localhost:4999';
const town = await aTerritory({ code: '57701000' });

/** Who the provider knows; the login of its form is the subject. */
const people: Record<string, Record<string, unknown>> = {
	vera: {
		name: 'Вера Полянская',
		email: 'vera@id.example.org',
		email_verified: true,
		oktmo: '57701000',
		trusted: true,
	},
	boss: {
		name: 'Олег Берестов',
		email: 'boss@id.example.org',
		email_verified: true,
		org: { ogrn: '1025900000001', name: 'ООО «Ромашка»', position: 'директор' },
	},
};

const server = createServer();
await new Promise<void>((resume) => server.listen(0, '127.0.0.1', resume));
const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const real = new Provider(issuer, {
	clients: [
		{
			client_id: 'veche',
			client_secret: 'a-secret-of-the-client-long-enough-for-hs256',
			redirect_uris: [`${origin}/account/provider/test/callback`],
			response_types: ['code'],
			grant_types: ['authorization_code'],
		},
	],
	pkce: { required: () => true },
	claims: {
		openid: ['sub'],
		profile: ['name', 'trusted', 'oktmo', 'org'],
		email: ['email', 'email_verified'],
	},
	findAccount: (_ctx, id) => ({ accountId: id, claims: async () => ({ sub: id, ...people[id] }) }),
	features: { devInteractions: { enabled: true } },
});
real.silent = true;
server.on('request', real.callback());
const quiet = console.warn;
console.warn = () => {};
after(() => {
	console.warn = quiet;
	server.closeAllConnections();
	server.close();
});

const chief = await anAccount({
	roles: [{ role: 'administrator', territory: installation, reach: 'subtree' }],
});
const settings = {
	id: 'test',
	title: 'Пробный вход',
	issuer,
	clientId: 'veche',
	secret: 'a-secret-of-the-client-long-enough-for-hs256',
	scopes: 'openid profile email',
	claims: {
		name: 'name',
		email: 'email',
		residence: 'oktmo',
		identified: 'trusted',
		organisationCode: 'org.ogrn',
		organisationName: 'org.name',
		organisationRole: 'org.position',
	},
	trustsEmail: true,
	trustsResidence: true,
	trustsFactor: false,
	enabled: true,
};
await saveProvider(await chief.actor(), settings);

/** A browser at the provider: follows its pages, signs in, agrees, and comes back with the address of the callback. */
async function atTheProvider(address: string, login: string): Promise<URL> {
	const jar = new Map<string, string>();
	let next = address;
	let body: URLSearchParams | null = null;
	for (let step = 0; step < 20; step++) {
		const response: Response = await fetch(next, {
			method: body ? 'POST' : 'GET',
			body,
			redirect: 'manual',
			headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
		});
		body = null;
		for (const cookie of response.headers.getSetCookie()) {
			const [pair] = cookie.split(';');
			const at = (pair ?? '').indexOf('=');
			jar.set((pair ?? '').slice(0, at), (pair ?? '').slice(at + 1));
		}
		const location = response.headers.get('location');
		if (location) {
			const url = new URL(location, next);
			if (url.origin === origin) return url;
			next = url.href;
			continue;
		}
		const html = await response.text();
		const action = /action="([^"]+)"/.exec(html)?.[1];
		const prompt = /name="prompt" value="([^"]+)"/.exec(html)?.[1];
		if (!action || !prompt) throw new Error(`the provider says: ${html.slice(0, 400)}`);
		body = new URLSearchParams(prompt === 'login' ? { prompt, login, password: 'x' } : { prompt });
		next = new URL(action, next).href;
	}
	throw new Error('the provider goes round in circles');
}

async function come(login: string, link = false, actor = outsider()) {
	const { address, sealed } = await depart(actor, { provider: 'test', to: '/account', link, origin });
	const back = await atTheProvider(address, login);
	return { back, sealed, arrived: () => arrive(actor, { provider: 'test', sealed, address: back, origin }) };
}

test('a newcomer from the provider becomes an account with confirmed address and residence, and next time just signs in', async () => {
	const first = await (await come('vera')).arrived();
	assert.ok(first.kind === 'new');
	await assert.rejects(
		registerArrival({
			sealed: first.sealed,
			name: 'Вера',
			email: 'vera@id.example.org',
			consents: [],
			lang: 'ru',
		}),
		Invalid,
	);
	const done = await registerArrival({
		sealed: first.sealed,
		name: 'Вера Полянская',
		email: 'vera@id.example.org',
		consents: ['account'],
		lang: 'ru',
	});
	assert.ok(done.step === 'done');
	const actor = await actorOf(done.cookie);
	assert.equal(actor.name, 'Вера Полянская');
	assert.equal(actor.residence, town.id);
	const again = await (await come('vera')).arrived();
	assert.ok(again.kind === 'signed-in' && again.done.step === 'done');
	assert.equal(again.done.account, done.account);
});

test('who comes in the name of an organisation brings it along', async () => {
	const first = await (await come('boss')).arrived();
	assert.ok(first.kind === 'new');
	const done = await registerArrival({
		sealed: first.sealed,
		name: 'Олег Берестов',
		email: '',
		consents: ['account'],
		lang: 'ru',
	});
	assert.ok(done.step === 'done');
	const { organisations } = await ownLinks(await actorOf(done.cookie));
	assert.deepEqual(
		organisations.map(({ code, name, role }) => ({ code, name, role })),
		[{ code: '1025900000001', name: 'ООО «Ромашка»', role: 'директор' }],
	);
});

test('an address that has an account is linked only after its owner has signed in by their own means', async () => {
	people.anna = { name: 'Анна', email: 'anna@id.example.org', email_verified: true };
	const anna = await anAccount({ email: 'anna@id.example.org' });
	const arrived = await (await come('anna')).arrived();
	assert.ok(arrived.kind === 'prove', 'not signed in by the address alone');
	const actor = await anna.actor();
	await assert.rejects(linkArrival(actor, { sealed: arrived.sealed, current: 'не тот пароль' }), Invalid);
	await linkArrival(actor, { sealed: arrived.sealed, current: anna.password });
	const next = await (await come('anna')).arrived();
	assert.ok(next.kind === 'signed-in' && next.done.step === 'done');
	assert.equal(next.done.account, anna.id);
	const { links } = await ownLinks(actor);
	await unlink(actor, { external: links[0]?.id ?? '', current: anna.password });
	assert.equal((await (await come('anna')).arrived()).kind, 'prove');
});

test('a signed-in person links on purpose, and what is linked to one cannot be linked to another', async () => {
	people.pair = { name: 'Пара' };
	const one = await anAccount();
	const two = await anAccount();
	const first = await one.actor();
	const trip = await come('pair', true, first);
	assert.deepEqual(await trip.arrived(), { kind: 'linked' });
	const second = await two.actor();
	const other = await come('pair', true, second);
	await assert.rejects(
		other.arrived(),
		(error: unknown) => error instanceof Refusal && error.code === 'identity.provider.already-linked',
	);
});

test('another state, another browser’s trip, a code used twice and a refusal at the provider sign nobody in', async () => {
	people.ivan = { name: 'Иван' };
	const again = (error: unknown) =>
		error instanceof Refusal && /provider\.(again|declined)$/.test(error.code);
	const one = await come('ivan');
	const two = await come('ivan');
	await assert.rejects(
		arrive(outsider(), { provider: 'test', sealed: two.sealed, address: one.back, origin }),
		again,
	);
	await assert.rejects(
		arrive(outsider(), { provider: 'test', sealed: undefined, address: one.back, origin }),
		again,
	);
	await assert.rejects(
		arrive(outsider(), { provider: 'other', sealed: one.sealed, address: one.back, origin }),
		again,
	);
	const forged = new URL(one.back);
	forged.searchParams.set('state', 'forged');
	await assert.rejects(
		arrive(outsider(), { provider: 'test', sealed: one.sealed, address: forged, origin }),
		again,
	);
	assert.equal((await one.arrived()).kind, 'new');
	await assert.rejects(one.arrived(), again);
	const declined = new URL(
		`${origin}/account/provider/test/callback?error=access_denied&state=${two.back.searchParams.get('state')}`,
	);
	declined.searchParams.set('iss', issuer);
	await assert.rejects(
		arrive(outsider(), { provider: 'test', sealed: two.sealed, address: declined, origin }),
		again,
	);
});

test('providers are set up by administrators of the installation, and the secret is sealed', async () => {
	const local = await anAccount({ roles: [{ role: 'administrator', territory: town.id as TerritoryId }] });
	const hidden = (error: unknown) => error instanceof Refusal && error.code === 'platform.not-found';
	await assert.rejects(providers(await local.actor()), hidden);
	await assert.rejects(saveProvider(await local.actor(), settings), hidden);
	await assert.rejects(
		saveProvider(await chief.actor(), { ...settings, id: 'bad', issuer: 'http://evil.example' }),
		Invalid,
	);
	const [row] = await transaction(
		(tx) => tx<{ client_secret: string }[]>`select client_secret from identity.provider where id = 'test'`,
	);
	assert.doesNotMatch(row?.client_secret ?? '', /a-secret-of/);
	assert.deepEqual(await tryProvider(await chief.actor(), 'test'), { ok: true, issuer });
	await saveProvider(await chief.actor(), { ...settings, id: 'gone', issuer: 'http://127.0.0.1:1' });
	assert.equal((await tryProvider(await chief.actor(), 'gone')).ok, false);
	await saveProvider(await chief.actor(), { ...settings, secret: '' });
	const kept = await database()<
		{ client_secret: string | null }[]
	>`select client_secret from identity.provider where id = 'test'`;
	assert.ok(kept[0]?.client_secret, 'an empty field keeps the secret');
});
