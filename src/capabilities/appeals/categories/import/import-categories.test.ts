import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { Refusal } from '#platform/errors/door.ts';
import { installation } from '#platform/permissions/door.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { referenceData, withoutReferenceData } from '#tests/support/reference-data.ts';
import { categories } from '../../categories.server.ts';
import { changeCategory } from '../change-category.ts';
import { exportCategoriesCsv, exportCategoriesJson } from './export-categories.ts';
import { importCategories } from './import-categories.ts';
import { readAmount } from './read-row.ts';

await house();
const town = await aTerritory();
const top = await (
	await anAccount({ roles: [{ role: 'administrator', territory: installation, reach: 'subtree' }] })
).actor();
const bring = (text: string, part: object = {}, name = 'темы.csv') =>
	importCategories(top, {
		file: { name, bytes: new TextEncoder().encode(text) },
		territory: null,
		dryRun: false,
		skipWrong: false,
		...part,
	});
const counts = ({ added, changed, same, written }: Awaited<ReturnType<typeof bring>>) => ({
	added,
	changed,
	same,
	written,
});
const named = async (name: string) =>
	(await categories()).all().filter((one) => one.texts.some((text) => text.name === name));

const perm = 'appeals/perm-topics.csv';
const skip = withoutReferenceData(perm);
const list = skip ? '' : await readFile(referenceData(perm), 'utf8');
test('the list of 195 topics of a regional centre comes in whole, and a second time changes nothing', {
	skip,
}, async () => {
	const looked = await bring(list, { dryRun: true }, 'perm-topics.csv');
	assert.deepEqual(counts(looked), { added: 195 + 26, changed: 0, same: 0, written: false });
	assert.deepEqual(looked.wrong, []);
	assert.equal((await named('Борщевик Сосновского')).length, 0, 'a dry run writes nothing');
	assert.deepEqual(counts(await bring(list, {}, 'perm-topics.csv')), {
		added: 221,
		changed: 0,
		same: 0,
		written: true,
	});
	const [one] = await named('Борщевик Сосновского');
	const tree = await categories();
	assert.equal(tree.get(one?.parent ?? '')?.texts[0]?.name, 'Благоустройство');
	const [first] = tree.below(one?.parent ?? '');
	assert.match(
		first?.texts[0]?.name ?? '',
		/^Нарушение правил уборки внутридворового/,
		'starred ones stand first',
	);
	await changeCategory(top, one?.code ?? '', (was) => ({ ...was, answer: { amount: 3, unit: 'days' } }));
	assert.deepEqual(counts(await bring(list, {}, 'perm-topics.csv')), {
		added: 0,
		changed: 0,
		same: 195,
		written: true,
	});
	assert.equal((await named('Борщевик Сосновского'))[0]?.answer?.amount, 3, 'what officials changed stays');
});

test('every wrong row is named with its line and nothing is written', async () => {
	const text = [
		'code,parent,name_ru,answer,season_from,season_to,shown_to,route_at',
		'imp-a,,Первая,10 рабочих дней,,,public,0.8',
		'imp-b,imp-a,,5,,,,',
		'imp-c,nowhere,Третья,5,,,,',
		'imp-d,imp-a,Четвёртая,десять дней,,,,',
		'imp-e,imp-a,Пятая,5,31.02,01.03,,',
		'imp-f,imp-a,Шестая,5,,,friends,150%',
		'imp-a,,Снова первая,5,,,,',
		'Имп,imp-a,Восьмая,5,,,,',
	].join('\n');
	const told = await bring(text);
	assert.equal(told.written, false);
	assert.deepEqual([...new Set(told.wrong.map((one) => one.line))], [3, 4, 5, 6, 7, 8, 9]);
	assert.equal(
		told.wrong.find((one) => one.line === 7)?.facts?.column,
		'shown_to',
		'a column is called as the table calls it',
	);
	assert.equal((await categories()).get('imp-a'), undefined);
	const skipped = await bring(text, { skipWrong: true });
	assert.deepEqual(counts(skipped), { added: 1, changed: 0, same: 0, written: true });
	assert.equal((await categories()).get('imp-a')?.routeAt, 0.8);
	assert.deepEqual((await categories()).get('imp-a')?.answer, { amount: 10, unit: 'working-days' });
});

test('two topics of one name get codes of their own, and a code of ours that is taken is not taken twice', async () => {
	const told = await bring('группа;тема\nВокзал;Туалет\nРынок;Туалет\nВокзал;Туалет\n');
	assert.equal(told.written, false);
	assert.deepEqual(
		told.wrong.map((one) => [one.line, one.code]),
		[[4, 'appeals.category.import.twice']],
	);
	await bring('группа;тема\nВокзал;Туалет\nРынок;Туалет\n');
	assert.deepEqual((await named('Туалет')).map((one) => one.code).sort(), ['rynok.tualet', 'vokzal.tualet']);
});

test('an export comes back as it went: nothing changes', async () => {
	for (const [text, name] of [
		[await exportCategoriesCsv(null), 'export.csv'],
		[await exportCategoriesJson(null), 'export.json'],
	] as const) {
		const told = await bring(text, {}, name);
		assert.deepEqual(told.wrong, [], name);
		assert.deepEqual({ added: told.added, changed: told.changed }, { added: 0, changed: 0 }, name);
		assert.ok(told.same > 100, name);
	}
	const edited = (await exportCategoriesJson(null)).replace('Яма на дороге', 'Ямы на дороге');
	assert.equal((await bring(edited, {}, 'export.json')).changed, 1);
	assert.equal((await named('Ямы на дороге')).length, 1);
});

test('a territory brings in its own; a stranger may not; what is no table is refused', async () => {
	const mayor = await (await anAccount({ roles: [{ role: 'head', territory: town }] })).actor();
	const own = {
		file: { name: 'свои.csv', bytes: new TextEncoder().encode('тема\nПаром\n') },
		dryRun: false,
		skipWrong: false,
	};
	assert.equal((await importCategories(mayor, { ...own, territory: town.id })).added, 1);
	assert.equal((await named('Паром'))[0]?.offeredIn, town.id);
	await assert.rejects(
		importCategories(mayor, { ...own, territory: null }),
		(error) => error instanceof Refusal,
	);
	await assert.rejects(
		bring('a,b\n1,2\n'),
		(error) => error instanceof Refusal && error.code === 'appeals.category.import.no-columns',
	);
});

for (const [text, expected] of [
	['10', '10 working-days'],
	['10 рабочих дней', '10 working-days'],
	['1 рабочий день', '1 working-days'],
	['4 рабочих часа', '4 working-hours'],
	['30 дней', '30 days'],
	['5 календарных дней', '5 days'],
	['0', null],
	['скоро', null],
] as const)
	test(`a term "${text}" is read as ${expected}`, () => {
		const read = readAmount(text);
		assert.equal(read ? `${read.amount} ${read.unit}` : null, expected);
	});
