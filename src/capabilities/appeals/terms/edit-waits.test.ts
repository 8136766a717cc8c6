import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database, transaction } from '#platform/db/door.server.ts';
import { installation } from '#platform/permissions/door.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import type { AppealRef } from '../appeal.ts';
import * as appeals from '../store.server.ts';
import { takeIn } from '../take-in.ts';
import {
	addWaitReason,
	changeWaitReason,
	offerWaitReason,
	undoWaitReason,
	waitReasonInput,
	withdrawWaitReason,
} from './edit-waits.ts';
import { pauseTerms, resumeTerms } from './pause-terms.ts';
import { setClocks } from './set-clocks.ts';
import { changesOf, termsOf } from './store.server.ts';
import { viewWaits } from './view-waits.ts';
import { waitChanges } from './waits-store.server.ts';

const h = await house();
const top = await (
	await anAccount({ roles: [{ role: 'administrator', territory: installation, reach: 'subtree' }] })
).actor();
const moscow = (text: string) => new Date(`${text}+03:00`);
const form = {
	ru: 'Поставка плитки',
	saidRu: 'Ждём поставки плитки.',
	en: '',
	saidEn: '',
	mostAmount: 5,
	mostUnit: 'working-days' as const,
	position: 5,
	source: 'Регламент работы с обращениями, п. 4.2',
	sourceOn: null,
};
const everywhere = { holdsIn: installation, category: '' };
const seen = async (code: string) =>
	(await viewWaits(top, everywhere)).reasons.find((one) => one.code === code);

/** A pothole of Friday 20 November 2026: 10 working days promised, to 4 December. */
async function aPothole() {
	const town = await aTerritory();
	const body = await aBody(town.id);
	await body.answersFor(null);
	const receipt = await anAppeal(town.id, { at: moscow('2026-11-20T10:00') });
	const ref: AppealRef = { territory: town.id, id: receipt.id };
	await takeIn(ref, moscow('2026-11-20T10:01'));
	await h.runJobs();
	const due = async () => (await termsOf(database(), ref)).find((term) => term.kind === 'promise')?.dueOn;
	const wait = (reason: string, at = moscow('2026-11-23T11:00')) =>
		transaction((tx) => pauseTerms(tx, ref, { reason, by: null, at }));
	return { town, ref, due, wait };
}

test('a reason to wait is added, used, withdrawn with what waits going on, and offered again', async () => {
	const code = await addWaitReason(top, form, new Date('2026-12-03T09:00:00Z'));
	assert.equal(code, 'postavka-plitki');
	const { wait, ref, due } = await aPothole();
	const { until } = await wait(code);
	assert.equal(until.toISOString(), moscow('2026-12-01T00:00').toISOString(), 'five working days at most');
	await withdrawWaitReason(top, code, new Date('2026-12-10T09:00:00Z'));
	assert.equal((await seen(code))?.until, '2026-12-10');
	await assert.rejects(wait(code, moscow('2026-11-24T11:00')), { code: 'appeals.wait.unknown' });
	assert.equal(
		await transaction((tx) => resumeTerms(tx, ref, { by: null, at: moscow('2026-11-25T10:00') })),
		true,
	);
	assert.equal(await due(), '2026-12-04', 'nobody had said that a term stands for it');
	await offerWaitReason(top, code);
	assert.equal((await seen(code))?.until, null);
	await changeWaitReason(top, code, 3, { ...form, ru: 'Плитка', mostAmount: 7 });
	assert.deepEqual([(await seen(code))?.ru, (await seen(code))?.amount], ['Плитка', 7]);
	await assert.rejects(changeWaitReason(top, code, 3, form), { code: 'appeals.reasons.changed-meanwhile' });
	await undoWaitReason(top, code);
	assert.deepEqual([(await seen(code))?.ru, (await seen(code))?.amount], ['Поставка плитки', 5]);
	const kinds = (await waitChanges(database(), 200)).filter((one) => one.code === code);
	kinds.sort((a, b) => b.revision - a.revision);
	assert.deepEqual(
		kinds.map((one) => one.kind),
		['undone', 'changed', 'offered', 'withdrawn', 'made'],
	);
});

test('what the house itself waits for cannot be taken away', async () => {
	await assert.rejects(withdrawWaitReason(top, 'resident'), { code: 'appeals.reasons.needed' });
});

test('a territory says which term stands: its open appeals are counted anew with a public trace, others are not', async () => {
	const [here, there] = [await aPothole(), await aPothole()];
	for (const one of [here, there]) assert.deepEqual((await one.wait('others')).stopped, []);
	const administrator = await (
		await anAccount({ roles: [{ role: 'administrator', territory: here.town }] })
	).actor();
	const of = { holdsIn: here.town.id, category: 'roads', reason: 'others' };
	await setClocks(administrator, of, { promise: true, reaction: null });
	await h.runJobs();
	// twenty working days at most from Monday 23 November, so that all ten follow them, without 31 December and the first ten days of January
	assert.equal(await here.due(), '2027-01-13');
	assert.equal(await there.due(), '2026-12-04');
	const [moved] = (await changesOf(database(), here.ref)).filter((one) => one.because === 'rule');
	assert.deepEqual([moved?.from?.dueOn, moved?.to?.dueOn], ['2026-12-04', '2027-01-13']);
	const told = (await appeals.historyOf(database(), here.ref, ['public'])).filter(
		(one) => one.kind === 'term-changed',
	);
	assert.equal(told.length, 1);
	// nothing said for that category any more: those above hold
	await setClocks(administrator, of, { promise: null, reaction: null });
	await setClocks(administrator, of, { promise: null, reaction: null });
	await h.runJobs();
	assert.equal(await here.due(), '2026-12-04');
	const view = await viewWaits(administrator, { holdsIn: here.town.id, category: 'roads' });
	assert.deepEqual(
		view.clocks.map((one) => one.after.promise),
		[null, true],
		'what changes nothing leaves no line',
	);
});

test('the nearest territory and then the nearest category decide which term stands', async () => {
	const { town } = await aPothole();
	const stops = async (category: string) =>
		(await viewWaits(top, { holdsIn: town.id, category })).reasons.find((one) => one.code === 'resident')
			?.promise;
	assert.deepEqual(await stops('roads.potholes'), { stops: true, own: false });
	const say = (category: string, promise: boolean | null) =>
		setClocks(top, { holdsIn: town.id, category, reason: 'resident' }, { promise, reaction: null });
	await say('', false);
	assert.deepEqual(await stops('roads.potholes'), { stops: false, own: false });
	await say('roads', true);
	assert.deepEqual(await stops('roads.potholes'), { stops: true, own: false });
	assert.deepEqual(await stops('roads'), { stops: true, own: true });
	assert.deepEqual(await stops('waste'), { stops: false, own: false });
});

test('the list is the installation’s, the clocks are the territory’s; nobody else changes either', async () => {
	const town = await aTerritory();
	const clocks = { holdsIn: town.id, category: '', reason: 'others' };
	const said = { promise: true, reaction: null };
	for (const role of ['administrator', 'head', 'controller'] as const) {
		const actor = await (await anAccount({ roles: [{ role, territory: town }] })).actor();
		await assert.rejects(addWaitReason(actor, form), { code: 'platform.not-allowed' }, role);
		await assert.rejects(
			setClocks(actor, { ...clocks, holdsIn: installation }, said),
			{ name: 'Refusal' },
			role,
		);
		if (role === 'administrator') await setClocks(actor, clocks, said);
		else await assert.rejects(setClocks(actor, clocks, said), { name: 'Refusal' }, role);
	}
});

test('a form of a reason asks for both words of a language and a sensible longest wait', () => {
	const typed = { ...form, mostAmount: '5', position: '5', sourceOn: '' };
	assert.ok(waitReasonInput.safeParse(typed).success);
	const wrong = (over: object) =>
		waitReasonInput.safeParse({ ...typed, ...over }).error?.issues.map((one) => one.path.join('.'));
	assert.deepEqual(wrong({ en: 'Tiles' }), ['saidEn']);
	assert.deepEqual(wrong({ mostAmount: '0' }), ['mostAmount']);
	assert.deepEqual(wrong({ mostAmount: '366' }), ['mostAmount']);
	assert.deepEqual(wrong({ ru: ' ', saidRu: '' }), ['ru', 'saidRu']);
});
