import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AccountId, TerritoryId } from '../db/ids.ts';
import { type Actor, decide, type Grant, installation, type Place, registerRules } from './door.ts';
import { explain } from './explain.ts';

registerRules({
	'mill.see': { may: ['anyone'] },
	'mill.ask': { may: ['signed-in'] },
	'mill.grind': {
		may: ['administrator', 'official'],
		when: (_, thing: { own: boolean }) => thing.own,
		always: ['administrator'],
	},
	'mill.close': { may: ['administrator'] },
	'mill.lead': { may: ['moderator'] },
	'mill.whole': { may: ['head'], when: (_, at: Place) => !at.space, ofPlace: true },
});
const here = 5 as TerritoryId;
const grant = (role: string, more: Partial<Grant> = {}): Grant => ({
	role,
	territory: here,
	reach: 'territory',
	space: null,
	...more,
});
const actor = (grants: Grant[], more: Partial<Actor> = {}): Actor => ({
	account: 'a' as AccountId,
	name: 'Некто',
	grants,
	lang: 'ru',
	request: '',
	signIn: null,
	residence: null,
	...more,
});
const told = (who: Actor, space: string | null = null) =>
	Object.fromEntries(
		explain(who, { territory: here, space }).map((line) => [line.right.slice(5), line.answer]),
	);

test('each right is explained as the rules would decide it', () => {
	assert.deepEqual(told(actor([], { account: null })), {
		see: 'yes',
		ask: 'no',
		grind: 'no',
		close: 'no',
		lead: 'no',
		whole: 'no',
	});
	assert.deepEqual(told(actor([])), {
		see: 'yes',
		ask: 'yes',
		grind: 'no',
		close: 'no',
		lead: 'no',
		whole: 'no',
	});
	assert.deepEqual(told(actor([grant('official')])), {
		see: 'yes',
		ask: 'yes',
		grind: 'depends',
		close: 'no',
		lead: 'no',
		whole: 'no',
	});
	assert.deepEqual(told(actor([grant('administrator')])), {
		see: 'yes',
		ask: 'yes',
		grind: 'yes',
		close: 'yes',
		lead: 'no',
		whole: 'no',
	});
	assert.deepEqual(told(actor([grant('administrator', { territory: installation })])).close, 'no');
	assert.equal(
		told(actor([grant('administrator', { territory: installation, reach: 'subtree' })])).close,
		'yes',
	);
});

test('a role in a space counts in that space only, and an owner may what a moderator may', () => {
	const owner = actor([grant('owner', { space: 's1' })]);
	assert.equal(told(owner, 's1').lead, 'yes');
	assert.equal(told(owner, 's2').lead, 'no');
	assert.equal(told(owner).lead, 'no');
});

test('a condition on the place alone is answered at once', () => {
	assert.equal(told(actor([grant('head')])).whole, 'yes');
	assert.equal(told(actor([grant('head')]), 's1').whole, 'elsewhere');
});

test('a role that waits for the second factor is told apart from no role', () => {
	const line = explain(actor([], { withheld: [grant('administrator')] }), { territory: here }).find(
		(one) => one.right === 'mill.close',
	);
	assert.equal(line?.answer, 'withheld');
	assert.equal(line.grant?.role, 'administrator');
});

test('the explanation and the decision never differ where no thing is needed', () => {
	for (const role of ['administrator', 'official', 'moderator', 'head'])
		for (const line of explain(actor([grant(role)]), { territory: here })) {
			const { allowed } = decide(actor([grant(role)]), line.right, { territory: here });
			if (line.answer === 'yes') assert.ok(allowed, `${role} ${line.right}`);
			if (line.answer === 'no') assert.ok(!allowed, `${role} ${line.right}`);
		}
});
