import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database } from '#platform/db/door.server.ts';
import { find } from '#platform/search/door.server.ts';
import { outsider } from '#rooms/identity/door.server.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { joinAppeal } from './join-appeal.ts';
import { erase, exportOf } from './personal.ts';
import { readAppeal } from './read-appeal.ts';

const h = await house();

test('search finds what everybody may see, in any form of the words, and never by the name or the phone of the author', async () => {
	const town = await aTerritory();
	const shown = await anAppeal(town.id, {
		text: 'На перекрёстке третью неделю не работает светофор, звоните +7 912 345-67-89',
		category: 'roads.signs',
		name: 'Феофания Крутикова',
	});
	await anAppeal(town.id, { text: 'Светофор светит мне в окно спальни всю ночь', visibility: 'authority' });
	await h.runJobs();
	const search = async (text: string) =>
		(await find({ text, within: town.id, lang: 'ru', limit: 20 })).items.filter(
			(item) => item.kind === 'appeals.appeal',
		);
	const found = await search('светофоры');
	assert.equal(found.length, 1);
	assert.ok(found[0]?.url.endsWith(shown.number));
	assert.equal((await search(shown.number)).length, 1);
	for (const secret of ['Крутикова', '345-67-89', 'спальни'])
		assert.deepEqual(await search(secret), [], secret);
});

test('a person takes a copy of what they filed, and erased goes out of it; the appeal stays without them', async () => {
	const town = await aTerritory();
	const person = await anAccount({ name: 'Агафья Тихонова' });
	const actor = await person.actor();
	const own = await anAppeal(town.id, { by: actor, name: '', phone: '+7 900 000-00-01' });
	const other = await anAppeal(town.id);
	await h.runJobs();
	await joinAppeal(actor, other);
	await h.runJobs();

	const copy = JSON.stringify(await exportOf(person.id));
	assert.ok(copy.includes(own.number) && copy.includes('+7 900 000-00-01') && copy.includes('Агафья'));

	assert.deepEqual(await erase(person.id), { kept: ['appeals.kept-by-law'] });
	assert.deepEqual(await erase(person.id), { kept: [] }, 'twice is once');
	await h.runJobs();
	const rows = await database()`
		select to_jsonb(a) || to_jsonb(p) as everything from appeals.appeal a
		join appeals.applicant p on p.territory_id = a.territory_id and p.appeal_id = a.id
		where a.territory_id = ${town.id} and a.id = ${own.id}`;
	const left = JSON.stringify(rows);
	for (const gone of [person.id, 'Агафья', '000-00-01']) assert.ok(!left.includes(gone), gone);
	const seen = await readAppeal({ actor: outsider() }, town.id, own.number);
	assert.equal(seen.authorName, null);
	const [mine] = await database()`select count(*) as n from appeals.mine where account_id = ${person.id}`;
	assert.equal(Number(mine?.n), 0);
	const [joined] = await database()`
		select count(*) as n from appeals.joining where territory_id = ${town.id} and account_id = ${person.id}`;
	assert.equal(Number(joined?.n), 0);
});
