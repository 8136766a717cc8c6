import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database } from '#platform/db/door.server.ts';
import { enqueue } from '#platform/jobs/door.server.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { answerAppeal } from '../answer-appeal.ts';
import { joinAppeal } from '../join-appeal.ts';
import { replyAttached } from './attach-reply.ts';

const h = await house();
type Row = { to: string; attach: { maker: string; of: Record<string, string | number> } };
const attachedLetters = () =>
	database()<Row[]>`
		select to_address as "to", attach from channels.letter where attach is not null order by created_at, id`;

test('the letter with an answer brings the reply as a PDF to its author, with an account or without, and to nobody else', async () => {
	const town = await aTerritory();
	const body = await aBody(town.id);
	await body.answersFor('roads');
	const executor = await (await body.staff('executor')).actor();
	const [author, neighbour] = [await anAccount(), await anAccount()];
	const own = await anAppeal(town.id, { by: await author.actor() });
	const stranger = await anAppeal(town.id, { email: 'maria@post.example', name: 'Мария Петрова' });
	await h.runJobs();
	await joinAppeal(await neighbour.actor(), own);
	assert.deepEqual([...(await attachedLetters())], [], 'a receipt brings nothing');
	for (const one of [own, stranger])
		await answerAppeal(executor, one, { text: 'Яму засыпали щебнем 21 ноября.', photographs: [] });
	await h.runJobs();
	// no quiet hour stands in the way
	await database()`update notifications.notice set mail_after = now() - interval '1 minute' where mail_after is not null`;
	await enqueue(database(), 'notifications.find-due', {}, { key: 'find-due' });
	await h.runJobs();
	const letters = await attachedLetters();
	assert.deepEqual(letters.map((one) => [one.to === 'maria@post.example', one.attach.of.number]).sort(), [
		[false, own.number],
		[true, stranger.number],
	]);
	for (const { attach } of letters) {
		assert.equal(attach.maker, 'appeals.reply');
		const made = await replyAttached(attach.of);
		assert.equal(made?.name, `${attach.of.number}-1.pdf`);
		assert.equal(made?.content.subarray(0, 5).toString(), '%PDF-');
		assert.ok((made?.content.length ?? 0) < 5_000_000);
	}
	assert.equal(await replyAttached({ number: '00-000-2026-000001', round: 1 }), null);
});
