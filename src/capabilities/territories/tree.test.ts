import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TerritoryId } from '#platform/db/ids.ts';
import { weigh } from './figures.ts';
import type { Kind } from './kind.ts';
import { TerritoryTree, type TreeRow } from './tree.ts';

const id = (n: number) => n as TerritoryId;
const row = (n: number, parent: number | null, kind: Kind, more: Partial<TreeRow> = {}): TreeRow => ({
	id: n,
	parent,
	kind,
	path: `p${n}`,
	zone: null,
	inForce: true,
	demonstration: false,
	...more,
});

const rows: TreeRow[] = [
	row(1, null, 'country', { zone: 'Europe/Moscow' }),
	row(2, 1, 'region', { zone: 'Asia/Yekaterinburg' }),
	row(3, 2, 'urban-okrug'),
	row(4, 2, 'municipal-district', { inForce: false, successors: [3] }),
	row(5, 4, 'rural-settlement', { inForce: false, successors: [3] }),
	row(6, 3, 'place'),
	row(7, 1, 'region'),
	row(8, 7, 'municipal-okrug', { inForce: false, successors: [9, 3] }),
	row(9, 7, 'municipal-okrug'),
];

test('the tree answers who lies within whom, dissolved territories under their successors', () => {
	const tree = new TerritoryTree(rows);
	const cases: [number, number, boolean][] = [
		[6, 1, true],
		[6, 2, true],
		[6, 7, false],
		[3, 3, true],
		[1, 3, false],
		[4, 3, true],
		[5, 3, true],
		[3, 4, false],
		// divided: within both
		[8, 9, true],
		[8, 3, true],
		[8, 2, true],
		[99, 1, false],
	];
	for (const [inner, outer, within] of cases)
		assert.equal(tree.isWithin(id(inner), id(outer)), within, `${inner} within ${outer}`);
	assert.deepEqual(tree.ancestors(id(6)), [3, 2, 1]);
	assert.deepEqual([tree.zoneOf(id(6)), tree.zoneOf(id(9))], ['Asia/Yekaterinburg', 'Europe/Moscow']);
	assert.deepEqual(tree.childrenOf(id(2)), [3]);
	assert.equal(tree.ownerOf(id(6)), 3);
	assert.deepEqual(tree.roots, [1]);
});

test('the closure says the same as the tree', () => {
	const tree = new TerritoryTree(rows);
	const pairs = new Set([...tree.closure()].map(([above, below]) => `${above}>${below}`));
	for (const above of tree.all())
		for (const below of tree.all())
			assert.equal(pairs.has(`${above}>${below}`), tree.isWithin(below, above), `${above} over ${below}`);
});

test('65,000 nodes are read quickly and take little memory', () => {
	const many = Array.from({ length: 65_000 }, (_, i) =>
		row(i + 1, i === 0 ? null : Math.max(1, Math.floor(i / 20)), i === 0 ? 'country' : 'place', {
			path: `perm-krai/kungursky-okrug/selo-${i}`,
		}),
	);
	const start = performance.now();
	const tree = new TerritoryTree(many);
	assert.ok(performance.now() - start < 2_000);
	assert.ok(tree.isWithin(id(65_000), id(1)));
});

test('figures of the past are weighed along the succession', () => {
	const link = (
		predecessor: number,
		successor: number,
		day: string,
		share: number | null,
		kind = 'merge',
	) => ({
		predecessor: id(predecessor),
		successor: id(successor),
		day,
		kind,
		share,
	});
	const weights = (territory: number, day: string, links: ReturnType<typeof link>[]) =>
		weigh(id(territory), day, links).map((one) => [one.territory, one.weight, one.exact]);

	// 4 and 5 merged into 3
	const merged = [link(4, 3, '2021-01-01', 1), link(5, 3, '2021-01-01', 1)];
	assert.deepEqual(weights(3, '2019-12-31', merged), [
		[3, 1, true],
		[4, 1, true],
		[5, 1, true],
	]);
	assert.deepEqual(weights(3, '2022-01-01', merged), [[3, 1, true]]);

	// 3 was divided: 0.4 to 6; then a half of 6 went to 7
	const divided = [link(3, 6, '2020-01-01', 0.4, 'split'), link(6, 7, '2022-01-01', 0.5, 'transfer')];
	assert.deepEqual(weights(3, '2019-06-01', divided), [[3, 0.6, true]]);
	assert.deepEqual(
		weights(6, '2019-06-01', divided),
		[
			[6, 0.5, true],
			[3, 0.2, true],
		].sort((a, b) => Number(b[1]) - Number(a[1])),
	);
	assert.deepEqual(weights(7, '2019-06-01', divided), [
		[7, 1, true],
		[6, 0.5, true],
		[3, 0.2, true],
	]);

	// nobody knows how much went over: told as not exact on both sides
	const unknown = [link(3, 6, '2020-01-01', null, 'transfer')];
	assert.deepEqual(weights(3, '2019-06-01', unknown), [[3, 1, false]]);
	assert.deepEqual(weights(6, '2019-06-01', unknown), [[6, 1, false]]);
	// a change of itself moves nothing
	assert.deepEqual(weights(3, '2019-06-01', [link(3, 3, '2020-01-01', 1, 'kind-change')]), [[3, 1, true]]);
});

test('what one loses and others gain sums up to the whole', () => {
	const links = [
		{ predecessor: id(1), successor: id(2), day: '2020-01-01', kind: 'split', share: 0.25 },
		{ predecessor: id(1), successor: id(3), day: '2021-01-01', kind: 'split', share: 0.5 },
	];
	let sum = 0;
	for (const heir of [1, 2, 3])
		for (const one of weigh(id(heir), '2019-01-01', links)) if (one.territory === 1) sum += one.weight;
	assert.ok(Math.abs(sum - 1) < 1e-9, `${sum}`);
});
