import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { excerptOf, isOver, mayBecome, type State, states } from './appeal.ts';
import { blankCategory, type Category } from './category.ts';
import { CategoryTree } from './category-tree.ts';
import { soundsUrgent } from './emergency.ts';
import { followCodeFrom, hashOfFollowCode, isFollowCode } from './follow-code.ts';
import { filingInput } from './input.ts';
import { hidden, masked, personalIn, shownFrom, withoutName } from './mask.ts';
import { numberOf, readNumber } from './number.ts';
import { problemWithPoint, readDegrees } from './place.ts';

describe('numbers', () => {
	test('a number carries the territory, the year and six digits', () => {
		assert.equal(numberOf('46-017', 2026, 123), '46-017-2026-000123');
		assert.equal(numberOf('46-017', 2026, 1_234_567), '46-017-2026-1234567');
	});
	const typed: [string, string | undefined][] = [
		['46-017-2026-000123', '46-017-2026-000123'],
		[' № 46-017-2026-000123 ', '46-017-2026-000123'],
		['46–017–2026–000123', '46-017-2026-000123'],
		['46 017 2026 000123', '46-017-2026-000123'],
		['d1-2026-000001', 'D1-2026-000001'],
		['123', undefined],
		['46-017-1999-000123', undefined],
		["46-017-2026-000123' or 1=1", undefined],
		['', undefined],
	];
	for (const [text, number] of typed)
		test(`"${text}" is read as ${number ?? 'nothing'}`, () => assert.equal(readNumber(text)?.number, number));
});

describe('what is hidden in public', () => {
	const texts: [string, string][] = [
		['звоните +7 (912) 345-67-89 вечером', `звоните ${hidden} вечером`],
		['тел. 89123456789', `тел. ${hidden}`],
		['8(34271)2-34-56', hidden],
		['пишите ivan.petrov@mail.ru', `пишите ${hidden}`],
		['Ленина 5, кв. 12', `Ленина 5, кв. ${hidden}`],
		['квартира 12а', `квартира ${hidden}`],
		['машина А123ВС59 стоит', `машина ${hidden} стоит`],
		['паспорт 5704 123456', `паспорт ${hidden}`],
		['СНИЛС 123-456-789 00', `СНИЛС ${hidden}`],
		['карта 2202 2002 1234 5678', `карта ${hidden}`],
	];
	for (const [text, shown] of texts) test(text, () => assert.equal(masked(text), shown));
	const kept = [
		'Ленина 5, яма 2 на 3 метра',
		'с 12.11.2026 до 15.11.2026',
		'обращение 46-017-2026-000123',
		'дом 8, подъезд 3, этаж 12',
		'маршрут 59',
		'в 2026 году 12 345 678 рублей',
	];
	for (const text of kept) test(`nothing in "${text}"`, () => assert.equal(masked(text), text));
	test('the telephone of the body that answers stays, however it is written', () =>
		assert.equal(
			masked('Диспетчер: 8 (342) 000-11-22, ваш: +7 912 345-67-89', ['+7 342 000-11-22']),
			`Диспетчер: 8 (342) 000-11-22, ваш: ${hidden}`,
		));
	test('what was found is told with its place', () =>
		assert.deepEqual(
			personalIn('кв. 5, +7 912 345-67-89, Иванова А.П.').map((one) => [one.what, one.text]),
			[
				['flat', '5'],
				['phone', '+7 912 345-67-89'],
				['name', 'Иванова А.П.'],
			],
		));
	test('what the author wants to be seen stays, and nothing else can be kept', () => {
		const text = 'Звоните 8 912 345-67-89 или +7 900 000-00-01, Ольга Петрова';
		const shown = shownFrom([text], ['+7 (912) 3456789', 'Ольга Петрова', 'чужое']);
		assert.deepEqual(shown, ['+7 (912) 3456789', 'Ольга Петрова']);
		assert.equal(masked(text, shown), `Звоните 8 912 345-67-89 или ${hidden}, Ольга Петрова`);
	});
	test('an answer keeps the names of those who signed it', () =>
		assert.equal(masked('Начальник Сидоров П.И.', [], { names: false }), 'Начальник Сидоров П.И.'));
	test('a name goes in any case form, other words stay', () =>
		assert.equal(
			withoutName('Уважаемая Мария Ивановна! Петровой ответили на улице Мира.', 'Мария Петрова'),
			`Уважаемая ${hidden} Ивановна! ${hidden} ответили на улице Мира.`,
		));
});

describe('places', () => {
	const inside = ({ lat, lon }: { lat: number; lon: number }) => lat > 57 && lat < 58 && lon > 56 && lon < 57;
	const points: [string, number, number, string | undefined][] = [
		['inside', 57.43, 56.94, undefined],
		['nowhere', 0, 0, 'appeals.place.zero'],
		['swapped', 56.94, 57.43, 'appeals.place.swapped'],
		['in another town', 55.75, 37.61, 'appeals.place.outside'],
		['beyond the pole', 157.4, 300, 'appeals.place.not-a-point'],
		['not a number', Number.NaN, 1, 'appeals.place.not-a-point'],
	];
	for (const [name, lat, lon, code] of points)
		test(`a point ${name}`, async () =>
			assert.equal((await problemWithPoint({ lat, lon }, inside))?.code, code));
	const degrees: [string, number | undefined][] = [
		['57.43', 57.43],
		['57,43', 57.43],
		[' 57.43° ', 57.43],
		['-0.5', -0.5],
		['57.43.1', undefined],
		['<script>', undefined],
		['1e3', undefined],
		['', undefined],
	];
	for (const [text, number] of degrees)
		test(`"${text}" are ${number} degrees`, () => assert.equal(readDegrees(text), number));
});

describe('states', () => {
	test('nothing follows the end but "not done"', () => {
		for (const from of states.filter(isOver))
			for (const to of states) assert.equal(mayBecome(from, to), to === 'returned');
	});
	test('every state but the first can be reached from the first', () => {
		const reached = new Set<State>(['filed']);
		for (const from of reached) for (const to of states) if (mayBecome(from, to)) reached.add(to);
		assert.equal(reached.size, states.length);
	});
	test('only an answer can be accepted, and only what an answer ended can be returned', () => {
		for (const from of states) {
			assert.equal(mayBecome(from, 'accepted'), from === 'answered');
			assert.equal(mayBecome(from, 'returned'), from === 'answered' || isOver(from));
		}
	});
});

describe('categories', () => {
	const one = (code: string, part: Partial<Category> = {}): Category =>
		blankCategory(code, { parent: code.includes('.') ? (code.split('.')[0] ?? null) : null, ...part });
	const days = (amount: number) => ({ amount, unit: 'working-days' }) as const;
	const tree = new CategoryTree([
		one('roads', { answer: days(10), reaction: days(2), placeKind: 'road' }),
		one('roads.snow', { answer: days(3) }),
		one('roads.signs'),
		one('old', { closedOn: '2026-01-01' }),
		one('old.part'),
		one('local', { offeredIn: 7 }),
	]);
	test('terms come from the nearest category that has them', () => {
		assert.deepEqual(tree.promise('roads.snow'), {
			answer: { value: days(3), from: 'roads.snow' },
			reaction: { value: days(2), from: 'roads' },
			calendar: 'office',
		});
		assert.equal(tree.promise('roads.signs').answer?.from, 'roads');
		assert.equal(tree.promise('unknown').answer, null);
		assert.equal(tree.placeKind('roads.signs'), 'road');
	});
	const open: [string, string, number[], boolean][] = [
		['roads.snow', '2026-11-20', [1], true],
		['old', '2025-12-31', [1], true],
		['old', '2026-01-01', [1], false],
		['old.part', '2026-01-01', [1], false],
		['local', '2026-11-20', [1], false],
		['local', '2026-11-20', [9, 7], true],
		['nothing', '2026-11-20', [1], false],
	];
	for (const [code, day, areas, expected] of open)
		test(`${code} ${expected ? 'may' : 'may not'} be chosen on ${day} in ${areas}`, () =>
			assert.equal(tree.isOpen(code, day, areas), expected));
	const whole = new CategoryTree(
		[
			one('roads', {
				answer: { amount: 10, unit: 'days' },
				calendar: 'six-day',
				shownTo: 'nameless',
				routeAt: 0.8,
				ownChecklist: true,
				checklist: [{ code: 'done', kind: 'text', required: true, texts: [] }],
				ownApproval: true,
				approval: ['head'],
				placeKinds: ['yard', 'road'],
			}),
			one('roads.snow', { seasonFrom: '11-01', seasonTo: '03-31', routeNever: true }),
			one('roads.signs', {
				reaction: { amount: 12, unit: 'working-hours' },
				ownApproval: true,
				ownQuestions: true,
				questions: [
					{ code: 'which', kind: 'text', required: true, asked: true, texts: [], options: [] },
					{ code: 'old', kind: 'text', required: true, asked: false, texts: [], options: [] },
				],
			}),
			one('roads.pits', { closedOn: '2026-01-01', closing: 'merge', instead: 'roads.signs' }),
			one('roads.ruts', { closedOn: '2026-01-01', closing: 'merge', instead: 'roads.pits' }),
			one('roads.tram', { closedOn: '2026-01-01', instead: 'rails' }),
			one('rails'),
			one('gas', { emergency: true, emergencyPhone: '104' }),
			one('gas.smell'),
		],
		[
			{ territory: 2, category: 'rails', offered: false },
			{ territory: 3, category: 'rails', offered: true },
		],
	);
	test('what a category does not say of itself is said by the one above', () => {
		assert.deepEqual(whole.promise('roads.signs'), {
			answer: { value: { amount: 10, unit: 'days' }, from: 'roads' },
			reaction: { value: { amount: 12, unit: 'working-hours' }, from: 'roads.signs' },
			calendar: 'six-day',
		});
		assert.equal(whole.shownTo('roads.snow'), 'nameless');
		assert.equal(whole.routeAt('roads.signs'), 0.8);
		assert.equal(whole.routeAt('roads.snow'), null);
		assert.equal(whole.routeAt('rails'), null);
		assert.deepEqual(whole.placeKinds('roads.snow'), ['yard', 'road']);
		assert.deepEqual(
			whole.checklist('roads.snow').map((item) => item.code),
			['done'],
		);
		assert.deepEqual(whole.approval('roads.snow'), ['head']);
	});
	test('a list of its own may be empty, and a question asked no more is not asked', () => {
		assert.deepEqual(whole.approval('roads.signs'), []);
		assert.deepEqual(
			whole.questions('roads.signs').map((question) => question.code),
			['which'],
		);
		assert.deepEqual(whole.questions('roads.snow'), []);
	});
	test('danger of a group is danger of all below it, with its number', () => {
		assert.equal(whole.emergency('gas.smell')?.phone, '104');
		assert.equal(whole.emergency('roads'), null);
	});
	const seasons: [string, string, boolean][] = [
		['roads.snow', '2026-10-31', false],
		['roads.snow', '2026-11-01', true],
		['roads.snow', '2027-01-15', true],
		['roads.snow', '2027-03-31', true],
		['roads.snow', '2027-04-01', false],
		['roads.signs', '2026-07-01', true],
	];
	for (const [code, day, expected] of seasons)
		test(`${code} is ${expected ? 'in' : 'out of'} season on ${day}`, () =>
			assert.equal(whole.isInSeason(code, day), expected));
	test('out of season it is offered last, not hidden', () => {
		const leaves = (day: string) => whole.choices(day, [1])[0]?.leaves.map((leaf) => leaf.code);
		assert.equal(leaves('2026-07-01')?.at(-1), 'roads.snow');
		assert.ok(leaves('2026-12-01')?.includes('roads.snow'));
	});
	test('the nearest territory that says so decides whether a category is offered', () => {
		assert.ok(whole.isOffered('rails', [1]));
		assert.ok(!whole.isOffered('rails', [2, 1]));
		assert.ok(whole.isOffered('rails', [3, 2, 1]));
	});
	test('the code of a merged category leads to the one it was merged into', () => {
		assert.equal(whole.resolve('roads.ruts')?.code, 'roads.signs');
		assert.deepEqual(whole.reads('roads.signs').sort(), ['roads.pits', 'roads.ruts', 'roads.signs']);
	});
	test('in place of one that may not be chosen the one it names is offered, else the open one above', () => {
		assert.equal(whole.openInstead('roads.tram', '2026-05-01', [1])?.code, 'rails');
		assert.equal(whole.openInstead('roads.tram', '2026-05-01', [2])?.code, 'roads');
		assert.equal(whole.openInstead('roads.ruts', '2026-05-01', [1])?.code, 'roads.signs');
		assert.equal(whole.openInstead('nothing', '2026-05-01', [1]), undefined);
	});
});

test('an excerpt keeps whole words', () => {
	assert.equal(excerptOf('коротко'), 'коротко');
	assert.equal(excerptOf('раз  два\nтри четыре', 10), 'раз два…');
	assert.equal([...excerptOf('😀'.repeat(300), 20)].length, 21);
});

test('a code is read in any case and without its dashes, and no other opens', () => {
	const code = followCodeFrom(Buffer.alloc(32, 7));
	assert.match(code, /^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/);
	const hash = hashOfFollowCode(code);
	assert.ok(isFollowCode(code.toLowerCase().replaceAll('-', ' '), hash));
	assert.ok(!isFollowCode(`${code}2`, hash));
	assert.ok(!isFollowCode('', hash));
	assert.ok(!isFollowCode(code, null));
});

test('words of danger are heard, everyday words are not', () => {
	for (const text of [
		'Сильный запах газа в подъезде',
		'горит дом',
		'оборваны электропровода',
		'There is a gas leak',
	])
		assert.ok(soundsUrgent(text), text);
	for (const text of ['Не горит фонарь', 'пожарный выход завален', 'нет газа третий день', 'газон вытоптан'])
		assert.ok(!soundsUrgent(text), text);
});

describe('what the form refuses', () => {
	const right = { text: 'Яма у остановки на Мира', category: 'roads', where: 'Мира 5', visibility: 'public' };
	const cases: [string, Record<string, unknown>, string | null][] = [
		['nothing but what is needed', {}, null],
		['ten thousand letters', { text: 'ы'.repeat(10_000) }, null],
		['one letter more', { text: 'ы'.repeat(10_001) }, 'text'],
		['a text of nine letters', { text: 'яма-яма-я' }, 'text'],
		['a name of ten thousand letters', { name: 'я'.repeat(10_000) }, 'name'],
		['an address that is none', { email: 'где-то@' }, 'email'],
		['an audience that is none', { visibility: 'friends' }, 'visibility'],
		['a place of a thousand letters', { where: 'я'.repeat(1_000) }, 'where'],
		['a list for a text', { text: ['а', 'б'] }, 'text'],
	];
	for (const [name, part, field] of cases)
		test(name, () => {
			const read = filingInput.safeParse({ ...right, ...part });
			assert.equal(read.success ? null : String(read.error.issues[0]?.path[0]), field);
		});
});
