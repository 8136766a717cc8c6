import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { database } from '#platform/db/door.server.ts';
import type { Invalid } from '#platform/errors/door.ts';
import { hideFromPublic, hideInput, showAgain, takeUp } from '#rooms/appeals/door.server.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { aKey } from '#tests/support/fixtures/intake.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import {
	addWebhook,
	pingWebhook,
	resend,
	switchWebhook,
	viewWebhook,
	webhookInput,
} from './manage-webhooks.ts';
import { deliver, tellWebhooks } from './tell-webhooks.ts';
import { pauseAfter, signatureOf } from './webhook.ts';

const got: { headers: Record<string, string>; body: string }[] = [];
let status = 200;
const server = createServer((request, response) => {
	const parts: Buffer[] = [];
	request.on('data', (part) => parts.push(part));
	request.on('end', () => {
		got.push({ headers: request.headers as Record<string, string>, body: Buffer.concat(parts).toString() });
		response.writeHead(status).end('спасибо');
	});
});
await new Promise<void>((resume) => server.listen(0, '127.0.0.1', resume));
const at = `127.0.0.1:${(server.address() as AddressInfo).port}`;
after(() => {
	server.close();
	server.closeAllConnections();
});
const h = await house({ VECHE_OUTBOUND_ALLOW: at });

async function aSubscribedTown(input: Record<string, string | string[]> = {}) {
	const town = await aTerritory();
	const body = await aBody(town.id);
	await body.answersFor('roads');
	const actor = await body.administrator.actor();
	const { id, secret } = await addWebhook(
		actor,
		town.id,
		webhookInput.parse({
			name: 'Сайт',
			url: `http://${at}/hook`,
			event: ['registered', 'routed', 'taken-up'],
			...input,
		}),
	);
	got.length = 0;
	status = 200;
	const ref = { territory: town.id, id };
	return { town, body, actor, ref, secret, view: () => viewWebhook(actor, ref) };
}
const events = () => got.map((one) => JSON.parse(one.body).event as string).sort();

test('who is subscribed hears each event once, signed, and finds nothing personal in it', async () => {
	const { town, body, secret, view } = await aSubscribedTown();
	const receipt = await anAppeal(town.id, {
		visibility: 'nameless',
		name: 'Серафима Крутогорова',
		email: 'serafima@post.example',
		text: 'Яма, звоните 8 912 345-67-89. Крутогорова.',
	});
	await anAppeal(town.id, { visibility: 'authority' });
	await h.runJobs();
	const executor = await body.staff('executor');
	await takeUp(await executor.actor(), receipt);
	await h.runJobs();
	assert.deepEqual(events(), ['appeals.registered', 'appeals.routed', 'appeals.taken-up']);
	for (const { headers, body: text } of got) {
		const [, seconds, mac] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(headers['veche-signature'] ?? '') ?? [];
		assert.equal(mac, createHmac('sha256', secret).update(`${seconds}.${text}`).digest('hex'));
		assert.ok(Math.abs(Number(seconds) - Date.now() / 1000) < 60);
		assert.equal(JSON.parse(text).id, headers['veche-delivery']);
		assert.equal(JSON.parse(text).appeal.number, receipt.number);
		assert.doesNotMatch(text, /345-67-89|Крутогоро|serafima/);
	}
	// the same events heard once more by a job that runs twice
	await tellWebhooks('taken-up', [{ territory: town.id, appeal: receipt.id }]);
	await h.runJobs();
	assert.equal(got.length, 3);
	const { deliveries } = await view();
	assert.ok(deliveries.every((one) => one.state === 'delivered' && one.answer === 'спасибо'));
});

test('who hears of appeals hears that one is no longer public by its number alone, and that it is public again', async () => {
	const { town, body, actor } = await aSubscribedTown({ event: ['hidden', 'shown-again'] });
	const { id: key } = await aKey(town.id, {
		administrator: body.administrator,
		scopes: ['appeals:read', 'appeals:read-whole'],
	});
	const more = (name: string, input: Record<string, string>) =>
		addWebhook(actor, town.id, webhookInput.parse({ name, url: `http://${at}/hook`, ...input }));
	await more('Диспетчерская', { event: 'hidden', key });
	await more('Дворы', { event: 'hidden', category: 'yards' });
	await more('Ответы', { event: 'answered' });
	const one = await anAppeal(town.id, { text: 'Большая яма, а начальник дорог — негодяй.' });
	await anAppeal(town.id);
	await h.runJobs();
	got.length = 0;
	const insult = hideInput.parse({ why: 'insult' });
	await hideFromPublic(actor, one, insult);
	await h.runJobs();
	assert.deepEqual(events(), ['appeals.hidden', 'appeals.hidden']);
	for (const { body: text } of got) {
		const { number, appeal, whole } = JSON.parse(text);
		assert.deepEqual([number, appeal, whole], [one.number, null, undefined]);
		assert.doesNotMatch(text, /негодяй|яма/);
	}
	got.length = 0;
	// quicker than the jobs: whoever listens must end with what is true
	await showAgain(actor, one);
	await hideFromPublic(actor, one, insult);
	await showAgain(actor, one);
	await h.runJobs();
	const told = got.map(({ body: text }) => JSON.parse(text));
	assert.ok(told.length > 0);
	for (const said of told) {
		assert.deepEqual([said.event, said.number], ['appeals.shown-again', one.number]);
		assert.match(said.appeal.text, /негодяй/);
	}
	got.length = 0;
	await hideFromPublic(actor, one, insult);
	await h.runJobs();
	assert.deepEqual(events(), ['appeals.hidden', 'appeals.hidden'], 'each hiding is told, not only the first');
});

test('an address of the network inside, or one that is none, is refused before anything is sent there', async () => {
	const town = await aTerritory();
	const { administrator } = await aBody(town.id);
	for (const [url, code] of [
		['http://127.0.0.1:1/hook', 'outbound.inner'],
		['http://[::1]/hook', 'outbound.inner'],
		['http://169.254.169.254/', 'outbound.inner'],
		['ftp://town.example/hook', 'outbound.no-address'],
		['https://name:word@town.example/hook', 'outbound.no-address'],
		['hook', 'outbound.no-address'],
	] as const) {
		const input = webhookInput.parse({ name: 'Сайт', url, event: 'registered' });
		await assert.rejects(addWebhook(await administrator.actor(), town.id, input), ({ problems }: Invalid) => {
			assert.deepEqual(
				problems.map((one) => [one.field, one.code]),
				[['url', code]],
			);
			return true;
		});
	}
});

test('a key that reads the whole brings private appeals and the author, and that stands in the journal', async () => {
	const town = await aTerritory();
	const body = await aBody(town.id);
	await body.answersFor('roads');
	const { id } = await aKey(town.id, {
		administrator: body.administrator,
		scopes: ['appeals:read', 'appeals:read-whole'],
	});
	const actor = await body.administrator.actor();
	await addWebhook(
		actor,
		town.id,
		webhookInput.parse({ name: 'Диспетчерская', url: `http://${at}/hook`, event: 'registered', key: id }),
	);
	got.length = 0;
	await anAppeal(town.id, { visibility: 'authority', name: 'Мария Петрова', phone: '+79123456789' });
	await h.runJobs();
	const told = JSON.parse(got[0]?.body ?? '{}');
	assert.equal(told.appeal, null);
	assert.equal(told.whole.applicant.name, 'Мария Петрова');
	const [read] = await database()`
		select count(*)::int as count from audit.entry where territory_id = ${town.id} and action = 'appeals.read'`;
	assert.equal(read?.count, 1);
});

test('what is not taken is tried again later; after five days nothing more, and its owner is told', async () => {
	const { town, body, actor, ref, view } = await aSubscribedTown({ event: 'registered' });
	status = 500;
	await anAppeal(town.id);
	await h.runJobs();
	let [delivery] = (await view()).deliveries;
	assert.deepEqual([delivery?.state, delivery?.attempts, delivery?.status], ['waiting', 1, 500]);
	assert.ok((await view()).hook.failingSince);
	const later = (days: number) => new Date(Date.now() + days * 86_400_000);
	await deliver({ territory: town.id, delivery: delivery!.id }, later(1));
	assert.equal((await view()).hook.state, 'on');
	await deliver({ territory: town.id, delivery: delivery!.id }, later(5.5));
	assert.equal((await view()).hook.state, 'failed');
	await h.runJobs();
	const [notice] = await database()`
		select count(*)::int as count from notifications.notice where account_id = ${body.administrator.id} and kind = 'intake.webhook-stopped'`;
	assert.equal(notice?.count, 1);

	status = 204;
	got.length = 0;
	await switchWebhook(actor, ref, true);
	await h.runJobs();
	[delivery] = (await view()).deliveries;
	assert.equal(delivery?.state, 'delivered');
	await resend(actor, ref, delivery!.id);
	await pingWebhook(actor, ref);
	await h.runJobs();
	assert.deepEqual(events(), ['appeals.registered', 'appeals.registered', 'ping']);
});

test('pauses grow up to half a day, a signature is bound to its time', () => {
	assert.deepEqual([1, 2, 3].map(pauseAfter), [60_000, 120_000, 240_000]);
	assert.equal(pauseAfter(99), 12 * 3_600_000);
	const one = signatureOf('s', '{}', new Date(1_000_000));
	assert.notEqual(one, signatureOf('s', '{}', new Date(2_000_000)));
	assert.match(one, /^t=1000,v1=/);
});
