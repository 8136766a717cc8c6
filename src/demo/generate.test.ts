import assert from 'node:assert/strict';
import test from 'node:test';
import { drawing } from './drawings/draw.server.ts';
import { scenes } from './drawings/scene.ts';
import { generateDemo } from './generate.ts';
import { area, contains } from './outline.ts';

const now = new Date('2026-11-22T06:00:00Z');
const rows = generateDemo({ now });
const own = (key: string) => rows.territories.find((territory) => territory.key === key)!;

test('the same seed gives the same rows to the last letter, another seed other ones', () => {
	assert.deepEqual(generateDemo({ now }), rows);
	assert.notDeepEqual(generateDemo({ now, seed: 'another' }).appeals[0], rows.appeals[0]);
});

test('outlines tile: a territory is as large as its parts together', () => {
	const size = (key: string) => own(key).boundary!.coordinates.reduce((sum, ring) => sum + area(ring), 0);
	for (const territory of rows.territories) {
		const parts = rows.territories.filter((one) => one.parent === territory.key && one.boundary);
		if (!parts.length) continue;
		const sum = parts.reduce((all, part) => all + size(part.key), 0);
		assert.ok(Math.abs(sum - size(territory.key)) < 1e-6, territory.key);
	}
});

test('whoever owns records has an outline, and its centre lies inside', () => {
	for (const territory of rows.territories) {
		if (territory.kind === 'place') continue;
		assert.ok(territory.boundary, territory.key);
		if (!['country', 'region', 'municipal-district'].includes(territory.kind))
			assert.ok(contains(territory.boundary, territory.at), territory.key);
	}
});

test('outlines are closed, and no line is drawn twice', () => {
	for (const { key, boundary } of rows.territories)
		for (const ring of boundary?.coordinates ?? []) {
			assert.deepEqual(ring[0], ring.at(-1), key);
			assert.ok(ring.length > 12, key);
			const names = ring.slice(0, -1).map(String);
			assert.equal(new Set(names).size, names.length, key);
		}
});

test('population adds up the tree', () => {
	const parts = rows.territories.filter((one) => one.kind === 'region');
	assert.equal(
		own('belovodye').population,
		parts.reduce((sum, one) => sum + one.population, 0),
	);
});

test('the main city has a year of life, the village its four events', () => {
	const of = (key: string) => rows.appeals.filter((appeal) => appeal.territory === key);
	assert.equal(of('svetloborsk').length, 420);
	assert.equal(of('tikhoklyuchevskoye').length, 4);
	const months = new Set(of('svetloborsk').map((appeal) => appeal.filedAt.toISOString().slice(0, 7)));
	assert.ok(months.size >= 12);
	assert.ok(new Set(of('svetloborsk').map((appeal) => appeal.category)).size >= 25);
});

test('appeals lie inside their territory and nothing is later than now', () => {
	for (const appeal of rows.appeals) {
		assert.ok(contains(own(appeal.territory).boundary!, [appeal.longitude, appeal.latitude]), appeal.key);
		const moments = [
			appeal.filedAt,
			appeal.registeredAt,
			appeal.takenUpAt,
			...appeal.answers.flatMap((answer) => [answer.at, answer.verdict?.at ?? null]),
		].filter((at) => at !== null);
		assert.deepEqual(
			moments,
			moments.toSorted((a, b) => a.getTime() - b.getTime()),
			appeal.key,
		);
		assert.ok(moments.at(-1)! <= now, appeal.key);
	}
});

test('the year has answers given back, answers missing, and people who joined', () => {
	const all = rows.appeals;
	assert.ok(all.filter((appeal) => appeal.answers.length > 1).length > 15);
	assert.ok(all.filter((appeal) => appeal.answers.length === 0).length > 15);
	assert.ok(all.filter((appeal) => appeal.joined.length > 0).length > 80);
	assert.ok(all.filter((appeal) => appeal.photographs.length > 0).length > 80);
});

test('texts hardly repeat and none has a word left open', () => {
	const texts = rows.appeals.map((appeal) => appeal.text);
	assert.ok(new Set(texts).size > texts.length * 0.97);
	const answers = rows.appeals.flatMap((appeal) => appeal.answers.map((answer) => answer.text));
	for (const text of [...texts, ...answers])
		assert.doesNotMatch(text, /[{}|$]|undefined|\s[.,]|\.\.(?!\.)/, text);
});

test('keys lead somewhere', () => {
	const territories = new Set(rows.territories.map((one) => one.key));
	const accounts = new Set(rows.accounts.map((one) => one.key));
	const bodies = new Set(rows.bodies.map((one) => one.key));
	for (const list of [territories, accounts, bodies]) assert.ok(list.size > 0);
	assert.equal(territories.size, rows.territories.length);
	assert.equal(accounts.size, rows.accounts.length);
	assert.equal(bodies.size, rows.bodies.length);
	for (const appeal of rows.appeals) {
		assert.ok(territories.has(appeal.territory) && bodies.has(appeal.body), appeal.key);
		assert.ok(appeal.author === null || accounts.has(appeal.author));
		for (const joined of appeal.joined) assert.ok(accounts.has(joined) && joined !== appeal.author);
	}
	for (const member of rows.staff) {
		const body = rows.bodies.find((one) => one.key === member.body);
		assert.ok(body && accounts.has(member.account));
		assert.ok(member.unit === null || body.unitIds[member.unit]);
	}
	for (const rule of rows.rules) assert.ok(bodies.has(rule.body) && territories.has(rule.territory));
	assert.equal(new Set(rows.accounts.map((one) => one.id)).size, rows.accounts.length);
});

test('every scene is drawn before and after, differently and marked', () => {
	for (const scene of scenes) {
		const before = drawing(scene, 'before', '1');
		assert.notEqual(before, drawing(scene, 'after', '1'), scene);
		assert.equal(before, drawing(scene, 'before', '1'), scene);
		assert.doesNotMatch(before, /NaN|undefined/);
	}
});
