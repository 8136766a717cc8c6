import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { excerptOf, isOver, mayBecome, type State, states } from './appeal.ts';
import { type Category, CategoryTree } from './category.ts';
import { soundsUrgent } from './emergency.ts';
import { followCodeFrom, hashOfFollowCode, isFollowCode } from './follow-code.ts';
import { filingInput } from './input.ts';
import { findPersonal, hidden, masked, withoutName } from './mask.ts';
import { numberOf, readNumber } from './number.ts';
import { problemWithPoint, readDegrees } from './place.ts';
import { type StarterCategory, starterCategories } from './starter-categories.ts';

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
	test('what was found is named once', () =>
		assert.deepEqual(findPersonal('+7 912 345-67-89, +7 912 345-67-88, кв. 5'), ['phone', 'flat']));
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
	test('nothing follows the end', () => {
		for (const from of states.filter(isOver))
			for (const to of states) assert.equal(mayBecome(from, to), false);
	});
	test('every state but the first can be reached from the first', () => {
		const reached = new Set<State>(['filed']);
		for (const from of reached) for (const to of states) if (mayBecome(from, to)) reached.add(to);
		assert.equal(reached.size, states.length);
	});
	test('only an answer can be accepted or returned', () => {
		for (const from of states) {
			assert.equal(mayBecome(from, 'accepted'), from === 'answered');
			assert.equal(mayBecome(from, 'returned'), from === 'answered');
		}
	});
});

describe('categories', () => {
	const one = (code: string, part: Partial<Category> = {}): Category => ({
		code,
		parent: code.includes('.') ? (code.split('.')[0] ?? null) : null,
		offeredIn: null,
		position: 0,
		answerDays: null,
		reactionDays: null,
		daysAre: 'working',
		emergency: false,
		shownTo: 'public',
		placeKind: null,
		closedOn: null,
		texts: [],
		...part,
	});
	const tree = new CategoryTree([
		one('roads', { answerDays: 10, reactionDays: 2, placeKind: 'road' }),
		one('roads.snow', { answerDays: 3 }),
		one('roads.signs'),
		one('old', { closedOn: '2026-01-01' }),
		one('old.part'),
		one('local', { offeredIn: 7 }),
	]);
	test('terms come from the nearest category that has them', () => {
		assert.deepEqual(tree.promised('roads.snow'), {
			category: 'roads.snow',
			answerDays: 3,
			reactionDays: 2,
			daysAre: 'working',
		});
		assert.equal(tree.promised('roads.signs').category, 'roads');
		assert.equal(tree.promised('unknown').answerDays, null);
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
	test('the starter set has unique codes that name their parent, and words in both languages', () => {
		const seen = new Set<string>();
		const walk = (all: StarterCategory[], parent: string | null) => {
			for (const category of all) {
				assert.ok(!seen.has(category.code), category.code);
				seen.add(category.code);
				if (parent) assert.ok(category.code.startsWith(`${parent}.`));
				for (const lang of ['ru', 'en'] as const) assert.ok(category[lang][0].length > 2);
				walk(category.below ?? [], category.code);
			}
		};
		walk(starterCategories, null);
		assert.ok(seen.size > 35);
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
		['no category', { category: '' }, 'category'],
		['a place of a thousand letters', { where: 'я'.repeat(1_000) }, 'where'],
		['a list for a text', { text: ['а', 'б'] }, 'text'],
	];
	for (const [name, part, field] of cases)
		test(name, () => {
			const read = filingInput.safeParse({ ...right, ...part });
			assert.equal(read.success ? null : String(read.error.issues[0]?.path[0]), field);
		});
});
