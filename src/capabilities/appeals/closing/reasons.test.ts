import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database } from '#platform/db/door.server.ts';
import { installation } from '#platform/permissions/door.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { answerAppeal } from '../answer-appeal.ts';
import { readAppeal } from '../read-appeal.ts';
import { returnAnswer } from '../return-answer.ts';
import {
	addReason,
	changeReason,
	offerReason,
	undoReason,
	viewReasons,
	withdrawReason,
} from './edit-reasons.ts';
import { closingOf } from './read-closing.ts';
import { dissentReasons } from './reasons-store.server.ts';

const h = await house();
const top = await (
	await anAccount({ roles: [{ role: 'administrator', territory: installation, reach: 'subtree' }] })
).actor();
const form = {
	ru: 'Сделано временно',
	en: 'Done for a time only',
	position: 5,
	source: 'Регламент работы с обращениями, п. 4.2',
	sourceOn: '2026-11-20',
};
const reason = async (code: string) => (await dissentReasons(database())).find((one) => one.code === code);

/** An answered appeal, and what its author may choose from. */
async function answered() {
	const town = await aTerritory();
	const body = await aBody(town.id);
	await body.answersFor('roads');
	const executor = await (await body.staff('executor')).actor();
	const author = await (await anAccount()).actor();
	const receipt = await anAppeal(town.id, { by: author });
	await h.runJobs();
	await answerAppeal(executor, receipt, { text: 'Яму засыпали щебнем 21 ноября.', photographs: [] });
	const look = async () => {
		const view = await readAppeal({ actor: author }, town.id, receipt.number);
		return (await closingOf(author, view)).reasons.map((one) => one.value);
	};
	return { author, receipt, look };
}

test('a reason is added with its source and day, offered at once, and gone from the list when it is withdrawn', async () => {
	const { author, receipt, look } = await answered();
	const code = await addReason(top, form, new Date('2026-12-03T09:00:00Z'));
	assert.equal(code, 'sdelano-vremenno');
	assert.deepEqual(await reason(code), {
		code,
		position: 5,
		since: '2026-12-03',
		until: null,
		source: form.source,
		sourceOn: '2026-11-20',
		revision: 1,
		names: [
			{ lang: 'ru', name: form.ru },
			{ lang: 'en', name: form.en },
		],
	});
	assert.ok((await look()).includes(code));
	await withdrawReason(top, code, new Date('2026-12-10T09:00:00Z'));
	assert.equal((await reason(code))?.until, '2026-12-10');
	assert.equal((await look()).includes(code), false);
	await assert.rejects(
		returnAnswer({ actor: author }, receipt, 'Всё развалилось.', new Date(), { reason: code }),
		{ name: 'Invalid' },
	);
	await offerReason(top, code);
	assert.ok((await look()).includes(code));
	await returnAnswer({ actor: author }, receipt, 'Всё развалилось.', new Date(), { reason: code });
	await withdrawReason(top, code);
	const names = await database()`
		select t.name from appeals.dissent d join appeals.dissent_reason_text t on t.code = d.reason and t.lang = 'ru'
		where d.territory_id = ${receipt.territory} and d.appeal_id = ${receipt.id}`;
	assert.deepEqual([...names], [{ name: form.ru }], 'what was chosen keeps its words');
});

test('each change is kept and can be taken back; who looked at an older one is not overwritten', async () => {
	const code = await addReason(top, { ...form, ru: 'Сделано другое' });
	await changeReason(top, code, { ...form, ru: 'Сделано не то', seen: 1 });
	await assert.rejects(changeReason(top, code, { ...form, seen: 1 }), {
		code: 'appeals.reasons.changed-meanwhile',
	});
	assert.equal((await reason(code))?.names[0]?.name, 'Сделано не то');
	await undoReason(top, code);
	const after = await reason(code);
	assert.deepEqual([after?.names[0]?.name, after?.revision], ['Сделано другое', 3]);
	const { changes } = await viewReasons(top);
	assert.deepEqual(
		changes.filter((one) => one.code === code).map((one) => [one.kind, one.mayUndo]),
		[
			['undone', true],
			['changed', false],
			['made', false],
		],
	);
	await withdrawReason(top, code);
});

test('a second of the same name has a code of its own; two reasons at least are left to choose from', async () => {
	const first = await addReason(top, { ...form, ru: 'Работа брошена' });
	const second = await addReason(top, { ...form, ru: 'Работа брошена' });
	assert.deepEqual([first, second], ['rabota-broshena', 'rabota-broshena-a']);
	const offered = async () => (await viewReasons(top)).reasons.filter((one) => one.offered);
	const all = await offered();
	for (const one of all.slice(2)) await withdrawReason(top, one.code);
	await assert.rejects(withdrawReason(top, all[0]?.code ?? ''), { code: 'appeals.reasons.too-few' });
	for (const one of all.slice(2)) await offerReason(top, one.code);
	assert.equal((await offered()).length, all.length);
});

test('reasons are changed by an administrator of the installation and by nobody below', async () => {
	const town = await aTerritory();
	for (const role of ['administrator', 'head', 'controller'] as const) {
		const actor = await (await anAccount({ roles: [{ role, territory: town }] })).actor();
		assert.equal((await viewReasons(actor)).mayEdit, false, role);
		await assert.rejects(addReason(actor, form), { code: 'platform.not-allowed' }, role);
		await assert.rejects(withdrawReason(actor, 'other'), { code: 'platform.not-allowed' }, role);
	}
});
