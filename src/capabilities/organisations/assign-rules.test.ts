import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TerritoryId } from '#platform/db/door.server.ts';
import { Invalid, Refusal } from '#platform/errors/door.ts';
import { tree } from '#rooms/territories/door.server.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { answersOf, assignRules, bodyFor, closeBody, rulesFor, rulesOf, weigh } from './door.server.ts';

await house();
const town = await aTerritory();
const region = tree.parentOf(town.id) as TerritoryId;
const above = await aBody(region);
const roads = await aBody(town.id);
const greens = await aBody(town.id);
const admin = await roads.administrator.actor();
const where = { area: town.id, placeKind: null, unit: null };
const find = async (category: string, placeKind: string | null = null) =>
	(await bodyFor({ territory: town.id, categories: [category, category.split('.')[0] ?? ''], placeKind }))
		?.body.id;

test('many categories are given to one body at once, and given again they go to the other', async () => {
	const categories = ['roads', 'waste', null];
	assert.equal(await assignRules(admin, town.id, { ...where, categories, body: roads }), 3);
	assert.equal(
		await assignRules(admin, town.id, { ...where, categories, body: roads }),
		0,
		'it was so already',
	);
	assert.equal(await find('roads.snow'), roads.id);
	assert.equal(await assignRules(admin, town.id, { ...where, categories: ['waste'], body: greens }), 1);
	assert.equal(await find('waste.dump'), greens.id);
	assert.equal((await rulesOf(town.id)).length, 3, 'one rule for each');
});

test('a kind of place has a body of its own', async () => {
	await assignRules(admin, town.id, { ...where, categories: ['waste'], placeKind: 'park', body: roads });
	assert.equal(await find('waste.dump', 'park'), roads.id);
	assert.equal(await find('waste.dump', 'yard'), greens.id);
});

test('a rule taken back lets the one above decide', async () => {
	await above.answersFor('green');
	await assignRules(admin, town.id, { ...where, categories: ['green'], body: greens });
	assert.equal(await find('green.trees'), greens.id);
	assert.equal(await assignRules(admin, town.id, { ...where, categories: ['green'], body: null }), 1);
	assert.equal(await find('green.trees'), above.id);
	assert.equal(await assignRules(admin, town.id, { ...where, categories: ['green'], body: null }), 0);
});

test('the page that explains says why each rule did not decide', async () => {
	const rules = await rulesFor(town.id);
	const asked = { areas: [town.id, region], categories: ['waste.dump', 'waste'], placeKind: 'yard' };
	const weighed = weigh(rules, asked);
	assert.equal(weighed[0]?.verdict, 'decides');
	assert.equal(weighed[0]?.rule.body.id, greens.id);
	const verdicts = new Set(weighed.map((one) => one.verdict));
	for (const verdict of ['other-kind', 'other-category', 'farther-category'] as const)
		assert.ok(verdicts.has(verdict), verdict);
});

test('a closed body gives way to the one that took over, else nobody answers', async () => {
	const old = await aBody(town.id);
	await assignRules(admin, town.id, { ...where, categories: ['land', 'order'], body: old });
	await closeBody(admin, old, { on: '2026-01-01', successor: greens.id });
	assert.equal(await find('land.plots'), greens.id);
	const answers = await answersOf(await rulesFor(town.id));
	const passed = [...answers.values()].filter((answer) => answer.passed);
	assert.equal(passed.length, 2);
	assert.ok(passed.every((answer) => answer.body?.id === greens.id));
});

test('nothing marked, a place outside, a closed body, a person without the right are refused', async () => {
	const wrong = (part: object, by = admin) =>
		assignRules(by, town.id, { ...where, categories: ['roads'], body: roads, ...part }).then(
			() => null,
			(error: unknown) => (error instanceof Invalid || error instanceof Refusal ? error.message : error),
		);
	assert.match(String(await wrong({ categories: [] })), /category.none/);
	assert.match(String(await wrong({ area: region })), /area.outside/);
	const closed = await aBody(town.id);
	await closeBody(admin, closed, { on: '2026-01-01', successor: null });
	assert.match(String(await wrong({ body: closed })), /field.choose/);
	const outsider = await (await anAccount()).actor();
	assert.match(String(await wrong({}, outsider)), /not-found/);
});
