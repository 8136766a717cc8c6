import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CategoryBy } from '../appeal.ts';
import { decide } from './decide.ts';

const thresholds: Record<string, number | null> = { roads: 0.8, lamps: 0.9, lifts: null, danger: 0.5 };
const rules = {
	routeAt: (category: string) => thresholds[category] ?? null,
	isDanger: (category: string) => category === 'danger',
};
type Case = {
	chosen: string;
	by: CategoryBy;
	best: [category: string, confidence: number] | null;
	chosenIs?: number;
	learned?: boolean;
	so: string;
};
const cases: Record<string, Case> = {
	'nobody chose and it is sure enough': {
		chosen: 'other',
		by: 'nobody',
		best: ['roads', 0.8],
		so: 'take roads',
	},
	'nobody chose and it is hardly not sure enough': {
		chosen: 'other',
		by: 'nobody',
		best: ['roads', 0.79],
		so: 'wait unsure',
	},
	'each category has a threshold of its own': {
		chosen: 'other',
		by: 'nobody',
		best: ['lamps', 0.85],
		so: 'wait unsure',
	},
	'a category that never routes by itself': {
		chosen: 'other',
		by: 'nobody',
		best: ['lifts', 0.99],
		so: 'wait unsure',
	},
	'danger is looked at by a person': {
		chosen: 'other',
		by: 'nobody',
		best: ['danger', 0.99],
		so: 'wait unsure',
	},
	'nothing in the text tells': { chosen: 'other', by: 'nobody', best: null, so: 'wait unsure' },
	'it is sure of the category where it waits': {
		chosen: 'roads',
		by: 'nobody',
		best: ['roads', 0.9],
		so: 'take roads',
	},
	'"something else", but the text says what': {
		chosen: 'other',
		by: 'author',
		best: ['roads', 0.9],
		so: 'take roads',
	},
	'"something else", and the text is unclear': {
		chosen: 'other',
		by: 'author',
		best: ['roads', 0.6],
		so: 'keep',
	},
	'the author chose what the text says': {
		chosen: 'roads',
		by: 'author',
		best: ['roads', 0.99],
		so: 'keep',
	},
	'the author chose and the text is unclear': {
		chosen: 'lamps',
		by: 'author',
		best: ['roads', 0.6],
		so: 'keep',
	},
	'the text speaks strongly against the choice': {
		chosen: 'lamps',
		by: 'author',
		best: ['roads', 0.9],
		chosenIs: 0.01,
		so: 'wait disagrees',
	},
	'the choice is not out of question': {
		chosen: 'lamps',
		by: 'author',
		best: ['roads', 0.9],
		chosenIs: 0.05,
		so: 'keep',
	},
	'words alone do not speak against a person': {
		chosen: 'lamps',
		by: 'author',
		best: ['roads', 0.95],
		chosenIs: 0,
		learned: false,
		so: 'keep',
	},
	'an official has decided': {
		chosen: 'lamps',
		by: 'official',
		best: ['roads', 0.99],
		chosenIs: 0,
		so: 'keep',
	},
};
for (const [what, one] of Object.entries(cases))
	test(`${what}: ${one.so}`, () => {
		const decision = decide(
			{ category: one.chosen, categoryBy: one.by },
			{
				best: one.best ? [{ category: one.best[0], confidence: one.best[1], words: [] }] : [],
				chanceOf: () => one.chosenIs ?? 0,
				learned: one.learned ?? true,
			},
			rules,
		);
		const told =
			decision.kind === 'take'
				? `take ${decision.best.category}`
				: decision.kind === 'wait'
					? `wait ${decision.because}`
					: 'keep';
		assert.equal(told, one.so);
	});
