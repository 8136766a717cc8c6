import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database } from '#platform/db/door.server.ts';
import { translatorFor } from '#platform/i18n/door.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import type { AppealRef } from '../appeal.ts';
import { desksOf } from '../desk/desks-of.ts';
import { joinAppeal } from '../join-appeal.ts';
import { editNote } from '../notes/edit-note.ts';
import { notesFor } from '../notes/notes-for.ts';
import { readWork } from '../read-appeal.ts';
import * as store from '../store.server.ts';
import { takeUp } from '../take-up.ts';
import { termsOf } from '../terms/store.server.ts';
import type { BulkAct, BulkRef } from './bulk.ts';
import { setUndoSeconds, undoSecondsIn } from './desk-settings.ts';
import { beginBulk } from './run-bulk.ts';
import { undoBulk } from './undo-bulk.ts';
import { viewBulk } from './view-bulk.ts';

const h = await house();
const t = translatorFor('ru');

async function aTown() {
	const town = await aTerritory();
	const body = await aBody(town.id);
	await body.answersFor('roads');
	const head = await (await body.staff('head')).actor();
	const executor = await (await body.staff('executor')).actor();
	const controller = await (await anAccount({ roles: [{ role: 'controller', territory: town.id }] })).actor();
	return { town, body, head, executor, controller };
}
const filed = async (
	town: Awaited<ReturnType<typeof aTown>>['town'],
	count: number,
	category = 'roads.potholes',
) => {
	const refs = [];
	for (let i = 0; i < count; i++) refs.push(await anAppeal(town.id, { category }));
	await h.runJobs();
	return refs;
};
const doing = async (actor: Actor, refs: readonly AppealRef[], act: BulkAct) =>
	beginBulk(actor, (await desksOf(actor))[0]!, refs, act);
const told = (actor: Actor, ref: BulkRef, now?: Date) =>
	viewBulk({ actor, t, href: (path) => path }, ref, now);
const now = async (ref: AppealRef) => (await store.read(database(), ref))!;
const kinds = async (actor: Actor, ref: AppealRef) =>
	(await readWork(actor, ref)).history.map((one) => one.kind);

test('what is refused for one is told by its number and holds up no other', async () => {
	const { town, executor } = await aTown();
	const [one, two, three] = await filed(town, 3);
	await takeUp(executor, two!);
	const bulk = await doing(executor, [one!, two!, three!, one!], { do: 'take-up' });
	const seen = await told(executor, bulk);
	assert.deepEqual([seen.all, seen.done, seen.goes], [3, 2, false]);
	assert.deepEqual(
		seen.refused.map(({ number, why }) => [number, why]),
		[[two!.number, 'сейчас «В работе», для этого действия рано или поздно']],
	);
	assert.equal((await now(three!)).executor, executor.account);
});

test('taking up is undone: state, executor, terms and desk are as before, and the timeline tells both', async () => {
	const { town, executor } = await aTown();
	const [one] = await filed(town, 1);
	const before = await now(one!);
	const open = async () =>
		(await termsOf(database(), one!)).filter((term) => !term.metAt).map((term) => term.kind);
	const terms = await open();
	const bulk = await doing(executor, [one!], { do: 'take-up' });
	assert.notDeepEqual(await open(), terms);
	await undoBulk(executor, bulk);
	const after = await now(one!);
	assert.deepEqual([after.state, after.executor, after.takenUpAt], [before.state, null, null]);
	assert.deepEqual(await open(), terms);
	assert.deepEqual((await kinds(executor, one!)).slice(-2), ['taken-up', 'undone']);
	assert.equal((await told(executor, bulk)).undone, 1);
	await undoBulk(executor, bulk);
	assert.equal((await kinds(executor, one!)).filter((kind) => kind === 'undone').length, 1, 'twice is once');
});

test('routing, assigning, classifying, giving back and noting are undone as well', async () => {
	const { town, body, head, executor, controller } = await aTown();
	const other = await aBody(town.id, { name: 'Водоканал', administrator: body.administrator });
	const [unsorted] = await filed(town, 1, 'authority');
	const [routed] = await filed(town, 1);
	const cases: [Actor, AppealRef, BulkAct][] = [
		[controller, unsorted!, { do: 'route', body: { territory: other.territory, id: other.id } }],
		[head, routed!, { do: 'assign', executor: executor.account, unit: null }],
		[executor, routed!, { do: 'classify', category: 'roads.snow' }],
		[executor, routed!, { do: 'pass-on', body: null, reason: 'Это не наша дорога' }],
	];
	for (const [actor, ref, act] of cases) {
		const before = await now(ref);
		const bulk = await doing(actor, [ref], act);
		assert.equal((await told(actor, bulk)).done, 1, act.do);
		const changed = await now(ref);
		assert.notDeepEqual(
			[changed.state, changed.body, changed.executor, changed.category],
			[before.state, before.body, before.executor, before.category],
		);
		await undoBulk(actor, bulk);
		const after = await now(ref);
		for (const key of ['state', 'body', 'unit', 'executor', 'category', 'dueOn', 'routedBy'] as const)
			assert.deepEqual(after[key], before[key], `${act.do}: ${key}`);
	}
	const bulk = await doing(executor, [routed!], { do: 'note', text: 'Проверить на планёрке' });
	await undoBulk(executor, bulk);
	const history = (await readWork(executor, routed!)).history;
	const note = history.find((one) => one.kind === 'noted')!;
	assert.deepEqual(
		[history.at(-1)?.facts.note, note.facts.withdrawn, note.text],
		[note.id, 'yes', null],
		'that there was a note is told, not what it said',
	);
	assert.deepEqual(await notesFor(executor, await now(routed!)), [], 'nor among the notes');
	await assert.rejects(editNote(executor, routed!, note.id, 'Другое'), { code: 'appeals.note.not-found' });
});

test('what somebody worked on since stays, a neighbour who joined does not count', async () => {
	const { town, head, executor } = await aTown();
	const [one, two] = await filed(town, 2);
	const bulk = await doing(head, [one!, two!], { do: 'assign', executor: executor.account, unit: null });
	await takeUp(executor, one!);
	await joinAppeal(await (await anAccount()).actor(), two!);
	await undoBulk(head, bulk);
	const seen = await told(head, bulk);
	assert.equal(seen.undone, 1);
	assert.deepEqual(
		seen.kept.map(({ number, why }) => [number, why]),
		[[one!.number, 'с ним уже работали после этого']],
	);
	assert.equal((await now(one!)).executor, executor.account);
	assert.equal((await now(two!)).executor, null);
});

test('after its time an act is not undone, by another never, and closing at no time', async () => {
	const { town, body, head, executor, controller } = await aTown();
	const [one, two] = await filed(town, 2);
	await setUndoSeconds(await body.administrator.actor(), town.id, 30);
	assert.deepEqual(await undoSecondsIn(town.id), { seconds: 30, own: true });
	const bulk = await doing(executor, [one!], { do: 'take-up' });
	const late = new Date(Date.now() + 31_000);
	assert.equal((await told(executor, bulk, late)).undoUntil, null);
	await assert.rejects(undoBulk(executor, bulk, late), { code: 'appeals.bulk.too-late' });
	await assert.rejects(undoBulk(head, bulk), { code: 'appeals.bulk-not-found' });
	await assert.rejects(told(head, bulk), { code: 'appeals.bulk-not-found' });
	await assert.rejects(setUndoSeconds(head, town.id, 60), { code: 'platform.not-found' });
	const closing = await doing(controller, [two!], {
		do: 'close',
		text: 'На такое же обращение ответили в октябре.',
	});
	assert.equal((await now(two!)).state, 'closed');
	assert.equal((await told(controller, closing)).undoUntil, null);
	await assert.rejects(undoBulk(controller, closing), { code: 'appeals.bulk.too-late' });
});

test('an act on more than sixty is done by a job and taken up again where it stopped', async () => {
	const { town, executor } = await aTown();
	const refs = await filed(town, 62);
	const bulk = await doing(executor, refs, { do: 'take-up' });
	assert.equal((await told(executor, bulk)).goes, true);
	await h.runJobs();
	const seen = await told(executor, bulk);
	assert.deepEqual([seen.goes, seen.done], [false, 62]);
	await undoBulk(executor, bulk);
	assert.equal((await told(executor, bulk)).undone, 62);
});

test('who may not work at the desk begins nothing, and of what one may not see not even the number is told', async () => {
	const { town, executor } = await aTown();
	const elsewhere = await aTown();
	const [foreign] = await filed(elsewhere.town, 1);
	const [own] = await filed(town, 1);
	const stranger = await (await anAccount()).actor();
	const desk = (await desksOf(executor))[0]!;
	await assert.rejects(beginBulk(stranger, desk, [own!], { do: 'take-up' }), { code: 'platform.not-found' });
	await database()`update appeals.appeal set visibility = 'authority' where territory_id = ${foreign!.territory} and id = ${foreign!.id}`;
	const seen = await told(executor, await doing(executor, [foreign!], { do: 'take-up' }));
	assert.deepEqual(
		seen.refused.map((one) => one.number),
		['без номера'],
	);
});
