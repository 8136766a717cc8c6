import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { database } from '#platform/db/door.server.ts';
import { Invalid } from '#platform/errors/door.ts';
import { classifyAppeal, readAppeal, routeAppeal } from '#rooms/appeals/door.server.ts';
import { outsider } from '#rooms/identity/door.server.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { referenceData, withoutReferenceData } from '#tests/support/reference-data.ts';
import { baseOf, serviceFor } from './endpoint.ts';
import { requestById, sendToTown, servicesOfTown, TownRefused } from './georeport-client.ts';
import {
	endpointInput,
	saveAnswers,
	saveEndpoint,
	saveRules,
	sendAgain,
	switchEndpoint,
} from './manage-endpoints.ts';
import { pollTown } from './poll-town.ts';
import { pauseAfter, sendOn } from './send-on.ts';
import { suggestServices } from './suggest-services.ts';
import { viewEndpoint } from './view-endpoint.ts';

/** A town whose behaviour each test sets: what it was asked, and how it answers. */
type Asked = { method: string; path: string; query: URLSearchParams; form: URLSearchParams };
const asked: Asked[] = [];
type Reply = { status?: number; body: string } | 'hang-up';
let reply: (request: Asked) => Reply;
const server = createServer((request, response) => {
	const parts: Buffer[] = [];
	request.on('data', (part) => parts.push(part));
	request.on('end', () => {
		const url = new URL(request.url ?? '/', 'http://x');
		const one = {
			method: request.method ?? '',
			path: url.pathname,
			query: url.searchParams,
			form: new URLSearchParams(Buffer.concat(parts).toString()),
		};
		asked.push(one);
		const answer = reply(one);
		if (answer === 'hang-up') return response.destroy();
		response.writeHead(answer.status ?? 200, { 'content-type': 'application/json' }).end(answer.body);
	});
});
await new Promise<void>((resume) => server.listen(0, '127.0.0.1', resume));
const at = `127.0.0.1:${(server.address() as AddressInfo).port}`;
after(() => {
	server.close();
	server.closeAllConnections();
});
const h = await house({ VECHE_OUTBOUND_ALLOW: at });
const json = (value: unknown, status = 200): Reply => ({ status, body: JSON.stringify(value) });
const services = [
	{
		service_code: '001',
		service_name: 'Ямы и ремонт дорог',
		description: '',
		metadata: true,
		type: 'realtime',
		group: 'Дороги',
	},
	{
		service_code: '002',
		service_name: 'Освещение',
		description: 'Фонари',
		metadata: false,
		type: 'realtime',
		group: '',
	},
];
const definition = {
	service_code: '001',
	attributes: [
		{
			variable: true,
			code: 'WHERE',
			datatype: 'singlevaluelist',
			required: true,
			order: 1,
			description: 'Где',
			values: [{ key: 'road', name: 'На дороге' }],
		},
	],
};
/** Everything a town answers by the book; `requests` is what it knows. */
function byTheBook(requests: Record<string, unknown>[] = []): (request: Asked) => Reply {
	return ({ method, path, query, form }) => {
		if (path.endsWith('/services.json')) return json(services);
		if (path.endsWith('/services/001.json')) return json(definition);
		if (method === 'POST') {
			const id = `T-${requests.length + 1}`;
			requests.push({ service_request_id: id, status: 'open', description: form.get('description') });
			return json([{ service_request_id: id, service_notice: '' }], 201);
		}
		const ids = query.get('service_request_id')?.split(',');
		return json(requests.filter((one) => !ids || ids.includes(String(one.service_request_id))));
	};
}

async function aConnectedTown(input: Record<string, string> = {}) {
	const town = await aTerritory();
	const body = await aBody(town.id);
	await body.answersFor('roads');
	const actor = await body.administrator.actor();
	reply = byTheBook();
	const id = await saveEndpoint(
		actor,
		town.id,
		endpointInput.parse({
			name: 'Диспетчерская',
			url: `http://${at}/open311/v2/services.json`,
			key: 'секрет',
			...input,
		}),
	);
	const ref = { territory: town.id, id };
	await saveRules(actor, ref, new Map([['roads', '001']]));
	await saveAnswers(actor, ref, new Map([['001\nWHERE', 'road']]));
	await switchEndpoint(actor, ref, true);
	return { town, body, actor, ref, view: () => viewEndpoint(actor, ref) };
}
const posts = () => asked.filter((one) => one.method === 'POST');
const stepsOf = async (town: { id: number }, number: string) =>
	(await readAppeal({ actor: outsider() }, town.id as never, number)).history.map((one) => one.kind);

test('an appeal goes to the town as its service, and what becomes of it there stands on its way', async () => {
	const { town, ref, view } = await aConnectedTown();
	const requests: Record<string, unknown>[] = [];
	reply = byTheBook(requests);
	asked.length = 0;
	const receipt = await anAppeal(town.id, {
		visibility: 'nameless',
		name: 'Серафима Крутогорова',
		email: 'serafima@post.example',
		text: 'Яма у остановки, звоните 8 912 345-67-89. Крутогорова.',
	});
	await h.runJobs();
	const [sent] = posts();
	assert.equal(posts().length, 1);
	assert.equal(sent?.path, '/open311/v2/requests.json');
	assert.equal(sent?.form.get('service_code'), '001');
	assert.equal(sent?.form.get('api_key'), 'секрет');
	assert.equal(sent?.form.get('attribute[WHERE]'), 'road');
	assert.match(sent?.form.get('description') ?? '', new RegExp(receipt.number));
	assert.doesNotMatch(
		sent?.form.toString() ?? '',
		/345-67-89|%D0%9A%D1%80%D1%83%D1%82%D0%BE%D0%B3%D0%BE|serafima/i,
	);
	assert.ok((await stepsOf(town, receipt.number)).includes('sent-on'));
	assert.equal((await view()).latest[0]?.foreignId, 'T-1');

	Object.assign(requests[0] as object, { status: 'CLOSED', status_notes: 'Засыпано, тел. 8 912 345-67-89' });
	assert.deepEqual(await pollTown(ref), { heard: 1 });
	assert.deepEqual(await pollTown(ref), { heard: 0 });
	const seen = await readAppeal({ actor: outsider() }, town.id, receipt.number);
	const last = seen.history.at(-1);
	assert.equal(last?.kind, 'outside-closed');
	assert.equal(last?.text, 'Засыпано, тел. •••');
	assert.equal(seen.appeal.state, 'routed', 'a closing there is no answer here');
	// the same events again send nothing twice
	await h.runJobs();
	assert.equal(posts().length, 1);
});

test('a private appeal stays here, and what lies with another body than the one that is sent', async () => {
	const { town, body, actor, ref, view } = await aConnectedTown();
	asked.length = 0;
	await anAppeal(town.id, { visibility: 'authority' });
	await h.runJobs();
	assert.equal(posts().length, 0);
	const other = await aBody(town.id, { administrator: body.administrator, name: 'Другая служба' });
	await saveEndpoint(
		actor,
		town.id,
		endpointInput.parse({
			name: 'Диспетчерская',
			url: `http://${at}/open311/v2`,
			body: `${other.territory}/${other.id}`,
		}),
		ref.id,
	);
	await anAppeal(town.id);
	await h.runJobs();
	assert.equal(posts().length, 0);
	assert.equal((await view()).endpoint.hasKey, true, 'a change without a key keeps the key');
});

test('an appeal without an executor stays here, also when its category changes, and goes when it is routed', async () => {
	const { town, body, actor, ref } = await aConnectedTown();
	await saveRules(actor, ref, new Map([['lighting', '002']]));
	asked.length = 0;
	const receipt = await anAppeal(town.id, { category: 'lighting.pole' });
	await h.runJobs();
	// for lighting nobody answers here, and an official says what it is about
	const official = await (await anAccount({ roles: [{ role: 'official', territory: town.id }] })).actor();
	await classifyAppeal(official, receipt, 'lighting.out');
	await h.runJobs();
	assert.equal(posts().length, 0);
	await routeAppeal(official, receipt, { body });
	await h.runJobs();
	assert.equal(posts().length, 1);
});

test('an answer that was lost on the way makes no second request: it is looked for by our number', async () => {
	const { town, ref, view } = await aConnectedTown();
	const requests: Record<string, unknown>[] = [];
	const good = byTheBook(requests);
	reply = (request) => {
		if (request.method !== 'POST') return good(request);
		good(request);
		return 'hang-up';
	};
	asked.length = 0;
	const receipt = await anAppeal(town.id);
	await h.runJobs();
	assert.equal((await view()).counts.waiting, 1);
	assert.equal((await view()).latest[0]?.problem, 'outbound.away');
	reply = good;
	const job = { territory: town.id, appeal: receipt.id, endpointTerritory: ref.territory, endpoint: ref.id };
	await sendOn(job);
	await sendOn(job);
	assert.equal(posts().length, 1);
	assert.equal((await view()).latest[0]?.foreignId, 'T-1');
});

test('a refusal waits for a person, a fault is tried again later and later', async () => {
	const { town, actor, ref, view } = await aConnectedTown();
	reply = (request) =>
		request.method === 'POST'
			? {
					status: 400,
					body: '<errors><error><code>400</code><description>base is a duplicate</description></error></errors>',
				}
			: byTheBook()(request);
	const receipt = await anAppeal(town.id);
	await h.runJobs();
	const [refused] = (await view()).troubled;
	assert.equal(refused?.problem, 'base is a duplicate');
	reply = byTheBook();
	await sendAgain(actor, ref, receipt);
	await h.runJobs();
	assert.equal((await view()).counts.open, 1);
	assert.ok(pauseAfter(1) < pauseAfter(3) && pauseAfter(30) === 6 * 3_600_000);

	reply = () => ({ status: 503, body: '' });
	await pollTown(ref);
	const failing = await view();
	assert.equal(failing.endpoint.problem, 'intake.endpoint.town-fails');
	assert.ok(failing.endpoint.failingSince);
	reply = byTheBook();
	await pollTown(ref);
	assert.equal((await view()).endpoint.failingSince, null);
});

test('a town that gives a token first, and one that knows one number at a time', async () => {
	const { town, ref, view } = await aConnectedTown();
	reply = (request) => {
		if (request.method === 'POST')
			return {
				status: 201,
				body: '<service_requests><request><token>abc</token></request></service_requests>',
			};
		if (request.path.endsWith('/tokens/abc.json')) return json([{ token: 'abc', service_request_id: 'N-7' }]);
		if (request.path.endsWith('/requests/N-7.json'))
			return json({ requests: { request: { service_request_id: 'N-7', status: 'fixed' } } });
		if (request.path.endsWith('/requests.json'))
			return json([{ code: 400, description: 'unknown parameter' }], 400);
		return byTheBook()(request);
	};
	const receipt = await anAppeal(town.id);
	await h.runJobs();
	assert.equal((await view()).latest[0]?.state, 'token');
	await pollTown(ref);
	await pollTown(ref);
	assert.equal((await view()).latest[0]?.state, 'closed');
	assert.deepEqual(
		(await stepsOf(town, receipt.number)).filter((kind) => /outside|sent/.test(kind)),
		['sent-on', 'outside-closed'],
	);
});

test('a town that sees a repeat gives the number of the first: both appeals follow it', async () => {
	const { town, ref, view } = await aConnectedTown();
	let status = 'open';
	const one = () => ({ service_request_id: 'SAME', status });
	reply = (request) =>
		request.method === 'POST' || request.path.endsWith('/requests.json')
			? json([one()])
			: byTheBook()(request);
	await anAppeal(town.id);
	await anAppeal(town.id, { text: 'Та же яма у остановки, объехать нельзя.' });
	await h.runJobs();
	assert.equal((await view()).counts.open, 2);
	status = 'closed';
	assert.deepEqual(await pollTown(ref), { heard: 2 });
});

test('what was typed wrong is said at its field: no address, no Open311, an address inside, a question left open', async () => {
	const town = await aTerritory();
	const body = await aBody(town.id);
	const actor = await body.administrator.actor();
	const save = (url: string) => saveEndpoint(actor, town.id, endpointInput.parse({ name: 'x', url }));
	const wrong = async (work: Promise<unknown>, code: string) =>
		assert.rejects(work, (error: unknown) => {
			assert.ok(error instanceof Invalid, String(error));
			assert.equal(error.problems[0]?.code, code);
			return true;
		});
	await wrong(save('не адрес'), 'intake.endpoint.url.wrong');
	await wrong(save('http://127.0.0.1:1/open311'), 'outbound.inner');
	reply = () => ({ body: '<html>Добро пожаловать</html>' });
	await wrong(save(`http://${at}`), 'intake.endpoint.no-services');
	reply = byTheBook();
	const id = await save(`http://${at}`);
	const ref = { territory: town.id, id };
	await assert.rejects(switchEndpoint(actor, ref, true), /no-rules/);
	await saveRules(actor, ref, new Map([['roads.potholes', '001']]));
	await assert.rejects(switchEndpoint(actor, ref, true), /question-open/);
	const [row] = await database()`select key_sealed from intake.endpoint where territory_id = ${town.id}`;
	assert.equal(row?.key_sealed, null);
});

test('a category goes as it says itself, else as the one above; services are suggested by their words', () => {
	const chain = (code: string) => [{ code }, { code: code.split('.')[0] as string }] as never;
	const rules = [
		{ category: 'roads', service: 'R' },
		{ category: 'roads.potholes', service: 'P' },
	];
	assert.equal(serviceFor(rules, { chain }, 'roads.potholes'), 'P');
	assert.equal(serviceFor(rules, { chain }, 'roads.signs'), 'R');
	assert.equal(serviceFor(rules, { chain }, 'green.trees'), null);
	const found = suggestServices(
		[
			{ code: 'potholes', name: 'Ямы на дороге', words: '' },
			{ code: 'lamps', name: 'Уличное освещение', words: 'не горит фонарь' },
			{ code: 'culture', name: 'Культура', words: 'библиотека' },
		],
		[
			{ code: '1', name: 'Ямы, колеи', words: 'дорога' },
			{ code: '2', name: 'Фонари и освещение', words: '' },
		],
	);
	assert.deepEqual(
		[...found],
		[
			['potholes', '1'],
			['lamps', '2'],
		],
	);
	assert.equal(
		baseOf(' https://town.example/open311/v2/requests/7.xml?x=1 '),
		'https://town.example/open311/v2',
	);
	assert.equal(baseOf('ftp://town.example'), null);
});

test('recorded answers of real towns: their services, tokens and refusals', {
	skip: withoutReferenceData('open311'),
}, async () => {
	const told = (name: string, status = 200): Reply => ({
		status,
		body: readFileSync(referenceData(`open311/${name}`), 'utf8'),
	});
	const town = { url: `http://${at}`, jurisdiction: '', key: null, format: 'xml' as const, zone: 'UTC' };
	reply = () => told('giessen-services.xml');
	assert.equal((await servicesOfTown(town)).length, 8);
	reply = () => told('boston-submitrequest-token.xml', 201);
	assert.deepEqual(await sendToTown(town, {}), { token: '503fc045901932078800163c' });
	reply = () => told('boston-err-submitrequest-base_is_duplicate.xml', 400);
	await assert.rejects(
		sendToTown(town, {}),
		(error) => error instanceof TownRefused && /duplicate/.test(error.message),
	);
	reply = () => told('toronto-requests.xml');
	assert.equal((await requestById(town, '101005420892'))?.status, 'open');
});
