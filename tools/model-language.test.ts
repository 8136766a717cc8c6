import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { faultsOfText } from '#numerics/language/check.ts';
import { explainFault } from '#numerics/language/explain.ts';
import { type Fault, faultCodes, ModelFault } from '#numerics/language/fault.ts';
import { functionNames } from '#numerics/language/functions.ts';
import { parseModel } from '#numerics/language/parse.ts';
import { printModel } from '#numerics/language/print.ts';
import { keywords } from '#numerics/language/tokens.ts';
import { estimateModel } from '#numerics/model/estimate.ts';
import type { SeriesByName } from '#numerics/series-by-name.ts';
import { translatorFor } from '#platform/i18n/door.ts';

const page = readFileSync(new URL('../docs/model-language.md', import.meta.url), 'utf8');
const blocks = [...page.matchAll(/```mdl ?(\S*)\n([\s\S]*?)```\n((?:\n> .*(?:\n>.*)*)?)/g)].map(
	([, code, text, said]) => ({ code: code!, text: text!, said: said!.trim() }),
);
const data = dataOf(/```csv\n([\s\S]*?)```/.exec(page)![1]!);

function dataOf(csv: string): SeriesByName {
	const [names, ...rows] = csv
		.trim()
		.split('\n')
		.map((line) => line.split(','));
	const series = Object.fromEntries(
		names!
			.slice(1)
			.map((name, j) => [
				name,
				{ start: [Number(rows[0]![0]), 1] as const, values: rows.map((row) => Number(row[j + 1])) },
			]),
	);
	return { frequency: 1, series };
}

test('every example of the page can be read and is the same when written back', () => {
	const examples = blocks.filter(({ code }) => code === '' || code === 'region');
	assert.ok(examples.length >= 6);
	for (const { text } of examples) {
		assert.deepEqual(faultsOfText(text), [], text);
		const printed = printModel(parseModel(text));
		assert.equal(printModel(parseModel(printed)), printed);
	}
});

test('every function and keyword has its place on the page', () => {
	for (const name of functionNames) assert.match(page, new RegExp(`\\| \`${name}\\(`));
	for (const word of keywords) assert.match(page, new RegExp(`\`${word}`));
});

test('every kind of mistake stands on the page with what is said of it', () => {
	const words = { en: translatorFor('en'), ru: translatorFor('ru') };
	const shown = blocks.filter(({ code }) => code !== '' && code !== 'region');
	for (const { code, text, said } of shown) {
		const faults = mistakes(text);
		assert.deepEqual(
			faults.map((one) => one.code),
			[code],
		);
		const lines = [words.en, words.ru].map((one) => `> ${explainFault(faults[0]!, one)}`);
		assert.equal(said, lines.join('\n>\n'));
	}
	const told = new Set(shown.map(({ code }) => code));
	for (const code of faultCodes) assert.ok(told.has(code) || page.includes(`\`${code}\`:`), code);
});

function mistakes(text: string): readonly Fault[] {
	const faults = faultsOfText(text, data);
	if (faults.length > 0) return faults;
	try {
		estimateModel(parseModel(text), data);
	} catch (error) {
		if (error instanceof ModelFault) return error.faults;
		throw error;
	}
	return [];
}

test('the region of the page is estimated as the page says', () => {
	const { text } = blocks.find(({ code }) => code === 'region')!;
	for (const [name, { coefficientNames, coefficients, standardErrors }] of estimateModel(
		parseModel(text),
		data,
	))
		for (const [j, coefficient] of coefficientNames.entries()) {
			const row = `| ${name} | ${coefficient} | ${coefficients[j]!.toFixed(4)} | ${standardErrors[j]!.toFixed(4)} |`;
			assert.ok(page.includes(row), row);
		}
});
