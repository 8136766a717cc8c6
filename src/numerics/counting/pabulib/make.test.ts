import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tally } from '../profile.ts';
import { randomElection } from '../random-elections.ts';
import { write } from './file.ts';
import { makePabulib } from './make.ts';
import { readPabulib } from './read.ts';

const names = ['Сквер; с фонтаном', 'Двор «у дома» "5"', 'Две\nстроки', '', ' с краю ', 'a,b'];

test('a file made of an election is read again strictly, and is the same election', () => {
	for (let seed = 0; seed < 40; seed++) {
		const points = seed % 2 === 0;
		const { budget, costs, ballots, profile } = randomElection(seed, { points });
		const cast = ballots.filter(({ marked }) => marked.length > 0);
		const file = makePabulib({
			about: { description: names[seed % names.length]!, country: 'Россия', unit: 'Кунгур', currency: 'RUB' },
			budget: String(budget),
			voteType: points ? 'cumulative' : 'approval',
			rule: 'equalshares/add1',
			projects: costs.map((cost, c) => ({
				id: `p${c}`,
				cost: String(cost),
				name: names[c % names.length]!,
				selected: c === 0,
			})),
			votes: cast.map(({ marked, points: given }, i) => ({
				voter: String(i),
				marked: marked.map((c) => `p${c}`),
				...(given ? { points: given.map(String) } : {}),
			})),
		});
		const { election, faults, file: again } = readPabulib(write(file), 'strict');
		assert.deepEqual(faults, [], `seed ${seed}`);
		assert.deepEqual(election?.costs, costs);
		assert.equal(election?.budget, budget);
		assert.deepEqual(election?.funded, [0]);
		assert.deepEqual([...tally(election!.profile).points], [...tally(profile).points]);
		assert.deepEqual(
			again.projects.rows.map(({ fields }) => fields[2]),
			costs.map((_, c) => names[c % names.length]),
		);
	}
});

test('an id that would be taken for two is refused', () => {
	const parts = { about: {}, budget: '1', voteType: 'approval', rule: 'greedy', votes: [] } as const;
	assert.throws(() => makePabulib({ ...parts, projects: [{ id: '1,2', cost: '1' }] }));
});
