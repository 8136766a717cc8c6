import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { slugOf } from '#platform/i18n/door.ts';
import { reserved } from './reserved.ts';
import { chooseSlug, isSlug, lastingPart } from './slug.ts';

test('a slug is what a person would type by ear', () => {
	const cases: [string, string | null][] = [
		['Кунгур', 'kungur'],
		['Усть-Кишерть', 'ust-kishert'],
		['Нижний Новгород', 'nizhny-novgorod'],
		['Щёлково', 'shchelkovo'],
		['Йошкар-Ола', 'yoshkar-ola'],
		['1-е Мая', '1-e-maya'],
		['№ 72', 'n-72'],
		['«»', null],
	];
	for (const [name, slug] of cases) assert.equal(slugOf(name), slug, name);
});

test('an address outlives a change of kind', () => {
	for (const name of ['Кунгурский район', 'Кунгурский округ', 'Кунгурский сельсовет'])
		assert.equal(lastingPart(name), 'Кунгурский');
	assert.equal(lastingPart('район Печора'), 'Печора');
	assert.equal(lastingPart('Округ'), 'Округ');
});

test('on a clash the kind is added, then the code, then the number', () => {
	const taken = new Set<string>();
	const next = (id: number, code: string | null) => {
		const slug = chooseSlug({ name: 'Ивановка', kind: 'place', code, id }, (candidate) =>
			taken.has(candidate),
		);
		taken.add(slug);
		return slug;
	};
	assert.deepEqual(
		[next(1, '57630402101'), next(2, '57630402106'), next(3, '57630402111'), next(4, null), next(4, null)],
		['ivanovka', 'ivanovka-place', 'ivanovka-57630402111', 'ivanovka-4', 'ivanovka-4-2'],
	);
	assert.equal(
		chooseSlug({ name: 'Апели', kind: 'place', code: null, id: 9, given: 'appeals' }, () => false),
		'appeals-place',
	);
});

test('no slug takes a word of a page', () => {
	const routes = fileURLToPath(new URL('../../routes', import.meta.url));
	const words = (folder: string) =>
		readdirSync(folder, { withFileTypes: true })
			.filter((entry) => entry.isDirectory() && /^[a-z0-9-]+$/.test(entry.name))
			.map((entry) => entry.name);
	for (const word of [...words(routes), ...words(`${routes}/(public)/[...territory]`)]) {
		assert.ok(reserved.has(word), `«${word}» is a page: add it to reserved.ts`);
		assert.equal(isSlug(word), false);
	}
});
