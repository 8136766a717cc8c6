import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database, type TerritoryId } from '#platform/db/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aBody } from '#tests/support/fixtures/organisations.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { mirror } from '../project.ts';
import { takeUp } from '../take-up.ts';
import { readDeskAsked } from './asked.ts';
import { desksOf } from './desks-of.ts';
import { readInbox } from './read-inbox.ts';
import { changeView, removeView, savedViewsAt, saveView } from './saved-views.ts';
import type { View } from './views.ts';

const h = await house();
const ask = (text: string) => readDeskAsked(new URLSearchParams(text));
const figures = async (actor: Actor) =>
	Object.fromEntries(
		(await readInbox(actor, ask(''))).views.map(({ view, count }) => [view, count]),
	) as Record<View, number>;
const numbers = async (actor: Actor, text: string) =>
	(await readInbox(actor, ask(text))).rows.map((row) => row.number);
const day = 86_400_000;

async function aDesk() {
	const town = await aTerritory();
	const body = await aBody(town.id);
	await body.answersFor('roads');
	const executor = await body.staff('executor');
	const head = await body.staff('head');
	return { town, body, executor, head };
}

test('the figure beside each view is what its list holds, for the body, its town and the region above', async () => {
	const { town, executor } = await aDesk();
	const region = town.parents.at(-1)?.id as TerritoryId;
	const controllers = [
		await (await anAccount({ roles: [{ role: 'controller', territory: town.id }] })).actor(),
		await (await anAccount({ roles: [{ role: 'controller', territory: region, reach: 'subtree' }] })).actor(),
	];
	const one = await anAppeal(town.id);
	await anAppeal(town.id, { at: new Date(Date.now() - 60 * day) });
	await anAppeal(town.id, { category: 'authority' });
	await h.runJobs();
	const actor = await executor.actor();
	await takeUp(actor, one);
	await h.runJobs();
	for (const person of [actor, ...controllers]) {
		const page = await readInbox(person, ask(''));
		for (const { view, count } of page.views) {
			const { rows } = await readInbox(person, ask(`view=${view}`));
			if (count !== null) assert.equal(count, rows.length, `${page.desk.key}, ${view}`);
		}
	}
	const found = await figures(actor);
	assert.deepEqual([found.all, found.mine, found.new, found.late, found.unassigned], [2, 1, 1, 1, 1]);
	assert.equal((await figures(controllers[1] as Actor)).unsorted, 1);
});

test('after an act the figures stand before the next page, without waiting for jobs', async () => {
	const { town, executor } = await aDesk();
	const controller = await (await anAccount({ roles: [{ role: 'controller', territory: town.id }] })).actor();
	const appeal = await anAppeal(town.id);
	await h.runJobs();
	const actor = await executor.actor();
	assert.equal((await figures(actor)).new, 1);
	await takeUp(actor, appeal);
	await mirror(appeal);
	assert.deepEqual([(await figures(actor)).new, (await figures(actor)).mine], [0, 1]);
	assert.equal((await figures(controller)).unassigned, 0);
});

test('filters narrow a desk: category, executor, channel, period, state, term, words, number', async () => {
	const { town, executor } = await aDesk();
	const pit = await anAppeal(town.id, {
		text: 'На перекрёстке большая яма, машины бьют колёса.',
		where: 'Мира, 5',
	});
	const snow = await anAppeal(town.id, {
		category: 'roads.snow',
		channel: 'phone',
		text: 'Не чистят снег у больницы третий день.',
		at: new Date(Date.now() - 60 * day),
	});
	await h.runJobs();
	const actor = await executor.actor();
	await takeUp(actor, pit);
	await h.runJobs();
	const cases: [string, string[]][] = [
		['category=roads.snow', [snow.number]],
		['category=roads', [snow.number, pit.number]],
		['executor=none', [snow.number]],
		[`executor=${executor.id}`, [pit.number]],
		['channel=phone', [snow.number]],
		['state=in-work', [pit.number]],
		['term=late', [snow.number]],
		['q=ямы', [pit.number]],
		['q=больница снег', [snow.number]],
		[`q=${pit.number.slice(-6)}`, [pit.number]],
		[`from=${new Date(Date.now() - 5 * day).toISOString().slice(0, 10)}`, [pit.number]],
		[`to=${new Date(Date.now() - 5 * day).toISOString().slice(0, 10)}`, [snow.number]],
		['sort=newest', [pit.number, snow.number]],
		['sort=oldest', [snow.number, pit.number]],
	];
	for (const [query, expected] of cases)
		assert.deepEqual(await numbers(actor, `view=all&${query}`), expected, query);
});

test('a long desk is walked page by page in every order, each appeal once', async () => {
	const { town, executor } = await aDesk();
	for (let i = 0; i < 7; i++) await anAppeal(town.id, { at: new Date(Date.now() - (i % 3) * day) });
	await h.runJobs();
	const actor = await executor.actor();
	for (const sort of ['due', 'newest', 'oldest', 'changed', 'joined']) {
		const seen: string[] = [];
		for (let after: string | null = ''; after !== null; ) {
			const page: Awaited<ReturnType<typeof readInbox>> = await readInbox(
				actor,
				ask(`view=all&sort=${sort}&after=${after}`),
				3,
			);
			seen.push(...page.rows.map((row) => row.number));
			after = page.next;
		}
		assert.equal(seen.length, 7, sort);
		assert.equal(new Set(seen).size, 7, sort);
	}
});

test('a saved view is one’s own, a head makes it common, and others neither change nor see what is not theirs', async () => {
	const { town, executor, head } = await aDesk();
	const [mine, chief] = [await executor.actor(), await head.actor()];
	const desk = async (actor: Actor) => (await desksOf(actor))[0]!;
	const kept = { name: 'Снег', query: 'view=all&category=roads.snow&after=x&open=1/2', opensFirst: true };
	await saveView(mine, await desk(mine), { ...kept, shared: false });
	const [view] = await savedViewsAt(mine, await desk(mine));
	assert.equal(
		view?.query,
		`desk=${encodeURIComponent((await desk(mine)).key)}&view=all&category=roads.snow`,
	);
	assert.equal((await savedViewsAt(chief, await desk(chief))).length, 0);
	await assert.rejects(saveView(mine, await desk(mine), { ...kept, shared: true }), {
		code: 'platform.not-allowed',
	});
	await assert.rejects(removeView(chief, await desk(chief), view!.id), { code: 'appeals.view-not-found' });
	await saveView(chief, await desk(chief), { ...kept, name: 'Зима', shared: true });
	const common = (await savedViewsAt(mine, await desk(mine))).find((one) => one.shared)!;
	assert.equal(common.name, 'Зима');
	await assert.rejects(
		changeView(mine, await desk(mine), common.id, { name: 'Моя', shared: true, opensFirst: false }),
		{
			code: 'appeals.view-not-found',
		},
	);
	await saveView(mine, await desk(mine), { ...kept, name: 'Другая', shared: false });
	const first = (await savedViewsAt(mine, await desk(mine))).filter(
		(one) => one.opensFirst && one.owner === mine.account,
	);
	assert.deepEqual(
		first.map((one) => one.name),
		['Другая'],
		'one desk opens with one view',
	);
	await removeView(mine, await desk(mine), view!.id);
	const [audit] = await database()`
		select count(*) from audit.entry where territory_id = ${town.id}
			and action in ('appeals.view-saved', 'appeals.view-removed')`;
	assert.equal(Number(audit?.count), 4);
});
