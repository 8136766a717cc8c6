import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { house } from '#tests/support/house.ts';
import { type AccountId, database, newId, type TerritoryId, transaction } from '../db/door.server.ts';
import type { Actor } from '../permissions/door.ts';
import {
	fillRecipients,
	listNotices,
	markRead,
	notify,
	openNotice,
	type Recipient,
	registerNotices,
	saveSettings,
	settingsOf,
	stopLetters,
	unreadOf,
} from './door.server.ts';
import { factsIn } from './facts-in.ts';
import { room } from './room.server.ts';
import { stopCode } from './stop.server.ts';

const h = await house();
registerNotices([
	{ kind: 'test.answered', default: { account: true, email: 'at-once' }, required: true },
	{ kind: 'test.commented', default: { account: true, email: 'digest' } },
	{ kind: 'test.liked', default: { account: true, email: 'never' } },
]);
const people = new Map<AccountId, Recipient>();
fillRecipients(async (accounts) => new Map([...people].filter(([account]) => accounts.includes(account))));

const place = 5 as TerritoryId;
let person: Actor;
function aPerson(more: Partial<Recipient> = {}): Actor {
	const account = newId<AccountId>();
	people.set(account, {
		name: 'Анна',
		email: `${account.slice(-6)}@example.ru`,
		lang: 'ru',
		zone: 'UTC',
		...more,
	});
	return {
		account,
		name: 'Анна',
		grants: [],
		lang: more.lang ?? 'ru',
		request: newId(),
		signIn: null,
		residence: null,
	};
}
beforeEach(async () => {
	person = aPerson();
	await database()`delete from channels.letter`;
});
const account = () => person.account as AccountId;
const tell = (kind: string, more: object = {}) =>
	notify(database(), {
		kind,
		account: account(),
		territory: place,
		facts: { number: 5 },
		url: '/kungur/appeals/5',
		...more,
	});
const anyHour = { ways: new Map(), zone: 'UTC', digestHour: '18', quietFrom: '', quietTo: '' };
const letters = () => database()<{ subject: string; body: string; headers: Record<string, string> }[]>`
	select subject, body, headers from channels.letter order by created_at`;
/** The digest hour has come for everything that waits. */
const timePasses = () => database()`
	update notifications.notice set mail_after = now() - interval '1 minute'
	where account_id = ${account()} and mail_after is not null`;
const runDue = async () => {
	await room.jobs?.['notifications.find-due']?.(
		{} as never,
		{ signal: new AbortController().signal } as never,
	);
	await h.runJobs();
};

test('a person is told in the account and by a letter at once, once, whoever tells it twice', async () => {
	await saveSettings(person, anyHour);
	await tell('test.answered', { key: 'answer 1' });
	await tell('test.answered', { key: 'answer 1' });
	await h.runJobs();
	const { notices, unread } = await listNotices(person, {});
	assert.deepEqual([notices.length, unread], [1, 1]);
	assert.equal(notices[0]?.url, '/kungur/appeals/5');
	const [letter, ...others] = await letters();
	assert.equal(others.length, 0);
	assert.match(letter?.body ?? '', /\/kungur\/appeals\/5/);
	assert.match(letter?.headers['List-Unsubscribe'] ?? '', /\/account\/notifications\/stop\?code=/);
	await runDue();
	assert.equal((await letters()).length, 1);
});

test('a fact that has words in the language of the reader is told in them', () => {
	const facts = { body: 'Дорожник', 'body.en': 'Roads', number: 5 };
	assert.equal(factsIn(facts, 'ru').body, 'Дорожник');
	assert.equal(factsIn(facts, 'en').body, 'Roads');
	assert.equal(factsIn({ body: 'Дорожник' }, 'en').body, 'Дорожник');
	assert.equal(factsIn(facts, 'en').number, 5);
});

test('news of a transaction that was rolled back are never told', async () => {
	await transaction(async (tx) => {
		await notify(tx, { kind: 'test.answered', account: account(), url: '/' });
		throw new Error('no');
	}).catch(() => {});
	await h.runJobs();
	assert.equal(await unreadOf(account()), 0);
});

test('a digest gathers the day into one letter and leaves out what was read meanwhile', async () => {
	for (const n of [1, 2, 3]) await tell('test.commented', { facts: { number: n }, url: `/a/${n}` });
	await h.runJobs();
	await runDue();
	assert.equal((await letters()).length, 0, 'its hour has not come');
	const { notices } = await listNotices(person, {});
	await markRead(person, notices[0]?.id ?? '');
	await timePasses();
	await runDue();
	const [letter, ...others] = await letters();
	assert.equal(others.length, 0);
	assert.equal(letter?.body.match(/\/a\/\d/g)?.length, 2);
	await runDue();
	assert.equal((await letters()).length, 1);
});

test('each kind can be switched off, but not what law requires to be told', async () => {
	const ways = new Map(
		['test.answered', 'test.commented', 'test.liked'].map((kind) => [
			kind,
			{ account: false, mail: 'never' },
		]),
	);
	await saveSettings(person, { ...anyHour, ways });
	for (const kind of ways.keys()) await tell(kind);
	await h.runJobs();
	assert.deepEqual(
		(await listNotices(person, {})).notices.map((one) => one.kind),
		['test.answered'],
	);
	assert.equal((await letters()).length, 1);
	const { kinds } = await settingsOf(person);
	assert.deepEqual(kinds.find((one) => one.kind === 'test.answered')?.way, {
		account: true,
		mail: 'at-once',
	});
	assert.deepEqual(kinds.find((one) => one.kind === 'test.commented')?.way, {
		account: false,
		mail: 'never',
	});
});

test('quiet hours hold letters back, not the news in the account', async () => {
	const hour = new Date().getUTCHours();
	await saveSettings(person, { ...anyHour, quietFrom: String(hour), quietTo: String((hour + 2) % 24) });
	await tell('test.answered');
	await h.runJobs();
	assert.equal(await unreadOf(account()), 1);
	assert.equal((await letters()).length, 0);
	await timePasses();
	await runDue();
	assert.equal((await letters()).length, 1);
});

test('who has no confirmed address is told in the account; who is gone is not told', async () => {
	person = aPerson({ email: null });
	await tell('test.answered');
	await h.runJobs();
	assert.equal(await unreadOf(account()), 1);
	people.delete(account());
	await tell('test.answered');
	await h.runJobs();
	assert.equal(await unreadOf(account()), 1);
	assert.equal((await letters()).length, 0);
});

test('letters of a kind are stopped by the address in them, without signing in, and by nobody else', async () => {
	assert.deepEqual(await stopLetters(stopCode(account(), 'test.commented')), {
		kind: 'test.commented',
		required: false,
	});
	const { kinds } = await settingsOf(person);
	assert.deepEqual(kinds.find((one) => one.kind === 'test.commented')?.way, { account: true, mail: 'never' });
	assert.deepEqual(await stopLetters(stopCode(account(), 'test.answered')), {
		kind: 'test.answered',
		required: true,
	});
	const another = stopCode(newId<AccountId>(), 'test.commented').split('.').at(-1);
	for (const forged of ['', 'x.y.z', `${account()}.test.commented.${another}`, `${account()}.test.nothing.x`])
		await assert.rejects(stopLetters(forged), { code: 'notifications.stop-not-found' });
});

test("one reads, opens and marks one's own news alone, page by page", async () => {
	for (let n = 0; n < 35; n++) await tell('test.liked', { url: `/a/${n}` });
	await h.runJobs();
	const first = await listNotices(person, {});
	const second = await listNotices(person, { after: first.next });
	assert.deepEqual([first.notices.length, second.notices.length, second.next], [30, 5, null]);
	assert.equal(new Set([...first.notices, ...second.notices].map((one) => one.id)).size, 35);
	const stranger = aPerson();
	const id = first.notices[0]?.id ?? '';
	await assert.rejects(openNotice(stranger, id), { code: 'notifications.notice-not-found' });
	await markRead(stranger, id);
	assert.equal(await unreadOf(account()), 35);
	assert.match(await openNotice(person, id), /^\/a\/\d+$/);
	assert.equal((await listNotices(person, { unread: true })).unread, 34);
	await markRead(person, 'all');
	assert.equal(await unreadOf(account()), 0);
	await assert.rejects(listNotices({ ...person, account: null }, {}), { code: 'platform.sign-in-first' });
});

test('wrong settings are told all at once, each at its field', async () => {
	await assert.rejects(
		saveSettings(person, {
			ways: new Map(),
			zone: 'Europe/Kungur',
			digestHour: '25',
			quietFrom: '22',
			quietTo: '',
		}),
		(error: { problems: { field: string }[] }) => {
			assert.deepEqual(
				error.problems.map((problem) => problem.field),
				['digestHour', 'zone', 'quietTo'],
			);
			return true;
		},
	);
});

test('all of it goes with the account', async () => {
	await saveSettings(person, anyHour);
	await tell('test.answered');
	await h.runJobs();
	const part = (await room.personal?.export(account())) ?? assert.fail();
	assert.equal((part.notices as unknown[]).length, 1);
	await room.personal?.erase(account());
	assert.equal(await unreadOf(account()), 0);
});

test('a kind that no room declares is a fault of the code', async () => {
	await assert.rejects(tell('test.unknown'), /no room declares/);
});
