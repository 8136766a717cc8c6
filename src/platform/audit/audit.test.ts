import assert from 'node:assert/strict';
import { test } from 'node:test';
import { house } from '#tests/support/house.ts';
import { type AccountId, database, newId, type TerritoryId, transaction } from '../db/door.server.ts';
import type { Actor } from '../permissions/door.ts';
import { chainStragglers, lengthenChain } from './chain.server.ts';
import {
	type AuditFilter,
	entriesAbout,
	erasePayloads,
	listEntries,
	record,
	verifyChain,
} from './door.server.ts';

const h = await house();
const sql = database();
let territories = 100;
const aTerritory = () => ++territories as TerritoryId;

function anActor(territory: TerritoryId | null = null): Actor {
	return {
		account: newId<AccountId>(),
		name: 'Администратор',
		grants: territory === null ? [] : [{ role: 'administrator', territory, reach: 'territory', space: null }],
		lang: 'ru',
		request: newId(),
		signIn: null,
		residence: null,
	};
}

async function write(
	territory: TerritoryId,
	count: number,
	more: Partial<Parameters<typeof record>[1]> = {},
) {
	for (let i = 0; i < count; i++)
		await transaction((tx) =>
			record(tx, {
				actor: anActor(),
				territory,
				action: 'appeals.answered',
				thing: { kind: 'appeal', id: newId() },
				payload: { text: `Ответ № ${i}`, nth: i, deep: { ё: [1, 2.5, null] } },
				...more,
			}),
		);
}

/** Does something wrong to the journal behind its back, checks that it is found, and puts things right again. */
async function tamper(wrong: (tx: typeof sql) => Promise<unknown>): Promise<string | undefined> {
	let found: string | undefined;
	await assert.rejects(
		sql.begin(async (tx) => {
			await wrong(tx as unknown as typeof sql);
			found = (await verifyChain(tx as unknown as typeof sql)).fault?.kind;
			throw new Error('put right');
		}),
		/put right/,
	);
	return found;
}

test('an entry of a transaction that is rolled back does not exist', async () => {
	const territory = aTerritory();
	await assert.rejects(
		transaction(async (tx) => {
			await record(tx, { actor: null, territory, action: 'appeals.answered' });
			throw new Error('no');
		}),
	);
	assert.deepEqual((await listEntries(anActor(territory), { territories: [territory] })).lines, []);
});

test('the chain takes in every entry, and the doctor finds it whole', async () => {
	await write(aTerritory(), 7);
	await write(aTerritory(), 5, { payload: undefined });
	const before = await verifyChain(sql);
	assert.equal(before.tail.count, 12);
	assert.ok(before.tail.oldest instanceof Date);
	await h.runJobs();
	const after = await verifyChain(sql);
	assert.deepEqual([after.fault, after.tail.count, after.checked], [null, 0, 12]);
	assert.equal(after.head.seq, '12');
});

test('whatever is done to the journal behind its back is named', async () => {
	const [entry] =
		await sql`/* background: a hand behind the back */ select * from audit.entry where commitment is not null order by at limit 1`;
	const [last] = await sql`select * from audit.link order by seq desc limit 1`;
	const at = entry!.at;
	assert.equal(
		await tamper(
			(tx) =>
				tx`/* background: a hand behind the back */ update audit.entry set action = 'appeals.returned' where id = ${entry!.id}`,
		),
		'entry-changed',
	);
	assert.equal(
		await tamper(
			(tx) =>
				tx`/* background: a hand behind the back */ update audit.entry set actor = ${newId()} where id = ${entry!.id}`,
		),
		'entry-changed',
	);
	assert.equal(
		await tamper(
			(tx) => tx`/* background: a hand behind the back */ delete from audit.entry where id = ${entry!.id}`,
		),
		'entry-missing',
	);
	assert.equal(
		await tamper(
			(tx) =>
				tx`/* background: a hand behind the back */ update audit.payload set body = '{}' where entry_id = ${entry!.id}`,
		),
		'payload-changed',
	);
	assert.equal(
		await tamper(async (tx) => {
			await tx`/* background: a hand behind the back */ delete from audit.entry where id = ${entry!.id}`;
			await tx`delete from audit.link where entry_id = ${entry!.id}`;
		}),
		'gap',
	);
	assert.equal(
		await tamper((tx) => tx`update audit.link set hash = sha256('x') where entry_id = ${last!.entry_id}`),
		'link-broken',
	);
	assert.equal(
		await tamper(async (tx) => {
			await tx`/* background: a hand behind the back */ delete from audit.entry where id = ${last!.entry_id}`;
			await tx`delete from audit.link where entry_id = ${last!.entry_id}`;
		}),
		'head-differs',
	);
	assert.equal(await tamper(async () => {}), undefined);
	assert.ok(at);
});

test('a chain that was cut and laid anew is found by an end kept elsewhere', async () => {
	const { head } = await verifyChain(sql);
	assert.equal((await verifyChain(sql, { anchor: head })).fault, null);
	const other = { seq: head.seq, hash: '0'.repeat(64) };
	assert.equal((await verifyChain(sql, { anchor: other })).fault?.kind, 'anchor-differs');
	assert.equal((await verifyChain(sql, { anchor: { ...head, seq: '999' } })).fault?.kind, 'anchor-differs');
});

test('an entry that was committed late is taken in all the same', async () => {
	const territory = aTerritory();
	await write(territory, 1, { at: new Date(Date.now() - 86_400_000 * 3) });
	await lengthenChain(sql);
	assert.equal(await chainStragglers(sql, new Date(Date.now() - 86_400_000 * 5)), 1);
	assert.equal(await chainStragglers(sql, new Date(Date.now() - 86_400_000 * 5)), 0);
	assert.equal((await verifyChain(sql)).fault, null);
});

test('several sequencers at once lay one chain', async () => {
	await write(aTerritory(), 40);
	await Promise.all(Array.from({ length: 6 }, () => lengthenChain(sql)));
	await h.runJobs();
	const report = await verifyChain(sql);
	assert.deepEqual([report.fault, report.tail.count], [null, 0]);
});

test('a sequencer that lost its lease waits until it ends', async () => {
	await sql`update audit.head set holder = ${newId()}, fence = fence + 1, lease_until = now() + interval '1 minute'`;
	await write(aTerritory(), 1);
	assert.equal(await lengthenChain(sql), false);
	assert.equal((await verifyChain(sql)).tail.count, 1);
	await sql`update audit.head set lease_until = now() - interval '1 second'`;
	await lengthenChain(sql);
	const report = await verifyChain(sql);
	assert.deepEqual([report.fault, report.tail.count], [null, 0]);
});

test('what an entry says of a person can be erased, and the chain stays whole', async () => {
	const territory = aTerritory();
	const person = newId<AccountId>();
	await write(territory, 2, { about: person, reading: true });
	await h.runJobs();
	assert.equal((await entriesAbout(person)).length, 2);
	assert.equal(await erasePayloads(sql, person), 2);
	const { lines } = await listEntries(anActor(territory), { territories: [territory] });
	assert.deepEqual(
		lines.map((line) => line.payload),
		[null, null],
	);
	assert.equal((await verifyChain(sql)).fault, null);
});

test('the journal is read by administrators of the place, page by page, by who, what, which and when', async () => {
	const territory = aTerritory();
	const who = anActor();
	await write(territory, 5);
	await write(territory, 2, { actor: who, action: 'polls.closed', thing: { kind: 'poll', id: 'x' } });
	await write(territory, 1, { reading: true, action: 'identity.seen' });
	const reader = anActor(territory);
	await assert.rejects(
		listEntries(anActor(aTerritory()), { territories: [territory] }),
		/platform\.not-found/,
	);
	await assert.rejects(listEntries(anActor(), { territories: [territory] }), /platform\.not-found/);
	await assert.rejects(
		listEntries(reader, { territories: [territory, aTerritory()] }),
		/platform\.not-found/,
	);
	const count = async (filter: Partial<AuditFilter>) =>
		(await listEntries(reader, { territories: [territory], ...filter })).lines.length;
	assert.equal(await count({}), 8);
	assert.equal(await count({ actors: [who.account as AccountId] }), 2);
	assert.equal(await count({ action: 'polls.closed' }), 2);
	assert.equal(await count({ action: 'appeals.' }), 5);
	assert.equal(await count({ thing: 'x' }), 2);
	assert.equal(await count({ reading: true }), 1);
	assert.equal(await count({ from: new Date(Date.now() + 1000) }), 0);
	assert.equal(await count({ to: new Date(Date.now() + 1000) }), 8);
	const seen: string[] = [];
	let after = null;
	do {
		const page = await listEntries(reader, { territories: [territory] }, { after, limit: 3 });
		seen.push(...page.lines.map((line) => line.id));
		after = page.next;
	} while (after);
	assert.equal(seen.length, 8);
	assert.equal(new Set(seen).size, 8);
});
