import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compare, shareOf } from './compare.ts';

const place = (unit: string, by: Record<string, [due: number, late: number]>) => ({
	unit,
	byCategory: new Map(
		Object.entries(by).map(([category, [due, late]]) => [
			category,
			{ due, met: due - late, replies: 0, returned: 0 },
		]),
	),
});

test('no first place for one appeal: few cases come last and are not judged', () => {
	const { rows } = compare(
		[
			place('village', { roads: [1, 0] }),
			place('town', { roads: [400, 40] }),
			place('city', { roads: [4000, 480] }),
		],
		'overdue',
	);
	assert.deepEqual(
		rows.map((row) => [row.unit, row.verdict]),
		[
			['town', 'usual'],
			['city', 'usual'],
			['village', 'few'],
		],
	);
});

test('who has more of the hard cases is not worse for that', () => {
	const rates = { roads: 0.4, waste: 0.05 };
	const of = (unit: string, roads: number, waste: number, worse = 1) =>
		place(unit, {
			roads: [roads, Math.round(roads * rates.roads * worse)],
			waste: [waste, Math.round(waste * rates.waste * worse)],
		});
	const { rows, usual } = compare(
		[of('hard', 900, 100), of('easy', 100, 900), of('slow', 500, 500, 1.6)],
		'overdue',
	);
	const [hard, easy, slow] = ['hard', 'easy', 'slow'].map((unit) => rows.find((row) => row.unit === unit));
	assert.ok(hard && easy && slow);
	assert.ok(hard.share > 3 * easy.share, 'the plain shares differ by the mix');
	assert.ok(Math.abs(hard.fair - easy.fair) < 0.03, 'the fair ones do not');
	assert.equal(slow.verdict, 'worse');
	assert.ok(slow.interval.low > usual);
});

test('places that differ by chance alone are seldom judged: about one in a hundred', () => {
	let judged = 0;
	const units = Array.from({ length: 200 }, (_, i) => {
		let late = 0;
		for (let j = 0; j < 100; j++) if ((hash(i * 100 + j) >>> 0) / 2 ** 32 < 0.2) late++;
		return place(String(i), { roads: [100, late] });
	});
	for (const row of compare(units, 'overdue').rows) if (row.verdict !== 'usual') judged++;
	assert.ok(judged <= 8, `${judged} of 200`);
});

/** A mixing function of 32 bits (Murmur3's finaliser): draws that are the same on every machine. */
function hash(n: number): number {
	let h = Math.imul(n ^ (n >>> 16), 0x85ebca6b);
	h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
	return h ^ (h >>> 16);
}

test('a body that alone has its kind of cases is not compared with itself', () => {
	const { rows } = compare(
		[
			place('lamps', { lamps: [500, 100] }),
			place('roads', { roads: [500, 10] }),
			place('more roads', { roads: [500, 12] }),
		],
		'overdue',
	);
	assert.deepEqual(
		rows.map((row) => [row.unit, row.verdict]),
		[
			['roads', 'usual'],
			['more roads', 'usual'],
			['lamps', 'alone'],
		],
	);
	// with the whole country to be held against it is
	const country = new Map([['lamps', { due: 5500, met: 5000, replies: 0, returned: 0 }]]);
	assert.equal(
		compare([place('lamps', { lamps: [500, 100] })], 'overdue', country).rows[0]?.verdict,
		'worse',
	);
});

test('nothing seen is nothing known', () => {
	assert.equal(shareOf(0, 0), null);
	assert.deepEqual(compare([], 'returned'), { rows: [], usual: 0 });
	assert.equal(compare([place('empty', {})], 'overdue').rows[0]?.verdict, 'few');
});
