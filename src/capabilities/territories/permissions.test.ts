import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { TerritoryId } from '#platform/db/ids.ts';
import {
	type Actor,
	type Grant,
	installation,
	may,
	plantTree,
	registerRules,
} from '#platform/permissions/door.ts';
import { permissions } from './permissions.ts';

const country = 1 as TerritoryId;
const region = 2 as TerritoryId;
const town = 3 as TerritoryId;
const elsewhere = 9 as TerritoryId;
const parents: Record<number, TerritoryId> = { 2: country, 3: region, 9: country };

before(() => {
	registerRules(permissions);
	plantTree({
		isWithin(territory, ancestor) {
			for (let at: TerritoryId | undefined = territory; at; at = parents[at])
				if (at === ancestor) return true;
			return false;
		},
	});
});

const grant = (role: string, territory: TerritoryId, reach: Grant['reach'] = 'territory'): Grant => ({
	role,
	territory,
	reach,
	space: null,
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
const people = {
	outsider: { ...actor(), account: null },
	resident: actor(),
	'administrator of the installation': actor(grant('administrator', installation, 'subtree')),
	'administrator of the region and below': actor(grant('administrator', region, 'subtree')),
	'administrator of the region alone': actor(grant('administrator', region)),
	'administrator of the town': actor(grant('administrator', town)),
	'administrator elsewhere': actor(grant('administrator', elsewhere, 'subtree')),
	'editor of the town': actor(grant('editor', town)),
	'official of the town': actor(grant('official', town)),
	'moderator of the town': actor(grant('moderator', town)),
} satisfies Record<string, Actor>;
type Person = keyof typeof people;

const over: Person[] = [
	'administrator of the installation',
	'administrator of the region and below',
	'administrator of the town',
];
/** Who may in the town. */
const table: Record<keyof typeof permissions, Person[]> = {
	'territories.change': over,
	'territories.import': over,
	'territories.arrange': over,
	'territories.write': [...over, 'editor of the town'],
	'territories.office': [...over, 'editor of the town'],
	'territories.start': over,
};

for (const [right, allowed] of Object.entries(table))
	test(`${right} in a town is held by ${allowed.length} of ${Object.keys(people).length}`, () => {
		for (const [name, person] of Object.entries(people))
			assert.equal(may(person, right, { territory: town }), allowed.includes(name as Person), name);
	});

test('the top of an installation belongs to its administrator alone', () => {
	for (const right of ['territories.start', 'territories.change'])
		for (const [name, person] of Object.entries(people))
			assert.equal(
				may(person, right, { territory: installation }),
				name === 'administrator of the installation',
				`${name}, ${right}`,
			);
});
