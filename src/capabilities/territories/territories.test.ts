import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database } from '#platform/db/door.server.ts';
import { installation } from '#platform/permissions/door.ts';
import { find } from '#platform/search/door.server.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aCountry, aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import * as territories from './door.server.ts';

const h = await house();

const administrator = async (territory: territories.TerritoryView['id']) =>
	(await anAccount({ roles: [{ role: 'administrator', territory, reach: 'subtree' }] })).actor();

test('villages of one name in one municipality get addresses of their own', async () => {
	const town = await aTerritory();
	const paths = [];
	for (const code of ['57999402101', '57999402106', '57999402111'])
		paths.push((await town.below({ kind: 'place', name: { nominative: 'Ивановка' }, code })).path);
	assert.deepEqual(
		paths,
		['ivanovka', 'ivanovka-place', 'ivanovka-57999402111'].map((slug) => `${town.path}/${slug}`),
	);
});

test('a town and the district around it stand beside each other', async () => {
	const region = await aTerritory({ kind: 'region', parent: (await aCountry()).id });
	const town = await region.below({ name: { nominative: 'Кунгур' }, kind: 'urban-okrug' });
	const district = await region.below({
		name: { nominative: 'Кунгурский район' },
		kind: 'municipal-district',
	});
	const okrug = await region.below({ name: { nominative: 'Кунгурский округ' }, kind: 'municipal-okrug' });
	assert.deepEqual(
		[town.path, district.path, okrug.path],
		['kungur', 'kungursky', 'kungursky-okrug'].map((slug) => `${region.path}/${slug}`),
	);
	assert.deepEqual([town.name.of, town.name.in], ['Кунгура', 'в Кунгуре']);
});

test('a dissolved territory leads to its heir, who sees what was its', async () => {
	const region = await aTerritory({ kind: 'region', parent: (await aCountry()).id });
	const town = await region.below({ kind: 'urban-okrug' });
	const district = await region.below({ kind: 'municipal-district' });
	const village = await district.below({ kind: 'rural-settlement' });
	const okrug = await region.below({ kind: 'municipal-okrug' });
	const actor = await administrator(region.id);
	await territories.reorganise(actor, {
		kind: 'merge',
		from: [town.id, district.id],
		into: okrug.id,
		day: '2021-01-01',
	});

	for (const gone of [town, district])
		assert.deepEqual(await territories.resolve(gone.path), { redirect: okrug.path });
	assert.equal(territories.tree.isWithin(town.id, okrug.id), true);
	assert.equal(territories.tree.parentOf(village.id), okrug.id);
	const [pair] = await database()`
		select depth from territories.closure where ancestor_id = ${okrug.id} and descendant_id = ${district.id}`;
	assert.equal(pair?.depth, 1);

	const weights = await territories.figuresIn('now', okrug.id, '2019-12-31');
	assert.deepEqual(new Set(weights.map((one) => one.territory)), new Set([okrug.id, town.id, district.id]));
	assert.deepEqual(await territories.figuresIn('then', okrug.id, '2019-12-31'), [
		{ territory: okrug.id, weight: 1, exact: true },
	]);
	const history = await territories.historyOf(okrug.id, 'ru');
	assert.deepEqual(
		history.events.map((event) => [event.day, event.kind, event.side, event.others.length]),
		[['2021-01-01', 'merge', 'after', 2]],
	);
	await assert.rejects(
		territories.reorganise(actor, { kind: 'merge', from: [town.id], into: okrug.id, day: '2022-01-01' }),
		/already-dissolved/,
	);
});

test('a territory divided evenly stays readable and names its heirs', async () => {
	const region = await aTerritory({ kind: 'region', parent: (await aCountry()).id });
	const [whole, left, right] = [await region.below(), await region.below(), await region.below()];
	await territories.reorganise(await administrator(region.id), {
		kind: 'split',
		from: whole.id,
		parts: [
			{ to: left.id, share: 0.5 },
			{ to: right.id, share: 0.5 },
		],
		ends: true,
		day: '2022-01-01',
	});
	const found = await territories.resolve(whole.path);
	assert.ok(found && !('redirect' in found) && found.validTo === '2022-01-01');
	assert.equal(
		territories.tree.isWithin(whole.id, left.id) && territories.tree.isWithin(whole.id, right.id),
		true,
	);
});

test('an address that is changed leads on, and is never given to another', async () => {
	const town = await aTerritory();
	const actor = await administrator(town.id);
	const before = town.path;
	await territories.moveAddress(actor, town.id, 'novoe-imya');
	const now = (await territories.view(town.id))?.path;
	assert.match(now ?? '', /\/novoe-imya$/);
	assert.deepEqual(await territories.resolve(before), { redirect: now });
	const above = town.parents.at(-1);
	assert.ok(above);
	const other = await aTerritory({ parent: above.id, slug: before.split('/').at(-1) ?? '' });
	assert.notEqual(other.path, before);
	await assert.rejects(territories.moveAddress(actor, town.id, 'appeals'), /malformed/);
});

test('a change of kind keeps the number and the address, and is remembered', async () => {
	const region = await aTerritory({ kind: 'region', parent: (await aCountry()).id });
	const district = await region.below({ kind: 'municipal-district', name: { nominative: 'Очёрский район' } });
	await territories.reorganise(await administrator(region.id), {
		kind: 'kind-change',
		of: district.id,
		newKind: 'municipal-okrug',
		name: 'Очёрский округ',
		day: '2020-01-01',
	});
	const view = await territories.view(district.id);
	assert.deepEqual(
		[view?.kind, view?.path, view?.name.in],
		['municipal-okrug', district.path, 'в Очёрском округе'],
	);
	const history = await territories.historyOf(district.id, 'ru');
	assert.equal(history.events[0]?.was, 'Очёрский район');
});

test('a host name belongs to one territory', async () => {
	const [one, other] = [await aTerritory(), await aTerritory()];
	await territories.setHost(await administrator(one.id), one.id, 'Veche.Kungur.example');
	assert.equal(territories.placeOfHost('veche.kungur.example:3000')?.id, one.id);
	await assert.rejects(
		territories.setHost(await administrator(other.id), other.id, 'veche.kungur.example'),
		/already-used/,
	);
	await assert.rejects(
		territories.setHost(await administrator(other.id), other.id, 'http://x/'),
		/malformed/,
	);
	await territories.setHost(await administrator(one.id), one.id, null);
	assert.equal(territories.placeOfHost('veche.kungur.example'), null);
});

test('who administers one territory changes no other', async () => {
	const [own, other] = [await aTerritory(), await aTerritory()];
	const actor = await administrator(own.id);
	await assert.rejects(
		territories.renameInWords(actor, other.id, 'ru', { nominative: 'Чужое' }),
		/not-found/,
	);
	await assert.rejects(
		territories.create(actor, { parent: null, kind: 'country', name: { nominative: 'Я' } }),
		/not-found/,
	);
	await assert.rejects(
		territories.create(actor, { parent: own.id, kind: 'country', name: { nominative: 'Страна' } }),
		/misplaced/,
	);
	const root = await anAccount({
		roles: [{ role: 'administrator', territory: installation, reach: 'subtree' }],
	});
	assert.ok(
		await territories.create(await root.actor(), {
			parent: other.id,
			kind: 'place',
			name: { nominative: 'Луговая' },
		}),
	);
});

test('a text is given in the reader’s language or the nearest', async () => {
	const town = await aTerritory();
	const actor = await administrator(town.id);
	await territories.page.writeText(actor, town.id, { place: 'lead', lang: 'ru', body: 'Город на Сылве.' });
	assert.equal((await territories.textIn(town.id, 'lead', 'en'))?.lang, 'ru');
	await territories.page.writeText(actor, town.id, {
		place: 'lead',
		lang: 'en',
		body: 'A town on the Sylva.',
	});
	assert.equal((await territories.textIn(town.id, 'lead', 'en'))?.body, 'A town on the Sylva.');
	await territories.page.writeText(actor, town.id, { place: 'lead', lang: 'en', body: '  ' });
	assert.equal((await territories.textIn(town.id, 'lead', 'en'))?.lang, 'ru');
	const lines = await database()`
		select action from audit.entry where territory_id = ${town.id} and action = 'territories.text-written'`;
	assert.equal(lines.length, 3);
});

test('search finds a territory by its forms, its okrug and those whom it united', async () => {
	const region = await aTerritory({ kind: 'region', parent: (await aCountry()).id });
	const town = await region.below({ kind: 'urban-okrug', name: { nominative: 'Заозёрск' } });
	const okrug = await region.below({
		kind: 'municipal-okrug',
		name: { nominative: 'Верхнетурьинский округ' },
	});
	await h.runJobs();
	const found = async (text: string) =>
		(await find({ text, lang: 'ru', limit: 5 })).items.map((item) => item.url);
	assert.ok((await found('заозерске')).includes(`/${town.path}`));
	assert.ok((await found('Верхнетурьинский округ')).includes(`/${okrug.path}`));
	await territories.reorganise(await administrator(region.id), {
		kind: 'merge',
		from: [town.id],
		into: okrug.id,
		day: '2024-01-01',
	});
	await h.runJobs();
	assert.deepEqual(await found('заозёрск'), [`/${okrug.path}`]);
});

test('a host of its own begins with the front, and every page has one address', async () => {
	const town = await aTerritory();
	await territories.setHost(await administrator(town.id), town.id, 'sylva.example');
	const inner = (path: string) => territories.innerPath('sylva.example', path);
	assert.deepEqual(
		['/', '/en', '/appeals/new?x=1', '/en/history', '/account/sign-in', `/${town.path}`, '/_app/x.js'].map(
			inner,
		),
		[
			`/${town.path}`,
			`/en/${town.path}`,
			`/${town.path}/appeals/new?x=1`,
			`/en/${town.path}/history`,
			'/account/sign-in',
			`/${town.path}`,
			'/_app/x.js',
		],
	);
	assert.equal(territories.innerPath('main.example', '/'), '/');
	const view = await territories.view(town.id);
	assert.ok(view);
	const origins = { main: 'https://veche.example', asked: 'https://veche.example' };
	assert.deepEqual(territories.addressesOf(view, origins, `/${town.path}/history`), {
		ru: 'https://sylva.example/history',
		en: 'https://sylva.example/en/history',
	});
	assert.deepEqual(territories.addressesOf(view, origins, `/${town.path}`), {
		ru: 'https://sylva.example/',
		en: 'https://sylva.example/en',
	});
	assert.deepEqual(territories.addressesOf({ ...view, host: null }, origins, `/${town.path}`), {
		ru: `https://veche.example/${town.path}`,
		en: `https://veche.example/en/${town.path}`,
	});
});
