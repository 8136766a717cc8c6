import assert from 'node:assert/strict';
import { test } from 'node:test';
import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { Invalid, Refusal } from '#platform/errors/door.ts';
import { type Actor, installation } from '#platform/permissions/door.ts';
import { outsider } from '#rooms/identity/door.server.ts';
import { tree } from '#rooms/territories/door.server.ts';
import { anAppeal } from '#tests/support/fixtures/appeals.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { categories } from '../categories.server.ts';
import { blankCategory } from '../category.ts';
import * as store from '../store.server.ts';
import { addCategory, changeCategory, mayEdit, moveCategory, undoChange } from './change-category.ts';
import { closeCategory, keepPromises, openCategory } from './close-category.ts';
import { offerCategory } from './offer-category.ts';
import { problemWithChoice } from './refuse-choice.ts';
import { readChanges } from './save-store.server.ts';

const h = await house();
const top = await (
	await anAccount({ roles: [{ role: 'administrator', territory: installation, reach: 'subtree' }] })
).actor();
const text = (name: string) => [{ lang: 'ru', name, hint: '', seasonNote: '', emergencyNote: '' }];
const common = (name: string, parent: string | null = null) =>
	addCategory(top, { parent, offeredIn: null, texts: text(name) });
const today = new Date().toISOString().slice(0, 10);
const codeOf = async (work: Promise<unknown>) => {
	try {
		await work;
		return null;
	} catch (error) {
		if (error instanceof Invalid) return error.problems.map((one) => one.code).join(' ');
		if (error instanceof Refusal) return error.code;
		throw error;
	}
};

test('the code of a category comes from its name, and the second of that name gets a number', async () => {
	const parent = await common('Каналы и мосты');
	assert.equal(parent, 'kanaly-i-mosty');
	assert.equal(await common('Шлюз', parent), 'kanaly-i-mosty.shlyuz');
	assert.equal(await common('Шлюз', parent), 'kanaly-i-mosty.shlyuz-2');
	assert.equal(await common('112 звонков'), 't-112-zvonkov');
});

test('everything that a category says is read back as it was written', async () => {
	const code = await common('Фонтаны');
	const whole = {
		answer: { amount: 12, unit: 'working-hours' as const },
		reaction: { amount: 1, unit: 'days' as const },
		calendar: 'six-day' as const,
		seasonFrom: '05-01',
		seasonTo: '09-30',
		emergency: true,
		emergencyPhone: '8 800 000-00-00',
		shownTo: 'nameless' as const,
		placeKind: 'park',
		placeKinds: ['park', 'yard'],
		routeAt: 0.625,
		ownQuestions: true,
		ownChecklist: true,
		ownApproval: true,
		words: [
			{ lang: 'ru', word: 'струя' },
			{ lang: 'en', word: 'fountain' },
		],
		examples: [{ lang: 'ru', text: 'Фонтан не работает второй день.' }],
		questions: [
			{
				code: 'which',
				kind: 'choice' as const,
				required: true,
				asked: true,
				texts: [{ lang: 'ru', label: 'Какой', hint: 'У театра или на площади' }],
				options: [
					{ code: 'one', offered: true, texts: [{ lang: 'ru', label: 'У театра' }] },
					{ code: 'two', offered: true, texts: [{ lang: 'ru', label: 'На площади' }] },
				],
			},
		],
		checklist: [
			{ code: 'done', kind: 'text' as const, required: true, texts: [{ lang: 'ru', label: 'Что сделано' }] },
		],
		approval: ['controller', 'head'],
	};
	await changeCategory(top, code, (before) => ({ ...before, ...whole }));
	const read = (await categories()).get(code);
	assert.deepEqual({ ...read, ...whole }, read);
});

test('a question that is taken away is asked no more, and its words stay for the answers that name it', async () => {
	const code = await common('Часы на башне');
	const question = {
		code: 'which',
		kind: 'text' as const,
		required: false,
		asked: true,
		texts: [{ lang: 'ru', label: 'Какие часы', hint: '' }],
		options: [],
	};
	await changeCategory(top, code, (before) => ({ ...before, ownQuestions: true, questions: [question] }));
	await changeCategory(top, code, (before) => ({ ...before, questions: [] }));
	const tree = await categories();
	assert.deepEqual(tree.questions(code), []);
	assert.equal(tree.get(code)?.questions[0]?.texts[0]?.label, 'Какие часы');
});

test('every change is kept with who made it and can be taken back', async () => {
	const code = await common('Карусели');
	await changeCategory(top, code, (before) => ({ ...before, answer: { amount: 3, unit: 'days' } }));
	await changeCategory(top, code, (before) => ({ ...before, texts: text('Карусели и качели') }));
	const [last, first] = await readChanges(database(), code, 10);
	assert.equal(last?.account, top.account);
	assert.equal(last?.before?.texts[0]?.name, 'Карусели');
	await undoChange(top, code, first?.revision ?? 0);
	const now = (await categories()).get(code);
	assert.equal(now?.answer, null, 'as it was before the first change');
	assert.equal(now?.texts[0]?.name, 'Карусели');
	const [undone] = await readChanges(database(), code, 10);
	await undoChange(top, code, undone?.revision ?? 0);
	assert.equal((await categories()).get(code)?.answer?.amount, 3, 'taking back can be taken back');
	const made = (await readChanges(database(), code, 10)).at(-1);
	assert.equal(await codeOf(undoChange(top, code, made?.revision ?? 0)), 'appeals.category.nothing-to-undo');
});

test('a form filled in from an older state does not overwrite what somebody else changed', async () => {
	const code = await common('Лодки');
	const seen = (await categories()).get(code)?.revision;
	await changeCategory(top, code, (before) => ({ ...before, emergency: true }), { seen });
	assert.equal(
		await codeOf(changeCategory(top, code, (before) => ({ ...before, emergency: false }), { seen })),
		'appeals.category.changed-meanwhile',
	);
});

test('a change that changes nothing leaves no trace', async () => {
	const code = await common('Пирсы');
	await changeCategory(top, code, (before) => before);
	assert.equal((await readChanges(database(), code, 10)).length, 1);
});

test('up and down move a category among those of the same owner', async () => {
	const group = await common('Порядок тем');
	const town = await aTerritory();
	const [a, b, c] = [await common('А', group), await common('Б', group), await common('В', group)];
	const own = await addCategory(top, { parent: group, offeredIn: town.id, texts: text('Своя') });
	const order = async () => (await categories()).below(group).map((one) => one.code);
	await moveCategory(top, c, 'up');
	assert.deepEqual(await order(), [a, c, b, own]);
	await moveCategory(top, a, 'up');
	assert.deepEqual(await order(), [a, c, b, own], 'the first stays');
	await moveCategory(top, own, 'up');
	assert.deepEqual(await order(), [a, c, b, own], 'what a territory adds stands below the common ones');
});

test('what is wrong is refused at its field', async () => {
	const code = await common('Ошибки');
	const inner = await common('Внутри', code);
	const wrong = (part: object, of = code) => codeOf(changeCategory(top, of, (one) => ({ ...one, ...part })));
	assert.equal(await wrong({ texts: text('') }), 'appeals.category.form.name.missing');
	assert.equal(await wrong({ parent: inner }), 'appeals.category.form.parent.wrong');
	assert.equal(await wrong({ parent: 'nothing' }), 'appeals.category.form.parent.wrong');
	assert.equal(await wrong({ seasonFrom: '02-30', seasonTo: '03-01' }), 'appeals.category.form.season.wrong');
	assert.equal(await wrong({ seasonFrom: '02-01' }), 'appeals.category.form.season.half');
	assert.equal(await wrong({ approval: ['king'] }), 'platform.field.choose');
	assert.equal(await wrong({ instead: code }), 'appeals.category.form.instead.wrong');
	const two = await common('Ниже', inner);
	const three = await common('Ещё ниже', two);
	assert.equal(
		await codeOf(addCategory(top, { parent: three, offeredIn: null, texts: text('Слишком глубоко') })),
		'appeals.category.form.parent.deep',
	);
});

const town = await aTerritory();
const village = await town.below({ kind: 'place' });
const roles: [string, string, TerritoryId, boolean, boolean][] = [
	['the administrator of the installation', 'administrator', installation, true, true],
	['the administrator of the town', 'administrator', town.id, false, true],
	['the head of the town', 'head', town.id, false, true],
	['a controller of the town', 'controller', town.id, false, false],
	['an official of the town', 'official', town.id, false, false],
	['an editor of the town', 'editor', town.id, false, false],
	['the administrator of a place below it', 'administrator', village.id, false, false],
];
for (const [name, role, territory, mayCommon, mayOwn] of roles)
	test(`${name} ${mayCommon ? 'may' : 'may not'} change the common ones and ${mayOwn ? 'may' : 'may not'} change those of the town`, async () => {
		const account = await anAccount({ roles: [{ role, territory, reach: 'subtree' }] });
		const actor = await account.actor();
		assert.equal(mayEdit(actor, blankCategory('a')), mayCommon);
		assert.equal(mayEdit(actor, blankCategory('a', { offeredIn: town.id })), mayOwn);
		const change = (one: Actor, code: string) =>
			changeCategory(one, code, (was) => ({ ...was, emergency: true }));
		const local = await addCategory(top, { parent: null, offeredIn: town.id, texts: text(`Права ${role}`) });
		assert.equal(await codeOf(change(actor, local)), mayOwn ? null : 'platform.not-allowed');
		assert.equal(
			await codeOf(change(actor, await common(`Общие ${role}`))),
			mayCommon ? null : 'platform.not-allowed',
		);
		assert.equal(
			await codeOf(offerCategory(actor, town.id, 'roads', null)),
			mayOwn ? null : 'platform.not-found',
		);
	});

test('an outsider is asked to sign in, and the head of a body is not the head of the town', async () => {
	assert.equal(await codeOf(changeCategory(outsider(), 'roads', (one) => one)), 'platform.sign-in-first');
	const space = '00000000-0000-7000-8000-000000000001' as never;
	const head = await anAccount({ roles: [{ role: 'head', territory: town.id, space }] });
	assert.equal(mayEdit(await head.actor(), blankCategory('a', { offeredIn: town.id })), false);
});

test('a town leaves out what it does not do; a place below it may take it on again', async () => {
	const code = await common('Метро');
	const region = tree.parentOf(town.id) as TerritoryId;
	await offerCategory(top, region, code, false);
	const offered = async (...areas: number[]) => (await categories()).isOffered(code, areas);
	assert.equal(await offered(town.id, region), false);
	await offerCategory(top, town.id, code, true);
	assert.equal(await offered(town.id, region), true);
	await offerCategory(top, town.id, code, null);
	assert.equal(await offered(town.id, region), false, 'it says nothing any more');
});

test('a closed category is refused with what to take instead, and opens again', async () => {
	const to = await common('Самокаты');
	const from = await common('Велосипеды');
	await closeCategory(top, from, { on: today, open: 'stay', instead: to });
	const said = problemWithChoice(await categories(), from, { day: today, areas: [town.id], lang: 'ru' });
	assert.equal(said?.code, 'appeals.form.category.closed-instead');
	assert.deepEqual(said?.facts, { name: 'Велосипеды', instead: 'Самокаты', to });
	assert.equal(await codeOf(anAppeal(town.id, { category: from })), 'appeals.form.category.closed-instead');
	await openCategory(top, from);
	assert.equal(problemWithChoice(await categories(), from, { day: today, areas: [], lang: 'ru' }), null);
});

test('closing with a move gives open appeals the other category and counts their terms anew', async () => {
	const from = await common('Голуби');
	const to = await common('Птицы');
	await changeCategory(top, to, (one) => ({ ...one, answer: { amount: 2, unit: 'working-days' } }));
	const receipt = await anAppeal(town.id, { category: from });
	await h.runJobs();
	await closeCategory(top, from, { on: today, open: 'move', instead: to });
	await h.runJobs();
	const appeal = await store.read(database(), receipt);
	assert.equal(appeal?.category, to);
	assert.ok((appeal?.dueOn ?? '') < receipt.dueOn);
});

test('a category that closes in the future moves its appeals on that day and not before', async () => {
	const from = await common('Вороны');
	const to = await common('Совы');
	const receipt = await anAppeal(town.id, { category: from });
	const soon = new Date(Date.now() + 3 * 86_400_000);
	await closeCategory(top, from, { on: soon.toISOString().slice(0, 10), open: 'move', instead: to });
	await keepPromises();
	await h.runJobs();
	assert.equal((await store.read(database(), receipt))?.category, from);
	await keepPromises(new Date(soon.getTime() + 86_400_000));
	await h.runJobs();
	assert.equal((await store.read(database(), receipt))?.category, to);
});

test('after a merge the old code is read as the new one', async () => {
	const from = await common('Лужайки');
	const to = await common('Газоны города');
	await closeCategory(top, from, { on: today, open: 'merge', instead: to });
	const tree = await categories();
	assert.equal(tree.resolve(from)?.code, to);
	assert.deepEqual(tree.reads(to).sort(), [from, to].sort());
	assert.equal(
		await codeOf(closeCategory(top, to, { on: today, open: 'merge', instead: from })),
		'appeals.category.form.instead.wrong',
		'not in a circle',
	);
	const group = await common('Группа с темами');
	await common('Тема группы', group);
	assert.equal(
		await codeOf(closeCategory(top, group, { on: today, open: 'merge', instead: to })),
		'appeals.category.form.merge.has-below',
	);
});
