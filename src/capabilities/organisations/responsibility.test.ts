import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Id, TerritoryId } from '#platform/db/ids.ts';
import { mostParticular, type Responsibility } from './responsibility.ts';

const region = 1 as TerritoryId;
const town = 2 as TerritoryId;
const village = 3 as TerritoryId;

function rule(name: string, part: Partial<Responsibility>): Responsibility {
	return {
		territory: region,
		id: name as Id<'responsibility'>,
		category: null,
		area: region,
		placeKind: null,
		body: { territory: region, id: name as Id<'body'> },
		unit: null,
		position: 0,
		...part,
	};
}

const rules = [
	rule('anything in the region', {}),
	rule('anything in the town', { area: town }),
	rule('roads in the region', { category: 'roads' }),
	rule('roads in the town', { category: 'roads', area: town }),
	rule('yard roads in the town', { category: 'roads', area: town, placeKind: 'yard' }),
	rule('potholes in the region', { category: 'roads.potholes' }),
];

const cases: [string, TerritoryId[], string[], string | null, string | undefined][] = [
	[
		'the nearest category wins over the nearest area',
		[town, region],
		['roads.potholes', 'roads'],
		null,
		'potholes in the region',
	],
	[
		'the deepest area wins within one category',
		[town, region],
		['roads.signs', 'roads'],
		null,
		'roads in the town',
	],
	[
		'a named kind of place wins within one area',
		[town, region],
		['roads.signs', 'roads'],
		'yard',
		'yard roads in the town',
	],
	[
		'a rule for another kind of place does not apply',
		[town, region],
		['roads'],
		'school',
		'roads in the town',
	],
	['a rule of an ancestor holds below', [village, region], ['roads'], null, 'roads in the region'],
	['a rule for any category is the last resort', [town, region], ['water'], null, 'anything in the town'],
	['nothing outside the area of any rule', [9 as TerritoryId], ['roads'], null, undefined],
];

for (const [name, areas, categories, placeKind, expected] of cases) {
	test(name, () => {
		assert.equal(mostParticular(rules, { areas, categories, placeKind })?.id, expected);
		assert.equal(
			mostParticular([...rules].reverse(), { areas, categories, placeKind })?.id,
			expected,
			'whatever the order of the rules',
		);
	});
}
