import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AccountId, database } from '#platform/db/door.server.ts';
import { declareAbsence } from '#rooms/organisations/door.server.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { type AnAccount, anAccount } from '#tests/support/fixtures/identity.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import type { AppealRef } from '../appeal.ts';
import { project } from '../project.ts';
import { historyOf } from '../store.server.ts';
import { takeIn } from '../take-in.ts';
import { takeUp } from '../take-up.ts';
import { sweepTerms } from './sweep.ts';
import { tellBurning } from './tell-burning.ts';

const h = await house();
const moscow = (text: string) => new Date(`${text}+03:00`);
const filedAt = moscow('2026-11-20T10:00');

/** Promised until 4 December, by law until 18 December. The executor, the head and the mayor are away from 30 November. */
async function anOfficeOnLeave() {
	const town = await aTerritory();
	const body = await aBody(town.id);
	await body.answersFor(null);
	const people = {
		executor: await body.staff('executor'),
		colleague: await body.staff('official'),
		head: await body.staff('head'),
		second: await body.staff('official'),
		controller: await anAccount({ roles: [{ role: 'controller', territory: town }] }),
		mayor: await anAccount({ roles: [{ role: 'head', territory: town }] }),
		vice: await anAccount({ roles: [{ role: 'official', territory: town }] }),
	};
	const receipt = await anAppeal(town.id, { at: filedAt });
	const ref: AppealRef = { territory: town.id, id: receipt.id };
	await takeIn(ref, new Date(filedAt.getTime() + 60_000));
	await takeUp(await people.executor.actor(), ref, moscow('2026-11-20T12:00'));
	const leaves = async (account: AnAccount, deputy: AnAccount, at: typeof body.id | null) =>
		declareAbsence(
			await account.actor(),
			{ territory: town.id, body: at },
			{ account: account.id, deputy: deputy.id, from: '2026-11-30', until: '2026-12-31' },
			moscow('2026-11-30T08:00'),
		);
	await leaves(people.executor, people.colleague, body.id);
	await leaves(people.head, people.second, body.id);
	await leaves(people.mayor, people.vice, null);
	const names = new Map<AccountId, string>(Object.entries(people).map(([name, one]) => [one.id, name]));
	/** Who was told by notices of a kind, in order. */
	const told = async (kind: string) => {
		await h.runJobs();
		const rows = await database()<{ account: AccountId }[]>`
			select account_id as account from notifications.notice
			where kind like ${kind} and account_id = any(${[...names.keys()]}) order by created_at, id`;
		return rows.map((row) => names.get(row.account));
	};
	return { ref, told };
}

test('whoever stands in is told by the ladder, on each of its rungs, and who is away is not', async () => {
	const { ref, told } = await anOfficeOnLeave();
	const climbed: string[] = [];
	for (const [day, whom] of [
		['2026-12-01T09:00', 'colleague'],
		['2026-12-04T09:30', 'colleague'],
		['2026-12-05T08:00', 'second'],
		['2026-12-09T09:00', 'controller'],
		['2026-12-11T09:00', 'colleague'],
		['2026-12-16T09:00', 'second'],
		['2026-12-19T08:00', 'controller'],
		['2026-12-23T09:00', 'vice'],
	] as const) {
		await sweepTerms(moscow(day));
		climbed.push(whom);
		assert.deepEqual(await told('appeals.term-%'), climbed, day);
	}
	const lines = (await historyOf(database(), ref, ['office'])).filter((one) => one.facts.whom !== undefined);
	assert.deepEqual(
		lines.map(({ facts }) => `${facts.whom}${facts.instead ? ', stood in for' : ''}`).slice(2),
		[
			'head, stood in for',
			'controller',
			'executor, stood in for',
			'head, stood in for',
			'controller',
			'head-of-administration, stood in for',
		],
		'the office reads whom it was told',
	);
});

test('the letter of the morning goes to those who stand in', async () => {
	const { ref, told } = await anOfficeOnLeave();
	await project(ref);
	await tellBurning(moscow('2026-12-07T08:02'));
	assert.deepEqual((await told('appeals.burning')).sort(), ['colleague', 'controller', 'second', 'vice']);
});
