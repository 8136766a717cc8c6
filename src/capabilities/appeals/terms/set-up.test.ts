import assert from 'node:assert/strict';
import { test } from 'node:test';
import { correctDay } from '#platform/calendar/door.server.ts';
import { database } from '#platform/db/door.server.ts';
import { installation } from '#platform/permissions/door.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import type { AppealRef } from '../appeal.ts';
import * as appeals from '../store.server.ts';
import { takeIn } from '../take-in.ts';
import { stepKey } from './ladder-changes.ts';
import { addLadderStep, removeLadderStep, setRhythm, undoLadder } from './set-ladder.ts';
import { changesOf, termsOf } from './store.server.ts';
import { viewLadder } from './view-ladder.ts';

const h = await house();
const moscow = (text: string) => new Date(`${text}+03:00`);

test('a controller makes the ladder of the territory, its first change copies the one above, and each can be taken back', async () => {
	const town = await aTerritory();
	const controller = await (await anAccount({ roles: [{ role: 'controller', territory: town }] })).actor();
	const official = await (await anAccount({ roles: [{ role: 'official', territory: town }] })).actor();
	const of = { holdsIn: town.id, category: '' };
	const step = { kind: 'promise', when: 'before', amount: 4, unit: 'working-hours', whom: 'head' } as const;
	await assert.rejects(addLadderStep(official, of, step), { code: 'platform.not-found' });
	const general = (await viewLadder(of)).holds?.steps.length ?? 0;
	assert.ok(general > 10);
	await addLadderStep(controller, of, step);
	let view = await viewLadder(of);
	assert.deepEqual([view.own, view.holds?.steps.length], [true, general + 1]);
	await assert.rejects(addLadderStep(controller, of, step), /appeals.ladder.twice/);
	await assert.rejects(
		addLadderStep(controller, of, { ...step, when: 'share', amount: 0 }),
		/appeals.ladder.amount/,
	);
	await removeLadderStep(
		controller,
		of,
		stepKey({ kind: 'promise', side: 'before', amount: 4, unit: 'working-hours', whom: 'head' }),
	);
	await setRhythm(controller, town.id, { quietFrom: 20, quietTo: 9, digestAt: null });
	view = await viewLadder(of);
	assert.deepEqual(
		[view.holds?.steps.length, view.rhythm?.quietFrom, view.rhythm?.digestAt],
		[general, 20, null],
	);
	await undoLadder(controller, of);
	view = await viewLadder(of);
	assert.deepEqual([view.rhythm?.quietFrom, view.rhythm?.digestAt], [21, 8]);
	// the category has its own, the rest stays
	await removeLadderStep(controller, { holdsIn: town.id, category: 'roads' }, stepKey(view.holds!.steps[0]!));
	assert.equal(
		(await viewLadder({ holdsIn: town.id, category: 'roads.potholes' })).holds?.steps.length,
		general - 1,
	);
	assert.equal((await viewLadder(of)).holds?.steps.length, general);
	await undoLadder(controller, { holdsIn: town.id, category: 'roads' });
	assert.equal(
		(await viewLadder({ holdsIn: town.id, category: 'roads.potholes' })).holds?.steps.length,
		general,
	);
});

test('a ladder is taken back change by change down to the one above, and each change says in words what it did', async () => {
	const town = await aTerritory();
	const controller = await (await anAccount({ roles: [{ role: 'controller', territory: town }] })).actor();
	const of = { holdsIn: town.id, category: '' };
	const undoes = async () =>
		(await viewLadder(of)).undoes?.map((one) =>
			'step' in one ? `${one.what} ${stepKey(one.step)}` : one.what,
		);
	const steps = async () => (await viewLadder(of)).holds?.steps.length ?? 0;
	const general = await steps();
	assert.equal(await undoes(), undefined, 'what is above is not undone here');
	await assert.rejects(undoLadder(controller, of), /appeals.ladder.none-of-own/);
	const step = { kind: 'promise', when: 'before', unit: 'working-days', whom: 'head' } as const;
	const name = (amount: number) => `promise before ${amount} working-days head`;
	await addLadderStep(controller, of, { ...step, amount: 4 });
	await addLadderStep(controller, of, { ...step, amount: 7 });
	await setRhythm(controller, town.id, { quietFrom: 20, quietTo: 9, digestAt: null });
	assert.deepEqual(await undoes(), ['quiet', 'no-digest']);
	await assert.rejects(undoLadder(controller, of, 2), /appeals.ladder.moved/);
	await undoLadder(controller, of, 3);
	assert.deepEqual([await undoes(), await steps()], [[`added ${name(7)}`], general + 2]);
	await undoLadder(controller, of);
	assert.deepEqual([await undoes(), await steps()], [['own', `added ${name(4)}`], general + 1]);
	// what is changed after an undoing is undone first, then what was before it
	await removeLadderStep(controller, of, name(4));
	assert.deepEqual([await undoes(), await steps()], [[`removed ${name(4)}`], general]);
	await undoLadder(controller, of);
	await undoLadder(controller, of);
	const { history, own } = await viewLadder(of);
	assert.deepEqual([await undoes(), await steps(), own], [undefined, general, false]);
	await assert.rejects(undoLadder(controller, of), /appeals.ladder.none-of-own/);
	assert.deepEqual(
		history.map((one) => [one.restores, one.changes.map(({ what }) => what).join()]),
		[
			[0, 'inherits'],
			[1, 'added'],
			[null, 'removed'],
			[1, 'removed'],
			[2, 'quiet,digest'],
			[null, 'quiet,no-digest'],
			[null, 'added'],
			[null, 'own,added'],
		],
	);
	await addLadderStep(controller, of, { ...step, amount: 4 });
	assert.deepEqual(await undoes(), ['own', `added ${name(4)}`]);
	await undoLadder(controller, of);
	assert.equal((await viewLadder(of)).own, false);
});

test('a corrected calendar counts the terms of open appeals anew, by long work, with a trace', async () => {
	const town = await aTerritory();
	const receipt = await anAppeal(town.id, { at: moscow('2026-11-20T10:00') });
	const ref: AppealRef = { territory: town.id, id: receipt.id };
	await takeIn(ref, moscow('2026-11-20T10:01'));
	await h.runJobs();
	const due = async () =>
		(await termsOf(database(), ref)).flatMap((term) => (term.kind === 'promise' ? [term.dueOn] : []))[0];
	assert.equal(await due(), '2026-12-04');
	const administrator = await anAccount({ roles: [{ role: 'administrator', territory: installation }] });
	const correction = {
		country: 'RU',
		region: '',
		source: 'Указ',
		sourceOn: null,
		day: '2026-11-30',
		kind: 'holiday' as const,
	};
	await correctDay(await administrator.actor(), correction);
	await h.runJobs();
	assert.equal(await due(), '2026-12-07');
	assert.equal((await appeals.read(database(), ref))?.dueOn, '2026-12-07');
	const changes = (await changesOf(database(), ref)).map((one) => [
		one.kind,
		one.because,
		one.from?.dueOn,
		one.to?.dueOn,
	]);
	assert.deepEqual(changes, [['promise', 'calendar', '2026-12-04', '2026-12-07']]);
	const [line] = (await appeals.historyOf(database(), ref, ['public'])).filter(
		(one) => one.kind === 'term-changed',
	);
	assert.equal(line?.facts.because, 'calendar');
	const [work] = await database()<{ state: string }[]>`
		select state from jobs.work where job = 'appeals.recount-terms' and territory_id in (
			select ancestor_id from territories.closure where descendant_id = ${town.id})`;
	assert.equal(work?.state, 'done');
});
