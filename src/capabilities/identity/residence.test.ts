import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database } from '#platform/db/door.server.ts';
import { Invalid, Refusal } from '#platform/errors/door.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import {
	actorOf,
	batchSheet,
	confirmAtDesk,
	confirmByCode,
	declareResidence,
	findPeople,
	livesIn,
	makeBatch,
	ownResidence,
	revokeCodes,
	unconfirm,
} from './door.server.ts';

await house();
const region = await aTerritory();
const town = await region.below();
const village = await region.below();
const clerk = await anAccount({ roles: [{ role: 'official', territory: town }] });
const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;
const problem = (code: string) => (error: unknown) =>
	error instanceof Invalid && error.problems[0]?.code === code;

async function resident(of = town) {
	const anna = await anAccount();
	const cookie = await anna.cookie();
	await declareResidence(await actorOf(cookie), { territory: of.id });
	return { anna, actor: () => actorOf(cookie) };
}

test('a declared residence is not yet one for votes; a confirmed one is, here and above', async () => {
	const { anna, actor } = await resident();
	assert.equal((await actor()).residence, null);
	await confirmAtDesk(await clerk.actor(), { account: anna.id, territory: town.id, paper: '5704 100001' });
	const confirmed = await actor();
	assert.equal(confirmed.residence, town.id);
	assert.ok(livesIn(confirmed, town.id));
	assert.ok(livesIn(confirmed, region.id));
	assert.ok(!livesIn(confirmed, village.id));
});

test('one paper confirms one account, however it is typed', async () => {
	const one = await resident();
	const two = await resident();
	const desk = await clerk.actor();
	await confirmAtDesk(desk, { account: one.anna.id, territory: town.id, paper: '57 04 № 100002' });
	await assert.rejects(
		confirmAtDesk(desk, { account: two.anna.id, territory: town.id, paper: '5704100002' }),
		problem('identity.residence.paper-taken'),
	);
	assert.equal((await two.actor()).residence, null);
	const tried = await database()`
		select from audit.entry where territory_id = ${town.id} and action = 'identity.residence-refused' and about = ${two.anna.id}`;
	assert.equal(tried.length, 1);
});

test('the number of a paper is stored nowhere', async () => {
	const { anna } = await resident();
	await confirmAtDesk(await clerk.actor(), { account: anna.id, territory: town.id, paper: '9999 777888' });
	const tables = await database()<{ name: string }[]>`
		select format('%I.%I', table_schema, table_name) as name from information_schema.tables
		where table_type = 'BASE TABLE' and table_schema in ('identity', 'audit', 'events', 'platform', 'graphile_worker')`;
	for (const { name } of tables) {
		const rows = await database().unsafe(
			`/* background: a test looks everywhere */ select 1 from ${name} t where t::text like '%777888%' limit 1`,
		);
		assert.equal(rows.length, 0, name);
	}
});

test('an official confirms in their own territory only, nobody confirms themself, and a resident nobody', async () => {
	const { anna, actor } = await resident(village);
	await assert.rejects(
		confirmAtDesk(await clerk.actor(), { account: anna.id, territory: village.id, paper: '5704 100003' }),
		refused('platform.not-found'),
	);
	const self = await clerk.actor();
	await assert.rejects(
		confirmAtDesk(self, { account: clerk.id, territory: town.id, paper: '5704 100004' }),
		refused('identity.residence.not-oneself'),
	);
	const other = await resident();
	await assert.rejects(
		confirmAtDesk(await actor(), { account: other.anna.id, territory: village.id, paper: '5704 100005' }),
		refused('platform.not-found'),
	);
});

test('a move ends what was confirmed, and the history stays', async () => {
	const { anna, actor } = await resident();
	await confirmAtDesk(await clerk.actor(), { account: anna.id, territory: town.id, paper: '5704 100006' });
	await declareResidence(await actor(), { territory: village.id });
	assert.equal((await actor()).residence, null);
	const { today, past } = await ownResidence(await actor());
	assert.equal(today?.territory, village.id);
	assert.deepEqual(
		past.map((one) => [one.territory, one.how, one.endedWhy]),
		[[town.id, 'desk', 'moved']],
	);
});

test('a confirmation given by mistake is taken back with a reason', async () => {
	const { anna, actor } = await resident();
	const desk = await clerk.actor();
	await confirmAtDesk(desk, { account: anna.id, territory: town.id, paper: '5704 100007' });
	await assert.rejects(unconfirm(desk, { account: anna.id, why: '' }), problem('identity.residence.say-why'));
	await unconfirm(desk, { account: anna.id, why: 'не тот человек' });
	assert.equal((await actor()).residence, null);
});

test('a code on paper confirms once, in its own territory, until it is revoked', async () => {
	const desk = await clerk.actor();
	const id = await makeBatch(desk, { territory: town.id, title: 'Садовая', size: 5, days: 30 });
	const { codes } = await batchSheet(desk, { territory: town.id, id });
	assert.equal(new Set(codes).size, 5);
	assert.deepEqual(
		(await batchSheet(desk, { territory: town.id, id })).codes,
		codes,
		'the sheet can be printed again',
	);
	const one = await resident();
	const two = await resident();
	const far = await resident(village);
	await confirmByCode(await one.actor(), { code: (codes[0] ?? '').toLowerCase() });
	assert.equal((await one.actor()).residence, town.id);
	await assert.rejects(
		confirmByCode(await two.actor(), { code: codes[0] ?? '' }),
		problem('identity.residence.code-wrong'),
	);
	await assert.rejects(
		confirmByCode(await far.actor(), { code: codes[1] ?? '' }),
		problem('identity.residence.code-wrong'),
	);
	await revokeCodes(desk, { territory: town.id, id });
	await assert.rejects(
		confirmByCode(await two.actor(), { code: codes[2] ?? '' }),
		problem('identity.residence.code-wrong'),
	);
	const nobody = await anAccount();
	await assert.rejects(
		confirmByCode(await nobody.actor(), { code: codes[3] ?? '' }),
		refused('identity.residence.declare-first'),
	);
});

test('two who type the same code at once: one is confirmed', async () => {
	const desk = await clerk.actor();
	const id = await makeBatch(desk, { territory: town.id, title: 'Речная', size: 1, days: 30 });
	const [code] = (await batchSheet(desk, { territory: town.id, id })).codes;
	const people = await Promise.all([resident(), resident(), resident()]);
	const actors = await Promise.all(people.map((one) => one.actor()));
	const done = await Promise.allSettled(actors.map((actor) => confirmByCode(actor, { code: code ?? '' })));
	assert.equal(done.filter((one) => one.status === 'fulfilled').length, 1);
});

test('the office finds a person by the whole e-mail or a part of the name, and the search is written down', async () => {
	const anna = await anAccount({ name: 'Аполлинария Заречная' });
	const desk = await clerk.actor();
	assert.deepEqual(
		(await findPeople(desk, town.id, anna.email)).map((one) => one.account),
		[anna.id],
	);
	assert.deepEqual(
		(await findPeople(desk, town.id, 'заречн аполл')).map((one) => one.account),
		[anna.id],
	);
	assert.deepEqual(await findPeople(desk, town.id, 'аа'), []);
	assert.deepEqual(await findPeople(desk, town.id, '%'), []);
	const [found] = await findPeople(desk, town.id, anna.email);
	assert.notEqual(found?.email, anna.email, 'the address is veiled');
	const read = await database()`
		select from audit.entry where territory_id = ${town.id} and action = 'identity.people-searched' and reading`;
	assert.ok(read.length >= 5);
	await assert.rejects(findPeople(await anna.actor(), town.id, 'заречная'), refused('platform.not-found'));
});
