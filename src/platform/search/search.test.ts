import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { house } from '#tests/support/house.ts';
import { database, newId, type TerritoryId } from '../db/door.server.ts';
import {
	fillSearchPorts,
	find,
	type Item,
	learnWords,
	proveIndex,
	putItem,
	putItems,
	registerSearchSource,
	removeItem,
	suggest,
} from './door.server.ts';

await house();
const id = (n: number) => n as TerritoryId;
const country = id(1);
const region = id(59);
const kungur = id(600);
const district = id(601);
const perm = id(602);
const below = new Map([
	[country, [country, region, kungur, district, perm]],
	[region, [region, kungur, district, perm]],
]);
fillSearchPorts({ below: (territory) => below.get(territory) ?? [territory], owns: () => true });

const place = (
	territory: TerritoryId,
	title: string,
	weight = 1,
	names: string[] = [],
	lang: 'ru' | 'en' = 'ru',
): Item => ({
	territory,
	kind: 'territory',
	id: String(territory),
	url: `/${territory}`,
	lang,
	title,
	names,
	weight,
	audience: 'public',
});
const appeal = (territory: TerritoryId, title: string, body: string, more: Partial<Item> = {}): Item => ({
	territory,
	kind: 'appeals.appeal',
	id: newId(),
	url: '/appeals/1',
	lang: 'ru',
	title,
	body,
	audience: 'public',
	...more,
});
const titles = async (text: string, more: Partial<Parameters<typeof find>[0]> = {}) =>
	(await find({ text, lang: 'ru', ...more })).items.map((item) => item.title);

before(async () => {
	await putItems(database(), [
		place(kungur, 'Кунгур', 64_000),
		place(kungur, 'Kungur', 64_000, [], 'en'),
		place(district, 'Кунгурский муниципальный округ', 38_000),
		place(perm, 'Пермь', 1_000_000),
		place(region, 'Пермский край', 2_500_000),
		place(country, 'Россия', 146_000_000),
		appeal(
			kungur,
			'Яма на улице Ленина',
			'Третью неделю посреди дороги яма, ёлка упала рядом. Люди обходят по газону.',
		),
		appeal(kungur, 'Нет света в подъезде', 'В доме номер пять по улице Гоголя темно третий день.'),
		appeal(perm, 'Ямы во дворе', 'Двор весь в ямах.'),
		appeal(perm, 'Служебная записка о ямах', 'Только для исполнителей.', { audience: 'officials' }),
	]);
	await learnWords();
});

test('Кунгур is found by any form of its name, and comes before what is only like it', async () => {
	for (const text of ['кунгур', 'Кунгуре', 'КУНГУРА', 'город Кунгур', 'г. Кунгур'])
		assert.equal((await titles(text))[0], 'Кунгур', text);
	for (const text of ['Кунгурский округ', 'кунгурского муниципального округа', 'Кунгурский'])
		assert.deepEqual((await titles(text)).toSorted(), ['Кунгур', 'Кунгурский муниципальный округ'], text);
	assert.equal((await titles('Кунгурский муниципальный округ'))[0], 'Кунгурский муниципальный округ');
	assert.deepEqual(await titles('пермский'), ['Пермский край', 'Пермь']);
	assert.deepEqual((await titles('пермь')).slice(0, 1), ['Пермь']);
	assert.equal((await find({ text: 'kungur', lang: 'en' })).items[0]?.title, 'Kungur');
});

test('words are found in their forms, ё as е, all of them must stand there', async () => {
	assert.deepEqual(await titles('ямы дорог'), ['Яма на улице Ленина']);
	assert.deepEqual(await titles('елки'), ['Яма на улице Ленина']);
	assert.deepEqual(await titles('ЁЛКА'), ['Яма на улице Ленина']);
	assert.deepEqual(await titles('свет и подъезд'), ['Нет света в подъезде']);
	assert.deepEqual(await titles('яма подъезд'), []);
});

test('a snippet shows where the words stand', async () => {
	const [found] = (await find({ text: 'газон', lang: 'ru' })).items;
	assert.deepEqual(
		found?.snippet.filter((part) => part.hit).map((part) => part.text),
		['газону'],
	);
});

test('a title counts more than a body', async () => {
	await putItem(
		database(),
		appeal(kungur, 'О благоустройстве', 'Упоминается шлагбаум среди прочего. '.repeat(5)),
	);
	await putItem(database(), appeal(kungur, 'Шлагбаум закрыт', 'Не открывается.'));
	assert.deepEqual(await titles('шлагбаум'), ['Шлагбаум закрыт', 'О благоустройстве']);
});

test('mistakes of typing are mended, and the answer says what was looked for', async () => {
	const cases: [typed: string, meant: string, title: string][] = [
		['кунгр', 'кунгур', 'Кунгур'],
		['кнугур', 'кунгур', 'Кунгур'],
		['ПЕМРЬ', 'пермь', 'Пермь'],
		['reyueh', 'кунгур', 'Кунгур'],
		['zvf yf ekbwt', 'яма на улице', 'Яма на улице Ленина'],
		['подьезде', 'подъезде', 'Нет света в подъезде'],
	];
	for (const [typed, meant, title] of cases) {
		const { items, mended } = await find({ text: typed, lang: 'ru' });
		assert.deepEqual([mended, items[0]?.title], [meant, title], typed);
	}
	assert.equal((await find({ text: 'кунгур', lang: 'ru' })).mended, undefined);
	assert.equal(
		(await find({ text: 'служебнпя', lang: 'ru' })).mended,
		undefined,
		'words for officials teach nothing',
	);
	assert.deepEqual(await find({ text: 'абракадабра', lang: 'ru' }), { items: [] });
	assert.deepEqual(await find({ text: '«!»', lang: 'ru' }), { items: [], empty: true });
});

test('one looks in a territory and below it, by kinds, and the public never finds what is for officials', async () => {
	assert.deepEqual(await titles('ямы', { within: kungur }), ['Яма на улице Ленина']);
	assert.deepEqual(
		await titles('ямы', { within: perm, audience: 'officials' }).then((all) => all.toSorted()),
		['Служебная записка о ямах', 'Ямы во дворе'],
	);
	assert.deepEqual(await titles('записка'), []);
	assert.deepEqual(await titles('кунгур', { kinds: ['appeals.appeal'] }), []);
	assert.deepEqual(await titles('кунгур', { kinds: ['territory'], within: perm }), []);
	assert.deepEqual((await suggest('служеб', { lang: 'ru' })).length, 0);
});

test('pages follow each other without gaps or repeats', async () => {
	await putItems(
		database(),
		Array.from({ length: 45 }, (_, i) => appeal(kungur, `Скамейка номер ${i}`, 'Сломана скамейка.')),
	);
	const seen: string[] = [];
	for (let after: string | undefined, pages = 0; pages < 6; pages++) {
		const { items, next } = await find({ text: 'скамейки', lang: 'ru', limit: 10, after });
		seen.push(...items.map((item) => item.id));
		after = next;
		if (!next) break;
	}
	assert.equal(seen.length, 45);
	assert.equal(new Set(seen).size, 45);
	assert.equal((await find({ text: 'скамейки', lang: 'ru', after: "1_'; drop" })).items.length, 20);
});

test('a thing in two languages is found once, in the language of the reader', async () => {
	const item = appeal(perm, 'Школа номер один', 'Ремонт');
	await putItems(database(), [item, { ...item, lang: 'en', title: 'Школа number one' }]);
	assert.deepEqual(await titles('школа'), ['Школа номер один']);
	assert.deepEqual(await titles('школа', { lang: 'en' }), ['Школа number one']);
});

test('suggestions begin as typed, places first', async () => {
	assert.deepEqual(
		(await suggest('кун', { lang: 'ru' })).map((one) => one.title),
		['Кунгур', 'Кунгурский муниципальный округ'],
	);
	assert.deepEqual(
		(await suggest('нет св', { lang: 'ru' })).map((one) => one.title),
		['Нет света в подъезде'],
	);
	assert.deepEqual(await suggest('к', { lang: 'ru' }), []);
	assert.deepEqual(await suggest('100%_\\', { lang: 'ru' }), []);
});

test('a thing that is put again unchanged is not written again, a removed one is not found', async () => {
	const item = appeal(kungur, 'Качели скрипят', 'Во дворе', { at: new Date('2026-01-01') });
	await putItem(database(), item);
	const written = () =>
		database()`select changed_at from search.item where territory_id = ${kungur} and id = ${item.id}`;
	const [first] = await written();
	await putItem(database(), item);
	assert.deepEqual((await written())[0], first);
	await putItem(database(), { ...item, title: 'Качели починены' });
	assert.notDeepEqual((await written())[0], first);
	assert.deepEqual(await titles('качели'), ['Качели починены']);
	await removeItem(database(), item);
	assert.deepEqual(await titles('качели'), []);
});

test('whatever is typed, nothing breaks', async () => {
	for (const text of [
		"'",
		'\\',
		'a:*b',
		'!!(',
		'& | !',
		'<->',
		'кунгур:*',
		'\0',
		'😀',
		'я'.repeat(10_000),
		'𝕂𝕦𝕟𝕘𝕦𝕣',
		'i̇'.repeat(50),
	]) {
		await find({ text: text.replace('\0', ' '), lang: 'ru' });
		await suggest(text.replace('\0', ' '), { lang: 'ru' });
	}
	await putItem(database(), appeal(kungur, '', ''));
	await putItem(database(), appeal(kungur, 'я'.repeat(10_000), 'слово '.repeat(50_000)));
});

test('the index is proven against what the rooms have: what is missing comes, what is gone goes', async () => {
	const right = appeal(perm, 'Верная запись', 'текст', { kind: 'test.thing', at: new Date('2026-01-01') });
	const stale = appeal(perm, 'Новое название', 'текст', { kind: 'test.thing', at: new Date('2026-01-01') });
	const missing = appeal(perm, 'Пропавшая запись', 'текст', {
		kind: 'test.thing',
		at: new Date('2026-01-01'),
	});
	const gone = appeal(perm, 'Удалённая запись', 'текст', { kind: 'test.thing', at: new Date('2026-01-01') });
	await putItems(database(), [right, { ...stale, title: 'Старое название' }, gone]);
	registerSearchSource('test.thing', async function* () {
		yield* [right, stale, missing];
	});
	assert.deepEqual(await proveIndex(undefined, 'test.thing'), [
		{ kind: 'test.thing', items: 3, mended: 2, removed: 1 },
	]);
	assert.deepEqual(await proveIndex(undefined, 'test.thing'), [
		{ kind: 'test.thing', items: 3, mended: 0, removed: 0 },
	]);
	assert.deepEqual((await titles('запись', { kinds: ['test.thing'] })).toSorted(), [
		'Верная запись',
		'Пропавшая запись',
	]);
});

test('a word that stands everywhere is looked for among the newest, a rare one everywhere', async () => {
	const town = id(700);
	const day = 86_400_000;
	const at = (daysAgo: number) => new Date(Date.now() - daysAgo * day);
	// four hundred within the last two months, a thousand before them
	await putItems(
		database(),
		Array.from({ length: 1_400 }, (_, i) =>
			appeal(town, `Трещина ${i}`, i === 1_399 ? 'трещина у колокольни' : 'трещина', {
				at: at(i < 400 ? i / 8 : 60 + i / 4),
			}),
		),
	);
	const often = await find({ text: 'трещина', lang: 'ru', within: town, limit: 100 });
	assert.equal(often.items.length, 100);
	assert.ok(often.items.every((item) => item.at && item.at > at(61)));
	const rare = await find({ text: 'трещины колокольня', lang: 'ru', within: town });
	assert.deepEqual(
		rare.items.map((item) => item.title),
		['Трещина 1399'],
	);
});
