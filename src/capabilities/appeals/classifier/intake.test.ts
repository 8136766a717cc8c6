import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database } from '#platform/db/door.server.ts';
import { Invalid } from '#platform/errors/door.ts';
import { outsider } from '#rooms/identity/door.server.ts';
import { aFiling, anAppeal } from '#tests/support/fixtures/appeals.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { undecided } from '../appeal.ts';
import { classifyAppeal } from '../classify-appeal.ts';
import { checkFiling } from '../filing/check-filing.ts';
import { readWork } from '../read-appeal.ts';
import { sortAppeal } from '../sort-appeal.ts';
import * as store from '../store.server.ts';
import { forgetMemories } from './lessons.server.ts';
import { sortingOf } from './sorting.ts';
import { suggestCategories } from './suggest-categories.ts';

const h = await house();

async function aTown() {
	const town = await aTerritory();
	const body = await aBody(town.id, { name: 'МУП «Дороги»' });
	await body.answersFor('roads');
	const officer = await anAccount({ roles: [{ role: 'official', territory: town }] });
	return { town, body, officer: await officer.actor() };
}
const clear = 'На дороге яма, глубокая яма в асфальте, машины объезжают яму по обочине';
const vague = 'Прошу принять меры, так больше нельзя, обращаемся уже третий раз';

test('who does not know what it is about may file, and a text that says it clearly goes to its body at once', async () => {
	const { town, body, officer } = await aTown();
	const ref = await anAppeal(town.id, { category: undecided, text: clear });
	const filed = await store.read(database(), ref);
	assert.deepEqual([filed?.category, filed?.categoryBy], ['other', 'nobody']);
	await h.runJobs();
	const appeal = await store.read(database(), ref);
	assert.deepEqual(
		[appeal?.state, appeal?.category, appeal?.categoryBy, appeal?.body?.id],
		['routed', 'roads.potholes', 'house', body.id],
	);
	const trace = (await readWork(officer, ref)).history.find((one) => one.kind === 'classified');
	assert.equal(trace?.audience, 'office');
	assert.equal(trace?.facts.by, 'house');
	assert.ok(Number(trace?.facts.confidence) >= 0.75);
	assert.match(String(trace?.facts.words), /яма/);
});

test('a text that does not say it waits for a person, whatever rule there is for the rest', async () => {
	const { town, body, officer } = await aTown();
	await body.answersFor(null);
	const ref = await anAppeal(town.id, { category: undecided, text: vague });
	await h.runJobs();
	const appeal = await store.read(database(), ref);
	assert.deepEqual([appeal?.state, appeal?.categoryBy, appeal?.body], ['registered', 'nobody', null]);
	assert.ok((await readWork(officer, ref)).history.some((one) => one.kind === 'unsure'));
});

test('an unknown category is refused as before', async () => {
	const { town } = await aTown();
	await assert.rejects(checkFiling(outsider(), { ...aFiling(town.id), category: 'no.such' }), Invalid);
	await assert.rejects(checkFiling(outsider(), { ...aFiling(town.id), category: '' }), Invalid);
});

test('the duty officer takes one of the three, and the appeal goes where the rule says', async () => {
	const { town, body, officer } = await aTown();
	const ref = await anAppeal(town.id, {
		category: undecided,
		text: 'Вечером упали: и яма, и лужа, и скамейка сломана',
	});
	await h.runJobs();
	const appeal = await store.read(database(), ref);
	assert.equal(appeal?.state, 'registered');
	const sorting = appeal && (await sortingOf(appeal, false, 'ru'));
	assert.equal(sorting?.because, 'nobody');
	assert.equal(sorting?.choices.length, 3);
	const ofRoads = sorting.choices.filter((one) => one.category.startsWith('roads.'));
	assert.ok(ofRoads.length > 0, sorting.choices.map((one) => one.category).join(' '));
	for (const choice of sorting.choices)
		assert.equal(choice.bodyName, ofRoads.includes(choice) ? 'МУП «Дороги»' : null);

	assert.equal(await sortAppeal(officer, ref, 'roads.potholes'), true);
	const sorted = await store.read(database(), ref);
	assert.deepEqual(
		[sorted?.state, sorted?.category, sorted?.categoryBy, sorted?.body?.id],
		['routed', 'roads.potholes', 'official', body.id],
	);
	assert.equal(sorted && (await sortingOf(sorted, false, 'ru')), null);
});

test('without a rule it keeps the category and stays; nobody else may sort', async () => {
	const { town, officer } = await aTown();
	const ref = await anAppeal(town.id, { category: undecided, text: vague });
	await h.runJobs();
	const stranger = await (await anAccount()).actor();
	await assert.rejects(sortAppeal(stranger, ref, 'lighting'), { code: 'platform.not-allowed' });
	await assert.rejects(sortAppeal(officer, ref, 'no.such'), Invalid);
	assert.equal(await sortAppeal(officer, ref, 'lighting'), false);
	const appeal = await store.read(database(), ref);
	assert.deepEqual(
		[appeal?.state, appeal?.category, appeal?.categoryBy],
		['registered', 'lighting', 'official'],
	);
});

test('what was set right once is right at once the next time, here and in the region, and only there', async () => {
	const { town, officer } = await aTown();
	const text = 'Самокаты валяются у входа, пройти с ребёнком нельзя';
	const before = await suggestCategories({ territory: town.id, text, lang: 'ru' });
	assert.notEqual(before[0]?.category, 'order');
	const ref = await anAppeal(town.id, { category: 'other', text: `${text}. Мой телефон +7 912 345-67-89` });
	await h.runJobs();
	await classifyAppeal(officer, ref, 'order');
	await h.runJobs();
	forgetMemories();
	const after = await suggestCategories({ territory: town.id, text, lang: 'ru' });
	assert.equal(after[0]?.category, 'order');
	assert.ok((after[0]?.confidence ?? 0) > 0.8);
	const elsewhere = await aTerritory();
	assert.notEqual(
		(await suggestCategories({ territory: elsewhere.id, text, lang: 'ru' }))[0]?.category,
		'order',
	);
	const lessons = await database()`
		select territory_id, text, from_by from appeals.classifier_lesson where appeal_id = ${ref.id}`;
	assert.equal(lessons.length, 3, 'the town, its region, its country');
	for (const lesson of lessons) {
		assert.doesNotMatch(lesson.text, /912/);
		assert.equal(lesson.from_by, 'author');
	}
});
