import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { AccountId, TerritoryId, Uuid } from '#platform/db/ids.ts';
import { type Actor, type Grant, may, registerRules } from '#platform/permissions/door.ts';
import { closings, type State, states, type Visibility } from './appeal.ts';
import { type AppealPlace, permissions } from './permissions.ts';

const town = 1 as TerritoryId;
const elsewhere = 2 as TerritoryId;
const body = { territory: town, id: 'body' as Uuid };

before(() => registerRules(permissions));

const grant = (role: string, territory = town, space: Uuid | null = null): Grant => ({
	role,
	territory,
	reach: 'territory',
	space,
});
const actor = (...grants: Grant[]): Actor => ({
	account: 'someone' as Actor['account'],
	name: '',
	grants,
	lang: 'ru',
	request: '',
	signIn: null,
	residence: null,
});

/** Everybody who can stand before an appeal of the town that lies with a body of it. */
const people = {
	outsider: { ...actor(), account: null },
	resident: actor(),
	administrator: actor(grant('administrator')),
	'registry controller': actor(grant('controller')),
	'registry official': actor(grant('official')),
	'body official': actor(grant('official', town, body.id)),
	'body executor': actor(grant('executor', town, body.id)),
	'body controller': actor(grant('controller', town, body.id)),
	'body head': actor(grant('head', town, body.id)),
	'head of another body': actor(grant('head', town, 'other' as Uuid)),
	'controller elsewhere': actor(grant('controller', elsewhere)),
	moderator: actor(grant('moderator')),
	'moderator of a community': actor(grant('moderator', town, 'community' as Uuid)),
	'moderator elsewhere': actor(grant('moderator', elsewhere)),
	editor: actor(grant('editor')),
	observer: actor(grant('observer')),
	'observer elsewhere': actor(grant('observer', elsewhere)),
} satisfies Record<string, Actor>;
type Person = keyof typeof people;

const registry: Person[] = ['registry controller', 'registry official'];
const keepers: Person[] = ['moderator', 'administrator', ...registry];
const staff: Person[] = ['body official', 'body executor', 'body controller', 'body head'];
// who holds a role in the whole territory holds it in each of its bodies
const officials: Person[] = [...registry, ...staff];
const everyone = Object.keys(people) as Person[];

const open: State[] = ['filed', 'registered', 'routed', 'in-work', 'answered', 'returned'];
const atWork: State[] = ['routed', 'in-work', 'returned'];

/** right → who, in which states; the appeal is public and not theirs. */
const table: Record<string, { who: Person[]; states: readonly State[] }> = {
	'appeals.register': { who: registry, states: ['filed'] },
	'appeals.route': { who: registry, states: ['registered', 'routed', 'in-work', 'returned'] },
	'appeals.close': { who: registry, states: ['filed', 'registered', ...atWork] },
	'appeals.see-whole': { who: officials, states },
	'appeals.comment': { who: officials, states },
	'appeals.classify': {
		who: [...registry, 'body executor', 'body controller', 'body head'],
		states: open,
	},
	'appeals.pass-on': { who: [...registry, 'body executor', 'body controller', 'body head'], states: atWork },
	'appeals.assign': { who: ['registry controller', 'body controller', 'body head'], states: atWork },
	'appeals.prolong': {
		who: ['registry controller', 'body controller', 'body head'],
		states: ['registered', ...atWork],
	},
	'appeals.wait': {
		who: [...registry, 'body executor', 'body controller', 'body head'],
		states: ['registered', ...atWork],
	},
	'appeals.merge': {
		who: [...registry, 'body executor', 'body controller', 'body head'],
		states: ['registered', ...atWork],
	},
	'appeals.unmerge': { who: [], states: [] },
	'appeals.ask': {
		who: [...registry, 'body executor', 'body controller', 'body head'],
		states: ['registered', ...atWork],
	},
	'appeals.supplement': { who: [], states: [] },
	'appeals.ask-part': { who: [...registry, 'body executor', 'body controller', 'body head'], states: atWork },
	'appeals.do-part': { who: [], states: [] },
	'appeals.report-field': {
		who: ['registry controller', 'body executor', 'body controller', 'body head'],
		states: atWork,
	},
	'appeals.take-up': { who: ['body executor', 'body head'], states: ['routed', 'returned'] },
	'appeals.answer': { who: ['body executor', 'body head'], states: atWork },
	'appeals.accept': { who: [], states: [] },
	'appeals.return': { who: [], states: [] },
	'appeals.withdraw': { who: [], states: [] },
	'appeals.dispute': {
		who: everyone.filter((person) => person !== 'outsider'),
		states: ['answered', 'accepted', 'closed'],
	},
	'appeals.return-sampled': { who: ['registry controller', 'observer'], states },
	'appeals.hide': { who: keepers, states: states.filter((state) => state !== 'filed') },
	'appeals.show-again': { who: [], states: [] },
	'appeals.show-photograph': { who: keepers, states: states.filter((state) => state !== 'filed') },
	'appeals.review': { who: registry, states },
	'appeals.join': {
		who: everyone.filter((person) => person !== 'outsider'),
		states: ['registered', 'routed', 'in-work', 'answered', 'returned'],
	},
	'appeals.follow': { who: everyone, states: ['registered', 'routed', 'in-work', 'answered', 'returned'] },
};

const place = (state: State, part: Partial<AppealPlace> = {}): AppealPlace => ({
	territory: town,
	body: state === 'filed' || state === 'registered' ? null : body,
	state,
	visibility: 'public',
	mine: false,
	...part,
});

for (const [right, { who, states: allowed }] of Object.entries(table))
	test(`${right}: who may, in every state`, () => {
		for (const person of everyone)
			for (const state of states) {
				const thing = place(state);
				// staff of the body come into question once it lies with them; joining asks for no role
				const reaches =
					thing.body !== null ||
					!staff.includes(person) ||
					['appeals.join', 'appeals.follow', 'appeals.dispute'].includes(right);
				const expected = who.includes(person) && allowed.includes(state) && reaches;
				assert.equal(may(people[person], right, thing), expected, `${person}, ${state}`);
			}
	});

test('appeals.approve: the role that the answer waits for, in the body or in the territory as a whole, while it is worked on', () => {
	for (const approval of ['head', 'controller', 'official', null])
		for (const person of everyone)
			for (const state of states) {
				const thing = place(state, { approval });
				const holding: Record<string, Person[]> = {
					head: ['body head'],
					controller: ['body controller', 'registry controller'],
					official: ['body official', 'registry official'],
				};
				const expected =
					approval !== null && atWork.includes(state) && (holding[approval] ?? []).includes(person);
				assert.equal(
					may(people[person], 'appeals.approve', thing),
					expected,
					`${approval}, ${person}, ${state}`,
				);
			}
});

test('appeals.approve: of a named step only who is named or stands in, and holds the role', () => {
	const head = people['body head'].account;
	const stranger = 'somebody else' as AccountId;
	const named = (approver: AppealPlace['approver'], approval = `head:${head}`) =>
		everyone.filter((person) =>
			may(people[person], 'appeals.approve', place('in-work', { approval, approver })),
		);
	assert.deepEqual(named(head), ['body head']);
	assert.deepEqual(named(stranger), [], 'another of the same role');
	assert.deepEqual(named(null), ['body head'], 'who was named has left');
	assert.deepEqual(named(undefined), [], 'closed where nobody asked who it is');
});

test('the author accepts and returns an answer, and withdraws what is not answered; nobody else does', () => {
	for (const state of states) {
		const mine = place(state, { mine: true });
		for (const person of ['outsider', 'resident'] as const) {
			assert.equal(may(people[person], 'appeals.accept', mine), state === 'answered');
			assert.equal(may(people[person], 'appeals.return', mine), state === 'answered');
			assert.equal(
				may(people[person], 'appeals.withdraw', mine),
				['filed', 'registered', ...atWork].includes(state),
			);
			assert.equal(may(people[person], 'appeals.join', mine), false, 'nobody joins their own');
			assert.equal(may(people[person], 'appeals.follow', mine), false);
		}
	}
});

test('while a controller looks at a returned answer nobody works on it or gives it away; the author may still add and take it back', () => {
	const thing = place('returned', { inReview: true, withBodies: [`${town}/other`] });
	for (const right of [
		...['take-up', 'answer', 'pass-on', 'route', 'merge', 'approve', 'wait'],
		...['ask', 'ask-part', 'do-part', 'report-field'],
	])
		for (const person of everyone)
			assert.equal(may(people[person], `appeals.${right}`, thing), false, `${right}, ${person}`);
	const mine = place('returned', { inReview: true, mine: true });
	assert.equal(may(people.resident, 'appeals.withdraw', mine), true);
	assert.equal(may(people.resident, 'appeals.supplement', mine), true);
});

test('what is led is acted on through the one that leads: here it is only taken out, asked about, noted and closed', () => {
	for (const state of atWork) {
		const led = place(state, { merged: true });
		for (const right of [
			'route',
			'pass-on',
			'assign',
			'take-up',
			'answer',
			'wait',
			'merge',
			'ask-part',
			'report-field',
		])
			for (const person of everyone)
				assert.equal(may(people[person], `appeals.${right}`, led), false, `${right}, ${person}`);
		for (const person of everyone)
			assert.equal(
				may(people[person], 'appeals.unmerge', led),
				state !== 'returned' &&
					[...registry, 'body executor', 'body controller', 'body head'].includes(person),
				person,
			);
		assert.equal(may(people['body executor'], 'appeals.ask', led), true);
	}
});

test('who takes part sees the whole and does the part, and neither answers nor gives it away', () => {
	const thing = place('in-work', { visibility: 'authority', withBodies: [`${town}/other`] });
	const helper = people['head of another body'];
	for (const right of ['see', 'see-whole', 'comment', 'do-part', 'report-field'])
		assert.equal(may(helper, `appeals.${right}`, thing), true, right);
	for (const right of ['answer', 'pass-on', 'route', 'close', 'ask', 'ask-part', 'merge', 'assign'])
		assert.equal(may(helper, `appeals.${right}`, thing), false, right);
	assert.equal(may(helper, 'appeals.see', place('in-work', { visibility: 'authority' })), false);
});

test('the author answers and adds while the work goes on, and nobody else does', () => {
	for (const state of states)
		assert.equal(
			may(people.outsider, 'appeals.supplement', place(state, { mine: true })),
			['registered', ...atWork].includes(state),
		);
});

test('what silence closed its author may still return, what was closed otherwise not', () => {
	for (const closedBecause of closings)
		assert.equal(
			may(people.resident, 'appeals.return', place('closed', { mine: true, closedBecause })),
			closedBecause === 'silent',
		);
});

test('appeals.see: the author always, officials who work on it always, others only what is public and registered', () => {
	const visibilities: Visibility[] = ['public', 'nameless', 'authority'];
	for (const person of everyone)
		for (const state of states)
			for (const visibility of visibilities) {
				const thing = place(state, { visibility });
				const works = registry.includes(person) || (staff.includes(person) && thing.body !== null);
				const expected = works || (visibility !== 'authority' && state !== 'filed');
				assert.equal(
					may(people[person], 'appeals.see', thing),
					expected,
					`${person}, ${state}, ${visibility}`,
				);
				const own = place(state, { visibility, mine: true });
				assert.equal(may(people[person], 'appeals.see', own), true);
			}
});

test('what an official hid is shown again by those who keep order, never what its author keeps to the authority', () => {
	for (const person of everyone)
		for (const state of states.filter((one) => one !== 'filed')) {
			const hidden = place(state, { visibility: 'authority', hiddenWas: 'nameless' });
			const closed = place(state, { visibility: 'authority', hiddenWas: null });
			const keeps = keepers.includes(person);
			const works = registry.includes(person) || (staff.includes(person) && hidden.body !== null);
			const ask = (right: string, thing: AppealPlace) => may(people[person], `appeals.${right}`, thing);
			assert.equal(ask('show-again', hidden), keeps, person);
			assert.equal(ask('show-photograph', hidden), keeps, person);
			assert.equal(ask('see', hidden), keeps || works, person);
			assert.equal(ask('hide', hidden), false, person);
			for (const right of ['hide', 'show-again', 'show-photograph'])
				assert.equal(ask(right, closed), false, `${right}, ${person}`);
			assert.equal(ask('see', closed), works, person);
			const mine = { ...hidden, mine: true };
			assert.equal(ask('show-again', mine), false, 'nobody decides on their own');
			assert.equal(ask('see', mine), true);
			for (const right of ['join', 'follow', 'dispute']) assert.equal(ask(right, hidden), false, right);
		}
});

test('the list of what is hidden opens to those who keep order in the territory as a whole', () => {
	for (const person of everyone)
		assert.equal(
			may(people[person], 'appeals.see-hidden', { territory: town }),
			keepers.includes(person),
			person,
		);
	const ofOne = people['moderator of a community'];
	assert.equal(may(ofOne, 'appeals.see-hidden', { territory: town, space: 'community' as Uuid }), false);
});

test('the office pages open to those who work in a body or keep the registry', () => {
	for (const person of everyone) {
		const { grants } = people[person];
		const opens = grants.some((one) =>
			may(people[person], 'appeals.work', { territory: one.territory, space: one.space }),
		);
		assert.equal(
			opens,
			[...officials, 'head of another body', 'controller elsewhere'].includes(person),
			person,
		);
	}
});

test('calls are taken by operators and by those who keep the registry of the territory as a whole', () => {
	const operator = actor(grant('operator'));
	const inBody = actor(grant('operator', town, body.id));
	assert.equal(may(operator, 'appeals.take-calls', { territory: town }), true);
	assert.equal(may(operator, 'appeals.take-calls', { territory: elsewhere }), false);
	assert.equal(may(inBody, 'appeals.take-calls', { territory: town, space: body.id }), false);
	assert.equal(
		may(operator, 'appeals.see-whole', place('routed')),
		false,
		'what was filed by others stays closed',
	);
	for (const person of everyone)
		assert.equal(
			may(people[person], 'appeals.take-calls', { territory: town }),
			registry.includes(person),
			person,
		);
});
