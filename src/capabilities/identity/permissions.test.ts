import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { TerritoryId, Uuid } from '#platform/db/ids.ts';
import { installation, isWithin, may, registerRules } from '#platform/permissions/door.ts';
import { anActor } from '#tests/support/fixtures/identity.ts';
import { permissions } from './permissions.ts';

const town = 7 as TerritoryId;
const other = 8 as TerritoryId;
const body = '0198d3a0-0000-7000-8000-000000000001' as Uuid;

before(() => registerRules(permissions));

/** Role at a place → what it may in the town. Nothing that is not named is allowed. */
const roles = [
	'administrator',
	'official',
	'controller',
	'head',
	'moderator',
	'editor',
	'owner',
	'member',
] as const;
const table: Record<keyof typeof permissions, readonly string[]> = {
	'identity.people': ['administrator', 'head'],
	'identity.grant': ['administrator'],
	'identity.withdraw': ['administrator'],
	'identity.appoint-administrator': ['administrator'],
	'identity.demand': ['administrator'],
	'identity.find': ['administrator', 'official'],
	'identity.residence': ['administrator', 'official'],
	'identity.providers': [],
	'identity.suspend': [],
	'identity.first-steps': [
		'administrator',
		'official',
		'controller',
		'head',
		'moderator',
		'editor',
		'observer',
		'operator',
	],
};

for (const [right, allowed] of Object.entries(table)) {
	test(`${right} is allowed in the town to: ${allowed.join(', ') || 'nobody of the town'}`, () => {
		for (const role of roles)
			if (!['owner', 'member'].includes(role))
				assert.equal(
					may(anActor({ role, territory: town }), right, { territory: town }),
					allowed.includes(role),
					role,
				);
			else
				assert.equal(
					may(anActor({ role, territory: town, space: body }), right, { territory: town, space: body }),
					false,
					role,
				);
		assert.equal(may(anActor(), right, { territory: town }), false, 'a resident');
		assert.equal(may({ ...anActor(), account: null }, right, { territory: town }), false, 'an outsider');
	});
	test(`${right} is not allowed in another town`, () => {
		for (const role of roles)
			assert.equal(
				may(anActor({ role, territory: other, reach: 'subtree' }), right, { territory: town }),
				false,
				role,
			);
	});
}

test('who works in one body only does not look after the people of the whole town', () => {
	for (const right of [
		'identity.people',
		'identity.find',
		'identity.residence',
		'identity.demand',
		'identity.appoint-administrator',
	])
		for (const role of roles) {
			const actor = anActor({ role, territory: town, space: body });
			assert.equal(may(actor, right, { territory: town }), false, `${role} ${right}`);
			assert.equal(
				may(actor, right, { territory: town, space: body }),
				false,
				`${role} ${right} in the body`,
			);
		}
});

test('an administrator of the installation may everything everywhere, and only there providers are set up', () => {
	const first = anActor({ role: 'administrator', territory: installation, reach: 'subtree' });
	for (const right of Object.keys(table)) {
		const place = {
			territory: ['identity.providers', 'identity.suspend'].includes(right) ? installation : town,
		};
		assert.equal(may(first, right, place), true, right);
	}
	assert.equal(may(first, 'identity.providers', { territory: town }), false);
	assert.ok(isWithin(town, installation));
});

test('rights that wait for the second factor allow nothing', () => {
	const actor = {
		...anActor(),
		withheld: [{ role: 'administrator', territory: town, reach: 'subtree' as const, space: null }],
	};
	for (const right of Object.keys(table)) assert.equal(may(actor, right, { territory: town }), false, right);
});
