import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database, transaction } from '#platform/db/door.server.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { answerAppeal } from '../answer-appeal.ts';
import type { AppealRef } from '../appeal.ts';
import { project } from '../project.ts';
import * as appeals from '../store.server.ts';
import { takeIn } from '../take-in.ts';
import { takeUp } from '../take-up.ts';
import { pauseTerms } from './pause-terms.ts';
import { addLadderStep } from './set-ladder.ts';
import { termsOf } from './store.server.ts';
import { sweepTerms } from './sweep.ts';
import { tellBurning } from './tell-burning.ts';

const h = await house();
const moscow = (text: string) => new Date(`${text}+03:00`);
const filedAt = moscow('2026-11-20T10:00');

/** Filed on a Friday, promised until 4 December, by law until 18 December; the default ladder. */
async function anOfficeWithAPothole() {
	const town = await aTerritory();
	const body = await aBody(town.id);
	await body.answersFor(null);
	const [executor, head] = [await body.staff('executor'), await body.staff('head')];
	const controller = await anAccount({ roles: [{ role: 'controller', territory: town }] });
	const mayor = await anAccount({ roles: [{ role: 'head', territory: town }] });
	const receipt = await anAppeal(town.id, { at: filedAt });
	const ref: AppealRef = { territory: town.id, id: receipt.id };
	await takeIn(ref, new Date(filedAt.getTime() + 60_000));
	await takeUp(await executor.actor(), ref, moscow('2026-11-20T12:00'));
	/** Who was told what of this appeal, in order. */
	const told = async () => {
		await h.runJobs();
		const names = new Map([
			[executor.id, 'executor'],
			[head.id, 'head'],
			[controller.id, 'controller'],
			[mayor.id, 'mayor'],
		]);
		const rows = await database()<{ account: never; kind: string; term: string }[]>`
			select account_id as account, kind, facts ->> 'term' as term from notifications.notice
			where kind like 'appeals.term-%' and facts ->> 'number' = ${receipt.number} order by created_at, id`;
		return rows.map(
			(row) => `${names.get(row.account)}: ${row.kind.replace('appeals.term-', '')} ${row.term}`,
		);
	};
	const next = async () =>
		(await termsOf(database(), ref))
			.flatMap((term) => (term.nextAt ? [term.nextAt.getTime()] : []))
			.sort()[0];
	return { town, body, executor, head, controller, mayor, receipt, ref, told, next };
}

test('the ladder is climbed step by step, each step told once however often the sweep runs', async () => {
	const { ref, told, next } = await anOfficeWithAPothole();
	assert.equal(new Date((await next()) ?? 0).toISOString(), moscow('2026-12-01T09:00').toISOString());
	await sweepTerms(moscow('2026-12-01T08:59'));
	assert.deepEqual(await told(), []);
	const day = async (text: string) => {
		await Promise.all([sweepTerms(moscow(text)), sweepTerms(moscow(text))]);
		await sweepTerms(moscow(text));
		return told();
	};
	const climbed = ['executor: near promise'];
	assert.deepEqual(await day('2026-12-01T09:00'), climbed);
	assert.deepEqual(await day('2026-12-04T09:30'), [...climbed, 'executor: near promise']);
	climbed.push('executor: near promise');
	// midnight: it is missed, but nobody is woken
	assert.deepEqual(await day('2026-12-05T00:30'), climbed);
	const [promise] = (await termsOf(database(), ref)).filter((term) => term.kind === 'promise');
	assert.equal(promise?.missedAt?.toISOString(), moscow('2026-12-05T00:00').toISOString());
	climbed.push('head: late promise');
	assert.deepEqual(await day('2026-12-05T08:00'), climbed);
	climbed.push('controller: escalated promise');
	assert.deepEqual(await day('2026-12-09T09:00'), climbed);
	climbed.push('executor: near answer');
	assert.deepEqual(await day('2026-12-11T09:00'), climbed);
	climbed.push('head: near answer');
	assert.deepEqual(await day('2026-12-16T09:00'), climbed);
	climbed.push('controller: escalated answer');
	assert.deepEqual(await day('2026-12-19T08:00'), climbed);
	climbed.push('mayor: escalated answer');
	assert.deepEqual(await day('2026-12-23T09:00'), climbed);
	assert.equal(await next(), undefined, 'nothing is left to tell');
	const lines = async (audience: 'public' | 'office') =>
		(await appeals.historyOf(database(), ref, [audience])).map((one) => [
			one.kind,
			one.facts.whom ?? one.facts.term,
		]);
	assert.deepEqual((await lines('public')).slice(-2), [
		['term-missed', 'promise'],
		['term-missed', 'answer'],
	]);
	assert.deepEqual(
		(await lines('office')).map(([kind, whom]) => `${kind} ${whom}`),
		[
			'warned executor',
			'warned executor',
			'escalated head',
			'escalated controller',
			'warned executor',
			'warned head',
			'escalated controller',
			'escalated head-of-administration',
		],
	);
});

test('after a week without the machine each hears the last news, not all of it, and not at night', async () => {
	const { told } = await anOfficeWithAPothole();
	await sweepTerms(moscow('2026-12-09T23:40'));
	assert.deepEqual(await told(), []);
	await sweepTerms(moscow('2026-12-10T12:00'));
	assert.deepEqual(
		(await told()).sort(),
		['controller: escalated promise', 'head: late promise'],
		'nobody is warned of what is missed',
	);
});

test('a new step of the ladder tells nobody of what lies behind it, and holds for what comes', async () => {
	const { town, controller, receipt, told } = await anOfficeWithAPothole();
	const day = (days: number) => new Date(Date.now() + days * 86_400_000);
	const on = (days: number) => day(days).toISOString().slice(0, 10);
	// overdue for long, nothing of it is left to tell
	await database()`
		update appeals.term set due_on = ${on(-21)}, due_at = ${day(-20)}, started_on = ${on(-50)}, started_at = ${day(-50)},
			missed_at = ${day(-20)}, next_at = null
		where territory_id = ${town.id} and appeal_id = ${receipt.id} and kind = 'promise'`;
	await database()`
		update appeals.term set met_at = now(), next_at = null
		where territory_id = ${town.id} and appeal_id = ${receipt.id} and kind <> 'promise'`;
	const step = { kind: 'promise', unit: 'working-days' } as const;
	const of = { holdsIn: town.id, category: '' };
	const by = await controller.actor();
	await addLadderStep(by, of, { ...step, when: 'share', amount: 5, whom: 'executor' });
	await addLadderStep(by, of, { ...step, when: 'after', amount: 1, whom: 'head-of-administration' });
	await addLadderStep(by, of, { ...step, when: 'after', amount: 30, whom: 'head-of-administration' });
	await h.runJobs();
	const noon = (days: number) => new Date(`${on(days)}T09:00:00Z`);
	await sweepTerms(noon(1));
	assert.deepEqual(await told(), []);
	await sweepTerms(noon(90));
	assert.deepEqual(await told(), ['mayor: escalated promise']);
});

test('where nobody stands on a rung the next above is told', async () => {
	const town = await aTerritory();
	const mayor = await anAccount({ roles: [{ role: 'head', territory: town }] });
	// nobody answers for anything here: it waits in the registry
	const receipt = await anAppeal(town.id, { at: filedAt });
	await takeIn({ territory: town.id, id: receipt.id }, new Date(filedAt.getTime() + 60_000));
	await sweepTerms(moscow('2026-11-25T12:00'));
	await h.runJobs();
	const rows = await database()<{ account: string; term: string }[]>`
		select account_id as account, facts ->> 'term' as term from notifications.notice
		where kind like 'appeals.term-%' and facts ->> 'number' = ${receipt.number} order by 2`;
	assert.deepEqual(
		rows.map((row) => [row.account, row.term]),
		[
			[mayor.id, 'reaction'],
			[mayor.id, 'redirect'],
		],
	);
});

test('whoever stands on two rungs, in person or for those who are not there, hears it once, and the history has one line', async () => {
	const town = await aTerritory();
	const controller = await anAccount({ roles: [{ role: 'controller', territory: town }] });
	const everybody = { holdsIn: town.id, category: '' };
	for (const whom of ['head', 'controller'] as const)
		await addLadderStep(await controller.actor(), everybody, {
			kind: 'promise',
			when: 'before',
			amount: 3,
			unit: 'working-days',
			whom,
		});
	await h.runJobs();
	const told = async (staffed: boolean) => {
		const body = await aBody(town.id);
		await body.answersFor(staffed ? 'roads' : 'yards');
		// who leads the body does the work as well, while nobody has taken it up
		const head = staffed ? await body.staff('head') : null;
		const receipt = await anAppeal(town.id, {
			at: filedAt,
			...(staffed ? {} : { category: 'yards.benches' }),
		});
		const ref: AppealRef = { territory: town.id, id: receipt.id };
		await takeIn(ref, new Date(filedAt.getTime() + 60_000));
		await database()`update appeals.term set met_at = ${filedAt}, next_at = null
			where territory_id = ${town.id} and appeal_id = ${receipt.id} and kind <> 'promise'`;
		await sweepTerms(moscow('2026-12-01T09:00'));
		await sweepTerms(moscow('2026-12-01T09:01'));
		await h.runJobs();
		const rows = await database()<{ account: string }[]>`
			select account_id as account from notifications.notice
			where kind = 'appeals.term-near' and facts ->> 'number' = ${receipt.number} order by created_at, id`;
		const lines = (await appeals.historyOf(database(), ref, ['office'])).filter(
			(one) => one.kind === 'warned',
		);
		return {
			notices: rows.map((row) =>
				row.account === head?.id ? 'head' : row.account === controller.id ? 'controller' : '?',
			),
			lines: lines.map(({ facts }) => `${facts.whom} ${facts.people}`),
		};
	};
	assert.deepEqual(await told(true), {
		notices: ['head', 'controller'],
		lines: ['executor 1', 'controller 1'],
	});
	assert.deepEqual(await told(false), { notices: ['controller'], lines: ['controller 1'] });
});

test('a wait that nobody ended ends by itself, and a clock that stands warns nobody', async () => {
	const { ref, told } = await anOfficeWithAPothole();
	await transaction((tx) =>
		pauseTerms(tx, ref, {
			reason: 'resident',
			by: null,
			at: moscow('2026-11-30T10:00'),
			until: moscow('2026-12-03T10:00'),
		}),
	);
	await sweepTerms(moscow('2026-12-02T10:00'));
	assert.deepEqual(await told(), []);
	await sweepTerms(moscow('2026-12-03T10:00'));
	const kinds = (await appeals.historyOf(database(), ref, ['public'])).map((one) => one.kind);
	assert.equal(kinds.at(-1), 'term-resumed');
	const [promise] = (await termsOf(database(), ref)).filter((term) => term.kind === 'promise');
	assert.deepEqual([promise?.dueOn, promise?.waits], ['2026-12-09', null]);
	await sweepTerms(moscow('2026-12-04T09:00'));
	assert.deepEqual(await told(), ['executor: near promise']);
});

test('what is answered is told of no more', async () => {
	const { ref, executor, told, next } = await anOfficeWithAPothole();
	await answerAppeal(
		await executor.actor(),
		ref,
		{ text: 'Яму засыпали.', photographs: [] },
		moscow('2026-11-30T10:00'),
	);
	await sweepTerms(moscow('2026-12-20T12:00'));
	assert.deepEqual(await told(), []);
	assert.equal(
		new Date((await next()) ?? 0).toISOString(),
		moscow('2026-12-31T00:00').toISOString(),
		'only the author has a term now',
	);
});

test('an appeal that cannot be swept does not hold up the others', async () => {
	const [one, other] = [await anOfficeWithAPothole(), await anOfficeWithAPothole()];
	const sql = database();
	await sql.unsafe(
		`alter table appeals.term_told add constraint broken check (territory_id <> ${one.town.id}) not valid`,
	);
	await sweepTerms(moscow('2026-12-01T09:00'));
	assert.deepEqual(await other.told(), ['executor: near promise']);
	assert.deepEqual(await one.told(), []);
	await sql.unsafe('alter table appeals.term_told drop constraint broken');
	await sweepTerms(moscow('2026-12-01T10:00'));
	assert.deepEqual(await one.told(), ['executor: near promise'], 'it is tried again an hour later');
});

test('a wait that is nowhere written down does not keep the sweep running for ever', async () => {
	const { ref, told } = await anOfficeWithAPothole();
	await database()`
		update appeals.term set waits_for = 'resident', waits_since = ${filedAt}, waits_until = ${moscow('2026-11-24T10:00')},
			next_at = ${moscow('2026-11-24T10:00')}
		where territory_id = ${ref.territory} and kind = 'promise'`;
	await sweepTerms(moscow('2026-11-24T10:00'));
	await sweepTerms(moscow('2026-12-01T09:00'));
	assert.deepEqual(await told(), ['executor: near promise']);
});

test('one letter in the morning of a working day with all that burns, to each their own', async () => {
	const { executor, head, controller, ref, receipt } = await anOfficeWithAPothole();
	await project(ref);
	const letters = async () => {
		await h.runJobs();
		const rows = await database()<
			{ account: string; facts: { count: number; late: number; list: string } }[]
		>`
			select account_id as account, facts from notifications.notice
			where kind = 'appeals.burning' and account_id = any(${[executor.id, head.id, controller.id]})`;
		return rows.filter((row) => row.facts.list.includes(receipt.number));
	};
	await tellBurning(moscow('2026-12-05T08:02'));
	assert.deepEqual(await letters(), [], 'not on a Saturday');
	await tellBurning(moscow('2026-12-07T09:02'));
	assert.deepEqual(await letters(), [], 'not at another hour');
	await tellBurning(moscow('2026-12-07T08:02'));
	await tellBurning(moscow('2026-12-07T08:40'));
	const told = await letters();
	assert.equal(told.length, 3);
	assert.ok(told.every(({ facts }) => facts.count === 1 && facts.late === 1));
	assert.match(told[0]?.facts.list ?? '', /· 04\.12 · улица Мира/);
});
