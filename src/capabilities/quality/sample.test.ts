import assert from 'node:assert/strict';
import { test } from 'node:test';
import { amountOf, pickSample } from './sample.ts';

const answers = [...Array(40).keys()].map((i) => ({ id: `answer-${i}`, body: i < 30 ? 'large' : 'small' }));
const plan = { perBody: 3, percent: 20, twice: 25 };

for (const [of, drawn] of [
	[0, 0],
	[2, 2],
	[10, 3],
	[30, 6],
	[31, 7],
] as const)
	test(`of ${of} answers ${drawn} are drawn`, () => assert.equal(amountOf(of, plan), drawn));

test('the same seed draws the same answers, whatever order they come in; another draws others', () => {
	const first = pickSample(answers, plan, 'seed-one');
	const again = pickSample(answers.toReversed(), plan, 'seed-one');
	assert.deepEqual(again, first);
	assert.notDeepEqual(
		pickSample(answers, plan, 'seed-two').map((one) => one.id),
		first.map((one) => one.id),
	);
});

test('each body gives its amount, and a share of all is read twice', () => {
	const drawn = pickSample(answers, plan, 'seed');
	assert.equal(drawn.filter((one) => one.body === 'large').length, 6);
	assert.equal(drawn.filter((one) => one.body === 'small').length, 3);
	assert.equal(drawn.filter((one) => one.twice).length, 3);
	assert.deepEqual(
		drawn.map((one) => one.position),
		[...drawn.keys()],
	);
});

test('every answer is drawn about as often as any other', () => {
	const counts = new Map(answers.map((one) => [one.id, 0]));
	const rounds = 2_000;
	for (let i = 0; i < rounds; i++)
		for (const { id } of pickSample(answers, { perBody: 3, percent: 0, twice: 0 }, `seed ${i}`))
			counts.set(id, (counts.get(id) ?? 0) + 1);
	for (const one of answers) {
		const expected = (rounds * 3) / (one.body === 'large' ? 30 : 10);
		const sigma = Math.sqrt(expected * (1 - expected / rounds));
		assert.ok(Math.abs((counts.get(one.id) ?? 0) - expected) < 4.5 * sigma, one.id);
	}
});
