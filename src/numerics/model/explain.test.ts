import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { explainProblem, type Words } from './explain.ts';
import type { SolvingProblem } from './fault.ts';

function wordsOf(language: 'ru' | 'en'): Words {
	const texts = JSON.parse(readFileSync(new URL(`words.${language}.json`, import.meta.url), 'utf8'));
	return {
		any: (key, params = {}) =>
			(texts[key] as string).replace(/\{(\w+)\}/g, (_, name) => {
				assert.ok(name in params, `${key}: ${name}`);
				return String(params[name]);
			}),
		formats: { list: (items) => items.join('; '), number: String },
	};
}

test('what stands in the way is told in Russian and English', () => {
	const when = { period: 2024 * 4 + 2, frequency: 4 };
	const log = { kind: 'bad-value', operation: 'log', argument: -3.5, equation: 'доход', ...when } as const;
	assert.match(explainProblem(log, wordsOf('ru')), /^Уравнение доход, 2024Q3: логарифм числа -3.5,/);
	const lost: SolvingProblem = {
		kind: 'no-convergence',
		block: ['a', 'b'],
		state: [{ variable: 'a', value: 1, comesTo: 2 }],
		...when,
	} as const;
	assert.match(
		explainProblem(lost, wordsOf('en')),
		/2024Q3, equations a; b. Where it stopped: a = 1, but 2 by its/,
	);
	for (const language of ['ru', 'en'] as const) {
		const words = wordsOf(language);
		for (const kind of ['not-endogenous', 'not-a-variable'] as const)
			assert.match(explainProblem({ kind, variable: 'xyz' }, words), /xyz/);
		assert.match(explainProblem({ kind: 'missing-coefficient', equation: 'e', name: 'c1' }, words), /c1/);
		const missing = { kind: 'missing-data', variable: 'oil', equation: 'profit', ...when } as const;
		assert.match(explainProblem(missing, words), /profit.* oil .*2024Q3/);
	}
});
