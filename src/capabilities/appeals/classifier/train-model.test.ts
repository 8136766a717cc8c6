import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import { viewWork } from '#platform/jobs/door.server.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { undecided } from '../appeal.ts';
import { erase } from '../personal.ts';
import * as store from '../store.server.ts';
import { answeredSince } from './gather-store.server.ts';
import { learn } from './lessons.server.ts';
import { forgetServed, servedFor } from './served.server.ts';
import { suggestCategories } from './suggest-categories.ts';
import { retrain } from './train-model.ts';
import { isNotWorse } from './version.ts';
import { activateVersion, classifierOf, switchOff, versionOf } from './versions.ts';

const h = await house();

const scooters = ['Самокаты брошены', 'Самокат лежит поперёк', 'Опять самокаты свалены', 'Кучи самокатов'];
const ads = ['Объявления наклеены', 'Расклеили рекламу', 'Листовки на столбах', 'Рекламой заклеено'];
const where = ['у школы', 'на площади', 'у входа в парк', 'возле рынка', 'за почтой', 'у моста', 'на углу'];

/** A town where people write about two things that no word of the categories tells, and officials have said what they are. */
async function aTaughtTown(texts = 36) {
	const town = await aTerritory();
	const body = await aBody(town.id, { name: 'МКУ «Порядок»' });
	await body.answersFor('order');
	await body.answersFor('authority');
	const controller = await anAccount({ roles: [{ role: 'controller', territory: town }] });
	for (let i = 0; i < texts; i++)
		for (const [phrases, category] of [
			[scooters, 'order'],
			[ads, 'authority'],
		] as const)
			await anAppeal(town.id, {
				category,
				text: `${phrases[i % 4]} ${where[i % 7]}, прошло ${i} дней`,
				at: new Date(Date.now() - (40 - i) * 86_400_000),
			});
	await h.runJobs();
	return { town, body, controller, actor: await controller.actor() };
}
const unclear = 'Самокаты у остановки, пройти нельзя';
const suggest = async (territory: TerritoryId) =>
	(await suggestCategories({ territory, text: unclear, lang: 'ru' }))[0];

test('a town learns from its own history, a like text goes at once, and an earlier version can be taken again', async () => {
	const { town, body, actor } = await aTaughtTown();
	const before = await suggest(town.id);
	assert.ok(before?.category !== 'order' || before.confidence < 0.6);

	assert.deepEqual((await classifierOf(actor, town.id)).byWords, { why: 'untaught', count: 50, least: 50 });
	const work = await retrain(actor, town.id);
	await h.runJobs();
	assert.equal((await viewWork(actor, work as never)).state, 'done');
	const view = await classifierOf(actor, town.id);
	assert.equal(view.servedBy, town.id);
	const [first] = view.versions;
	assert.deepEqual([first?.version, first?.state, first?.texts], [1, 'active', 72]);
	assert.ok((first?.weightedF1 ?? 0) > 0.9, String(first?.weightedF1));
	const { details } = await versionOf(actor, town.id, first?.id ?? '');
	assert.ok(details.words.order?.some(([word]) => word.startsWith('самокат')));

	const after = await suggest(town.id);
	assert.equal(after?.category, 'order');
	assert.ok((after?.confidence ?? 0) > 0.7, String(after?.confidence));
	assert.ok(after?.words.includes('самокаты'));

	await database()`update appeals.category set route_at = 0.6 where code = 'order'`;
	await database()`update appeals.category set revision = (select value + 1 from appeals.category_revision) where code = 'order'`;
	await database()`update appeals.category_revision set value = value + 1`;
	const { renewCategories } = await import('../categories.server.ts');
	renewCategories();
	const ref = await anAppeal(town.id, { category: undecided, text: unclear });
	await h.runJobs();
	const appeal = await store.read(database(), ref);
	assert.deepEqual([appeal?.category, appeal?.categoryBy, appeal?.body?.id], ['order', 'house', body.id]);

	await retrain(actor, town.id);
	await h.runJobs();
	const two = (await classifierOf(actor, town.id)).versions;
	assert.deepEqual(
		two.map((one) => [one.version, one.state]),
		[
			[2, 'active'],
			[1, 'retired'],
		],
	);
	await activateVersion(actor, town.id, first?.id ?? '');
	assert.deepEqual(
		(await classifierOf(actor, town.id)).versions.map((one) => one.state),
		['retired', 'active'],
	);
	assert.equal((await servedFor(town.id))?.model, first?.id);

	await switchOff(actor, town.id);
	const off = await classifierOf(actor, town.id);
	assert.deepEqual([off.servedBy, off.byWords?.why], [null, 'off']);
	assert.equal(await servedFor(town.id), null);
});

test('another process notices within seconds which version serves', async () => {
	const { town, actor } = await aTaughtTown(30);
	await retrain(actor, town.id);
	await h.runJobs();
	const [version] = (await classifierOf(actor, town.id)).versions;
	// this process knows it by now; the pointer is moved behind its back
	assert.equal((await servedFor(town.id))?.model, version?.id);
	await database()`delete from appeals.classifier_active where territory_id = ${town.id}`;
	const until = Date.now() + 30_000;
	while ((await servedFor(town.id)) && Date.now() < until) await new Promise((go) => setTimeout(go, 200));
	assert.equal(await servedFor(town.id), null);
	forgetServed();
});

test('with too few texts nothing is trained, and the work says why', async () => {
	const town = await aTerritory();
	const controller = await anAccount({ roles: [{ role: 'controller', territory: town }] });
	const actor = await controller.actor();
	const work = await retrain(actor, town.id);
	await h.runJobs();
	const done = await viewWork(actor, work as never);
	assert.equal(done.result?.says?.[0]?.key, 'appeals.classifier.too-few');
	assert.equal((await classifierOf(actor, town.id)).versions.length, 0);
	assert.equal(await answeredSince(database(), [town.id], new Date(0), 10), 0);
});

test('who only works in a body neither teaches nor looks', async () => {
	const town = await aTerritory();
	const executor = await (await aBody(town.id)).staff('executor');
	const actor = await executor.actor();
	await assert.rejects(classifierOf(actor, town.id), { code: /not-found|not-allowed/ });
	await assert.rejects(retrain(actor, town.id), { code: /not-found|not-allowed/ });
	await assert.rejects(activateVersion(actor, town.id, 'x'), { code: /not-found|not-allowed/ });
});

test('what a person wrote is forgotten with the person', async () => {
	const town = await aTerritory();
	const resident = await anAccount();
	const ref = await anAppeal(town.id, { by: await resident.actor() });
	await h.runJobs();
	await transaction((tx) => store.change(tx, ref, { categoryBy: 'official' }, new Date()));
	await learn(ref, { category: 'other', by: 'author' });
	const lessons = () => database()`select 1 from appeals.classifier_lesson where appeal_id = ${ref.id}`;
	assert.equal((await lessons()).length, 3);
	await erase(resident.id);
	assert.equal((await lessons()).length, 0);
	await learn(ref, { category: 'other', by: 'author' });
	assert.equal((await lessons()).length, 0, 'a job that comes late does not bring it back');
});

for (const [fresh, servedF1, served, good] of [
	[0.5, null, null, true],
	[0.5, null, 0.49, true],
	[0.5, null, 0.51, false],
	[0.5, 0.5, 0.9, true],
	[0.5, 0.51, 0.1, false],
	[0.5001, 0.5003, 0.5, true],
] as const)
	test(`a version of ${fresh} against ${servedF1 ?? served ?? 'nothing'} ${good ? 'takes over' : 'waits'}`, () => {
		assert.equal(
			isNotWorse({ weightedF1: fresh, servedF1 }, served === null ? null : { weightedF1: served }),
			good,
		);
	});
