import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { byPairs, byVotes } from './covariance.ts';
import { Together } from './together.ts';
import { type Mark, Votes } from './votes.ts';

const cast = fc.record({
	person: fc.nat(12),
	statement: fc.nat(40),
	mark: fc.constantFrom<(Mark | null)[]>(1, 0, -1, null),
});

/** Everything that can be asked of the store. */
function told(votes: Votes) {
	const rows: unknown[] = [];
	for (let i = 0; i < votes.people; i++) {
		const [from, to] = [votes.start[i]!, votes.start[i]! + votes.count[i]!];
		rows.push([...votes.statement.subarray(from, to)], [...votes.mark.subarray(from, to)]);
	}
	const counts = [votes.agree, votes.disagree, votes.pass].map((one) => [
		...one.subarray(0, votes.statements),
	]);
	return { size: votes.size, people: votes.people, statements: votes.statements, rows, counts };
}

test('the store keeps the last mark of each person on each statement and counts them', () => {
	fc.assert(
		fc.property(fc.array(cast, { maxLength: 300 }), (casts) => {
			const votes = new Votes();
			const plain = new Map<string, Mark>();
			for (const { person, statement, mark } of casts) {
				const key = `${person} ${statement}`;
				assert.equal(votes.put(person, statement, mark), plain.get(key) ?? null);
				if (mark === null) plain.delete(key);
				else plain.set(key, mark);
			}
			assert.equal(votes.size, plain.size);
			for (let i = 0; i <= 12; i++)
				for (let j = 0; j <= 40; j++) assert.equal(votes.markOf(i, j), plain.get(`${i} ${j}`) ?? null);
			for (let j = 0; j < votes.statements; j++)
				for (const [mark, counts] of [
					[1, votes.agree],
					[0, votes.pass],
					[-1, votes.disagree],
				] as const) {
					const such = [...plain].filter(([key, one]) => key.endsWith(` ${j}`) && one === mark);
					assert.equal(counts[j], such.length);
				}
		}),
	);
});

test('the order in which votes came leaves no trace', () => {
	const once = fc.uniqueArray(cast, { maxLength: 200, selector: (one) => one.person * 100 + one.statement });
	fc.assert(
		fc.property(
			once.chain((casts) =>
				fc.tuple(fc.constant(casts), fc.shuffledSubarray(casts, { minLength: casts.length })),
			),
			([casts, shuffled]) => {
				const [first, second] = [casts, shuffled].map((some) => {
					const votes = new Votes();
					for (const { person, statement, mark } of some) votes.put(person, statement, mark);
					return told(votes);
				});
				assert.deepEqual(first, second);
			},
		),
	);
});

test('memory follows the votes that are kept, not those that were ever cast', () => {
	const votes = new Votes();
	for (let n = 0; n < 200_000; n++) votes.put(n % 50, (n * 7) % 60, n % 3 ? 1 : null);
	assert.ok(votes.size <= 3000);
	assert.ok(votes.statement.length <= 10_000, `${votes.statement.length} places`);
});

test('numbers and marks that are none are refused', () => {
	const votes = new Votes();
	assert.throws(() => votes.put(-1, 0, 1), RangeError);
	assert.throws(() => votes.put(0, 1.5, 1), RangeError);
	assert.throws(() => votes.put(0, 0, 2 as Mark), RangeError);
	assert.equal(votes.people, 0);
});

test('counted pairs give the same covariance as the votes themselves, through changes and withdrawals', () => {
	fc.assert(
		fc.property(fc.array(cast, { maxLength: 250 }), fc.integer({ min: 1, max: 4 }), (casts, many) => {
			const votes = new Votes();
			const together = new Together();
			for (const { person, statement, mark } of casts) {
				const before = votes.put(person, statement, mark);
				if (before !== mark) together.changed(votes, person, statement, before, mark);
			}
			const used = Int32Array.from(votes.agree.subarray(0, votes.statements).keys()).filter(
				(j) => j % 5 !== 2,
			);
			const means = votes.means();
			const block = Float64Array.from({ length: used.length * many }, (_, at) => Math.sin(at + 1));
			const [pairs, straight] = [new Float64Array(block.length), new Float64Array(block.length)];
			byPairs(together, used, means)(block, many, pairs);
			byVotes(votes, used, means)(block, many, straight);
			for (const [at, one] of pairs.entries()) assert.ok(Math.abs(one - straight[at]!) < 1e-9);
		}),
	);
});
