import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database } from '#platform/db/door.server.ts';
import { Refusal } from '#platform/errors/door.ts';
import { outsider } from '#rooms/identity/door.server.ts';
import { aFiling, anAppeal } from '#tests/support/fixtures/appeals.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { lastLetterTo } from '#tests/support/fixtures/letters.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import type { AppealRef } from '../appeal.ts';
import { fileFromPage } from '../filing/file-from-page.ts';
import { joinAppeal } from '../join-appeal.ts';
import { leaveAppeal } from '../leave-appeal.ts';
import { readAppeal } from '../read-appeal.ts';
import { read } from '../store.server.ts';
import { tellPeople } from '../tell.ts';
import { followByAccount, unfollowByAccount } from './follow-by-account.ts';
import { askToFollow, confirmFollower, followerOf, stopFollower } from './follow-by-mail.ts';
import { forget } from './followers-store.server.ts';

const h = await house();

const codeIn = (text: string) =>
	decodeURIComponent(/\/appeals\/letters\?code=([^\s&]+)/.exec(text)?.[1] ?? 'no code');
const lettersTo = async (email: string) =>
	(await database()`select 1 from channels.letter where to_address = ${email}`).length;
const joinedOf = async (ref: AppealRef) => (await read(database(), ref))?.joined;
const codeOf = (work: Promise<unknown>) =>
	work.then(
		() => 'done',
		(error) => (error instanceof Refusal ? error.code : Promise.reject(error)),
	);

async function anOpenAppeal(visibility: 'public' | 'authority' = 'public') {
	const town = await aTerritory();
	const appeal = await anAppeal(town.id, { visibility });
	await h.runJobs();
	return appeal;
}

test('an address counts and hears of the answer only after it was confirmed, and no longer than it wants to', async () => {
	const appeal = await anOpenAppeal();
	const email = 'neighbour@example.org';
	await askToFollow({ actor: outsider() }, appeal, { email, why: 'joined' });
	assert.equal(await joinedOf(appeal), 0, 'not counted before the address is confirmed');
	await tellPeople(appeal, 'answered', 1);
	assert.equal(await lettersTo(email), 1, 'nothing but the letter that asks');
	const code = codeIn(await lastLetterTo(email));
	assert.equal((await followerOf(code)).state, 'asked');
	await confirmFollower(code);
	await confirmFollower(code);
	assert.equal(await joinedOf(appeal), 1, 'twice is once');
	await tellPeople(appeal, 'answered', 2);
	await tellPeople(appeal, 'answered', 2);
	assert.equal(await lettersTo(email), 2, 'one letter a piece of news');
	const [letter] = await database()`
		select headers from channels.letter where to_address = ${email} order by created_at desc limit 1`;
	assert.match(letter?.headers['List-Unsubscribe'], /appeals\/letters\/stop\?code=/);
	assert.equal(letter?.headers['List-Unsubscribe-Post'], 'List-Unsubscribe=One-Click');
	await stopFollower(code);
	await tellPeople(appeal, 'closed', 1);
	assert.equal(await lettersTo(email), 2);
	assert.equal(await joinedOf(appeal), 1, 'it still concerned them');
});

test('asking again within the hour writes no second letter; a changed code opens nothing', async () => {
	const appeal = await anOpenAppeal();
	const email = 'twice@example.org';
	for (let i = 0; i < 3; i++) await askToFollow({ actor: outsider() }, appeal, { email, why: 'follows' });
	assert.equal(await lettersTo(email), 1);
	const code = codeIn(await lastLetterTo(email));
	const other = await anOpenAppeal();
	const [territory, id, sign] = code.split('.');
	for (const wrong of ['', 'x', `${other.territory}.${id}.${sign}`, `${territory}.${id}.1~AAAA`, `${code}A`])
		assert.equal(await codeOf(followerOf(wrong)), 'appeals.followers.not-found', wrong);
});

test('what only the authority sees cannot be followed, and is not told to be there', async () => {
	const hidden = await anOpenAppeal('authority');
	const asked = { email: 'curious@example.org', why: 'follows' as const };
	assert.equal(await codeOf(askToFollow({ actor: outsider() }, hidden, asked)), 'appeals.not-found');
	assert.equal(await codeOf(followByAccount(await (await anAccount()).actor(), hidden)), 'appeals.not-found');
});

test('an account follows in one press, has it among its own, hears of the answer, and stops', async () => {
	const appeal = await anOpenAppeal();
	const person = await (await anAccount()).actor();
	await followByAccount(person, appeal);
	await followByAccount(person, appeal);
	const mine = () => database()`
		select reason, state from appeals.mine where account_id = ${person.account} and appeal_id = ${appeal.id}`;
	assert.equal((await mine())[0]?.reason, 'follows');
	assert.equal(await joinedOf(appeal), 0, 'following is not joining');
	await tellPeople(appeal, 'answered', 1);
	const notices = async () => {
		await h.runJobs();
		return database()`select 1 from notifications.notice where account_id = ${person.account}`;
	};
	assert.equal((await notices()).length, 1);
	await unfollowByAccount(person, appeal);
	assert.equal((await mine()).length, 0);
	await tellPeople(appeal, 'closed', 1);
	assert.equal((await notices()).length, 1);
});

test('the author gets number and code by e-mail; who says that it was not them gets no more letters', async () => {
	const town = await aTerritory();
	const email = 'Author@example.org';
	const filing = { ...aFiling(town.id), email };
	const receipt = await fileFromPage(outsider(), filing);
	await fileFromPage(outsider(), filing);
	assert.equal(await lettersTo(email), 1, 'the same form sent twice is one letter');
	const letter = await lastLetterTo(email);
	assert.ok(letter.includes(receipt.number) && letter.includes(receipt.code));
	await tellPeople(receipt, 'routed', 1);
	assert.equal(await lettersTo(email), 1, 'an address that was not confirmed hears of the answer alone');
	await tellPeople(receipt, 'answered', 1);
	assert.equal(await lettersTo(email), 2);
	await stopFollower(codeIn(letter));
	await tellPeople(receipt, 'closed', 1);
	assert.equal(await lettersTo(email), 2);
});

test('addresses are kept no longer than they are needed', async () => {
	const appeal = await anOpenAppeal();
	await askToFollow({ actor: outsider() }, appeal, { email: 'never@example.org', why: 'follows' });
	const left = () => database()`
		select email from appeals.follower where territory_id = ${appeal.territory} and appeal_id = ${appeal.id}`;
	await forget(database(), new Date(Date.now() + 6 * 86_400_000));
	assert.equal((await left()).length, 1);
	await forget(database(), new Date(Date.now() + 8 * 86_400_000));
	assert.equal((await left()).length, 0);
});

test('who joined may leave: the count, the list of their own and the right to object follow, and joining again is as at first', async () => {
	const appeal = await anOpenAppeal();
	const person = await (await anAccount()).actor();
	const reasons = async () =>
		(
			await database()`
				select reason from appeals.mine where account_id = ${person.account} and appeal_id = ${appeal.id}`
		).map((row) => row.reason);
	for (let time = 0; time < 2; time++) {
		await joinAppeal(person, appeal);
		await h.runJobs();
		assert.equal(await joinedOf(appeal), 1);
		assert.deepEqual(await reasons(), ['joined']);
		assert.deepEqual((await readAppeal({ actor: person }, appeal.territory, appeal.number)).may.join, false);
		await leaveAppeal(person, appeal);
		await leaveAppeal(person, appeal);
		await h.runJobs();
		assert.equal(await joinedOf(appeal), 0, 'twice is once');
		assert.deepEqual(await reasons(), []);
		const view = await readAppeal({ actor: person }, appeal.territory, appeal.number);
		assert.deepEqual([view.joined, view.may.join], [false, true]);
	}
	await tellPeople(appeal, 'answered', 1);
	await h.runJobs();
	const told = await database()`select 1 from notifications.notice where account_id = ${person.account}`;
	assert.equal(told.length, 0, 'who left hears no more of it');
});

test('who follows and joined keeps it among their own until they have left both', async () => {
	const appeal = await anOpenAppeal();
	const person = await (await anAccount()).actor();
	const reasons = async () =>
		(
			await database()`
				select reason from appeals.mine where account_id = ${person.account} and appeal_id = ${appeal.id}`
		).map((row) => row.reason);
	await followByAccount(person, appeal);
	await joinAppeal(person, appeal);
	await h.runJobs();
	await unfollowByAccount(person, appeal);
	assert.deepEqual(await reasons(), ['joined']);
	await followByAccount(person, appeal);
	await leaveAppeal(person, appeal);
	assert.deepEqual(await reasons(), ['follows']);
	await unfollowByAccount(person, appeal);
	assert.deepEqual(await reasons(), []);
});
