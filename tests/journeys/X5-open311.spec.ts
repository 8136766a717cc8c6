import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { database } from '#platform/db/door.server.ts';
import { aPhotograph } from '#tests/support/fixtures/files.ts';
import { aKey } from '#tests/support/fixtures/intake.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { serve } from '#tests/support/serve.ts';
import {
	parseAnswer,
	readDefinition,
	readDiscovery,
	readErrors,
	readRequests,
	readServices,
} from '../../src/capabilities/intake/open311/read.ts';

const picture = await aPhotograph();
const pictures = createServer((_, response) =>
	response.writeHead(200, { 'content-type': 'image/jpeg' }).end(picture),
);
await new Promise<void>((resume) => pictures.listen(0, '127.0.0.1', resume));
const at = `127.0.0.1:${(pictures.address() as AddressInfo).port}`;
after(() => {
	pictures.close();
	pictures.closeAllConnections();
});

const site = await serve({ VECHE_OUTBOUND_ALLOW: at });
const town = await aTerritory();
const body = await aBody(town.id);
await body.answersFor(null);
const { key } = await aKey(town.id, { administrator: body.administrator });

type Fields = Record<string, string>;
async function ask(path: string, form?: Fields | FormData, headers: Record<string, string> = {}) {
	const response = await fetch(`${site.address}/open311/v2/${path}`, {
		method: form ? 'POST' : 'GET',
		headers: { 'accept-language': 'ru', ...headers },
		...(form ? { body: form instanceof FormData ? form : new URLSearchParams(form) } : {}),
	});
	return {
		status: response.status,
		type: response.headers.get('content-type') ?? '',
		text: await response.text(),
	};
}
const here = { jurisdiction_id: String(town.id) };
const request = (input: Fields = {}): Fields => ({
	...here,
	api_key: key,
	service_code: 'roads.potholes',
	description: 'Большая яма у остановки, машины выезжают на встречную полосу.',
	address_string: 'улица Мира, напротив дома 5',
	first_name: 'Мария',
	last_name: 'Петрова',
	email: 'maria@example.org',
	...input,
});
const count = async () =>
	(await database()`select from appeals.appeal where territory_id = ${town.id}`).length;
const errors = (text: string) => readErrors(parseAnswer(text));

for (const format of ['xml', 'json'] as const)
	test(`discovery, services and a definition in ${format}`, async () => {
		const discovery = readDiscovery(parseAnswer((await ask(`discovery.${format}`)).text));
		assert.equal(discovery.endpoints[0]?.url, `${site.address}/open311/v2`);
		const list = await ask(`services.${format}?jurisdiction_id=${town.id}`);
		assert.match(list.type, format === 'xml' ? /^text\/xml/ : /^application\/json/);
		const services = readServices(parseAnswer(list.text));
		const potholes = services.find((one) => one.service_code === 'roads.potholes');
		assert.match(potholes?.service_name ?? '', /[ямЯм]/);
		assert.ok(!services.some((one) => one.service_code.startsWith('emergency')));
		const asks = services.find((one) => one.metadata);
		const definition = await ask(
			`services/${asks?.service_code ?? 'roads.potholes'}.${format}?jurisdiction_id=${town.id}`,
		);
		assert.equal(definition.status, 200);
		const { attributes } = readDefinition(parseAnswer(definition.text));
		assert.equal(attributes.length > 0, asks !== undefined);
	});

for (const format of ['xml', 'json'] as const)
	test(`a request by ${format}: filed, routed, found again by number, by time and by state`, async () => {
		const filed = await ask(
			`requests.${format}`,
			request({ description: `Яма ${format} у остановки, объезжаем её каждый день.` }),
		);
		assert.equal(filed.status, 201, filed.text);
		const [receipt] = readRequests(parseAnswer(filed.text));
		assert.match(receipt?.notice ?? '', /Ответ обещан до .* г\.$/);
		await site.runJobs();
		const [found] = readRequests(
			parseAnswer((await ask(`requests/${receipt?.id}.${format}?jurisdiction_id=${town.id}`)).text),
		);
		assert.equal(found?.status, 'open');
		assert.equal(found?.agency, 'МУП «Тестовод»');
		assert.equal(found?.serviceCode, 'roads.potholes');
		assert.ok(found?.expectedAt && found.requestedAt && found.expectedAt > found.requestedAt);
		const list = async (query: string) =>
			readRequests(
				parseAnswer((await ask(`requests.${format}?jurisdiction_id=${town.id}&${query}`)).text),
			).map((one) => one.id);
		assert.ok((await list('status=open')).includes(receipt?.id ?? ''));
		assert.deepEqual(await list('status=closed'), []);
		assert.ok((await list('status=open,closed&service_code=roads')).includes(receipt?.id ?? ''));
		assert.deepEqual(await list('service_code=trees'), []);
		assert.deepEqual(await list(`service_request_id=${receipt?.id},00-000-2026-000009`), [receipt?.id]);
		const soon = new Date(Date.now() + 3_600_000).toISOString();
		assert.deepEqual(
			await list(`start_date=${soon}&end_date=${new Date(Date.now() + 7_200_000).toISOString()}`),
			[],
		);
		assert.equal((await list('page=1&page_size=1')).length, 1);
		const token = await ask(`tokens/${receipt?.id}.${format}?jurisdiction_id=${town.id}`);
		assert.equal(readRequests(parseAnswer(token.text))[0]?.id, receipt?.id);
	});

test('words of danger are taken, and the notice begins with 112', async () => {
	const filed = await ask(
		'requests.json',
		request({ description: 'Сильно пахнет газом в подъезде, задыхаемся' }),
	);
	assert.equal(filed.status, 201, filed.text);
	assert.match(readRequests(parseAnswer(filed.text))[0]?.notice ?? '', /112.*Ответ обещан/);
});

test('media come with the form and by address; an address inside the house is not called', async () => {
	const form = new FormData();
	for (const [name, value] of Object.entries(
		request({ description: 'Яма с двумя снимками, второй по адресу.' }),
	))
		form.set(name, value);
	form.set('media', new Blob([new Uint8Array(picture)], { type: 'image/jpeg' }), 'pit.jpg');
	form.set('media_url', `http://${at}/pit.jpg`);
	const filed = await ask('requests.json', form);
	assert.equal(filed.status, 201, filed.text);
	const [receipt] = readRequests(parseAnswer(filed.text));
	const [row] =
		await database()`select photographs from appeals.appeal where territory_id = ${town.id} and number = ${receipt?.id ?? ''}`;
	assert.equal(row?.photographs, 2);
	await site.runJobs();
	const [found] = readRequests(
		parseAnswer((await ask(`requests/${receipt?.id}.json?jurisdiction_id=${town.id}`)).text),
	);
	assert.equal((await fetch(found?.mediaUrl ?? '')).status, 200);
	const inner = await ask(
		'requests.json',
		request({ description: 'Яма, а снимок лежит внутри сети.', media_url: site.address }),
	);
	assert.equal(inner.status, 201);
	assert.match(inner.text, /media_url получить не удалось/);
});

test('an equal request, sent twice or caught and sent fifty times, is one', async () => {
	const before = await count();
	const one = request({ description: 'Одна и та же яма, присланная много раз подряд.' });
	const answers = await Promise.all(Array.from({ length: 50 }, () => ask('requests.json', one)));
	assert.deepEqual([...new Set(answers.map(({ status }) => status))], [201]);
	assert.equal(new Set(answers.map(({ text }) => readRequests(parseAnswer(text))[0]?.id)).size, 1);
	assert.equal(await count(), before + 1);
	await ask('requests.json', { ...one, description: `${one.description} И ещё одна.` });
	assert.equal(await count(), before + 2);
});

test('what is wrong is told with the codes and names of the standard', async () => {
	const cases: [string, Fields | null, number, RegExp][] = [
		['requests.xml', request({ api_key: '' }), 403, /Нужен|нужен/],
		['requests.xml', request({ api_key: 'veche_1_x' }), 403, /ключа нет/],
		['requests.xml', request({ service_code: '' }), 400, /service_code/],
		['requests.json', request({ service_code: 'no.such' }), 404, /no\.such/],
		['requests.json', request({ lat: '0', long: '0' }), 400, /^lat: /],
		['requests.json', request({ address_string: '' }), 400, /^address_string: /],
		['requests.json', request({ email: 'nobody' }), 400, /^email: /],
		['requests.json', request({ jurisdiction_id: '1999999' }), 404, /1999999/],
		['services/no.such.xml', null, 404, /no\.such/],
		['requests/00-000-2026-000001.json', null, 404, /./],
		['tokens/unknown.json', null, 404, /./],
		['nothing.xml', null, 404, /discovery/],
		['requests', null, 404, /\.xml/],
		['requests.json?status=wild', null, 400, /wild/],
		['requests.json', request({ description: 'я'.repeat(10_001) }), 400, /description: .*10.000/],
		['requests.json?start_date=yesterday', null, 400, /start_date/],
		['requests.json?start_date=2026-01-01T00:00:00Z&end_date=2026-10-01T00:00:00Z', null, 400, /90/],
		['requests.json?page=30&page_size=200', null, 400, /1000/],
	];
	for (const [path, form, status, words] of cases) {
		const query = form ? '' : `${path.includes('?') ? '&' : '?'}jurisdiction_id=${town.id}`;
		const answer = await ask(path + query, form ?? undefined);
		assert.equal(answer.status, status, `${path}: ${answer.text}`);
		const [error] = errors(answer.text);
		assert.equal(error?.code, status, path);
		assert.match(error?.description ?? '', words, path);
	}
	const english = await ask(`services/no.such.json?jurisdiction_id=${town.id}`, undefined, {
		'accept-language': 'en',
	});
	assert.match(errors(english.text)[0]?.description ?? '', /was not found/);
	const text = await fetch(`${site.address}/open311/v2/requests.json`, {
		method: 'POST',
		body: '{}',
		headers: { 'content-type': 'application/json' },
	});
	assert.equal(text.status, 400);
	await text.body?.cancel();
});

test('what is for the authority only is in no list and under no number', async () => {
	await site.runJobs();
	const before = readRequests(
		parseAnswer((await ask(`requests.json?jurisdiction_id=${town.id}&page_size=200`)).text),
	).length;
	const { anAppeal } = await import('#tests/support/fixtures/appeals.ts');
	const hidden = await anAppeal(town.id, { visibility: 'authority' });
	await site.runJobs();
	assert.equal((await ask(`requests/${hidden.number}.json?jurisdiction_id=${town.id}`)).status, 404);
	const list = readRequests(
		parseAnswer((await ask(`requests.json?jurisdiction_id=${town.id}&page_size=200`)).text),
	);
	assert.equal(list.length, before);
	assert.ok(list.every((one) => !/maria@example\.org|Петрова/.test(JSON.stringify(one))));
});
