import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Election } from '#numerics/counting/budget/election.ts';
import { explainBudget } from '#numerics/counting/budget/explain.ts';
import { budgetRules } from '#numerics/counting/budget/rules.ts';
import { fraction } from '#numerics/counting/fraction.ts';
import { explainFault } from '#numerics/counting/pabulib/explain.ts';
import { readPabulib } from '#numerics/counting/pabulib/read.ts';
import { profileOf } from '#numerics/counting/profile.ts';
import { randomElection, randomRankings } from '#numerics/counting/random-elections.ts';
import { explainChoice, explainDecision } from '#numerics/counting/single/explain.ts';
import { choiceRules } from '#numerics/counting/single/rules.ts';
import { decide } from '#numerics/counting/threshold.ts';
import { langs, translatorFor } from '#platform/i18n/door.ts';

/** Blanks inside numbers and before currencies are of several kinds: told apart by nobody who reads. */
const plain = (line: string) => line.replace(/[\u00A0\u202F]/g, ' ');

function tell(election: Election, rule: string, names: string[], lang: 'ru' | 'en' = 'ru') {
	const words = translatorFor(lang);
	const result = budgetRules[rule]!(election, { unit: 100n });
	const told = explainBudget(result, {
		words,
		election,
		names,
		money: (amount) => words.formats.money(amount, 'RUB'),
	});
	return { steps: told.steps.map(plain), ties: told.ties.map(plain), unfunded: told.unfunded.map(plain) };
}

/** 214 people for a playground, 86 for a path; kopecks. */
const small: Election = {
	budget: 40_000_000n,
	costs: [28_076_800n, 12_000_000n],
	profile: profileOf(2, [
		{ marked: [0], times: 214 },
		{ marked: [1], times: 86 },
	]),
};

test('who paid how much for a project, in Russian and in English', () => {
	const russian = tell(small, 'equalshares', ['Площадка', 'Тропа']);
	assert.deepEqual(russian.steps, [
		'Проголосовали 300 человек. Деньги разделили поровну: каждому по 1 333,33 ₽.',
		'«Площадка», 280 768 ₽: заплатили 214 человек по 1 312 ₽; остаток 0 ₽.',
	]);
	assert.deepEqual(russian.unfunded, [
		'«Тропа», 120 000 ₽: сторонникам не хватило 5 333,34 ₽. Хватило бы ещё 4 сторонников, чьи доли не тронуты.',
	]);
	const english = tell(small, 'equalshares', ['Playground', 'Path'], 'en');
	assert.deepEqual(
		english.steps.at(-1),
		'“Playground”, RUB 280,768: 214 people paid RUB 1,312 each; remainder RUB 0.',
	);
});

test('what is rounded in the shown shares stands as the remainder: the sum can be done again', () => {
	const election: Election = {
		budget: 1000n,
		costs: [1000n],
		profile: profileOf(1, [{ marked: [0], times: 3 }]),
	};
	assert.match(tell(election, 'equalshares', ['Дорога']).steps[1]!, /3 человека по 3,33 ₽; остаток 0,01 ₽/);
});

test('greedy tells what is left, what was passed over and what would have been needed', () => {
	const { steps, unfunded } = tell({ ...small, budget: 30_000_000n }, 'greedy', ['Площадка', 'Тропа']);
	assert.deepEqual(steps, [
		'«Площадка», 280 768 ₽: 214 голосов; осталось 19 232 ₽.',
		'«Тропа», 120 000 ₽: 86 голосов; не хватает 100 768 ₽.',
	]);
	assert.deepEqual(unfunded, [
		'«Тропа», 120 000 ₽: не хватает 100 768 ₽. Прошёл бы, если бы за него проголосовали ещё 128 раз, а остальное не изменилось.',
	]);
});

test('every step of every rule has words in both languages, with nothing left out of them', () => {
	for (const lang of langs)
		for (let seed = 0; seed < 30; seed++) {
			const random = randomElection(seed, { points: seed % 2 === 0 });
			const groups = [
				{ projects: [0, 1], most: 1 },
				{ projects: [1, 2], budget: 60n },
				{ projects: [2], least: 1 },
			];
			const election = seed % 3 === 0 ? { ...random, groups } : random;
			const names = election.costs.map((_, c) => `P${c}`);
			for (const rule of Object.keys(budgetRules)) {
				const told = tell(election, rule, names, lang);
				for (const line of [...told.steps, ...told.ties, ...told.unfunded])
					assert.ok(!/counting\.|undefined|NaN|\{/.test(line) && line.length > 10, `${rule}: ${line}`);
			}
			const rankings = randomRankings(seed, 17, 5);
			for (const [rule, { ballots, count }] of Object.entries(choiceRules)) {
				const cast = rankings.map(({ marked }) => ({
					marked,
					...(ballots === 'points' ? { points: marked.map((c) => 1 + (c % 5)) } : {}),
				}));
				const profile = profileOf(5, cast, { ranked: ballots === 'ranking' });
				const outcome = count(profile, { ties: { by: [], last: 'listed' }, seats: 2 });
				const told = explainChoice(outcome, {
					words: translatorFor(lang),
					names: ['A', 'B', 'C', 'D', 'E'],
					unit: ballots === 'points' ? 'points' : 'votes',
				});
				for (const line of [...told.steps, ...told.ties])
					assert.ok(!/counting\.|undefined|NaN|\{/.test(line), `${rule}: ${line}`);
			}
		}
});

test('a decision and the faults of a file are told in words', () => {
	const rule = {
		quorum: { share: fraction(1, 4), more: false },
		majority: { share: fraction(1, 2), more: true, of: 'cast' as const },
	};
	const decision = decide({ eligible: 1000, cast: 247, yes: 124, no: 100 }, rule);
	assert.deepEqual(explainDecision(decision, translatorFor('ru')).map(plain), [
		'Приняли участие 247, нужно 250: не хватило 3 голосов.',
		'За — 124 из 247, нужно 124: принято.',
	]);
	const { faults } = readPabulib('META\nkey;value\nPROJECTS\nproject_id;cost\nVOTES\nvoter_id;vote\n1;a;b');
	assert.equal(
		explainFault(faults.at(-1)!, translatorFor('ru')),
		'Строка 7: полей и столбцов разное число: 3 / 2.',
	);
});
