import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeFormState } from '#ui/form-state.ts';

test('a form that came back keeps what was typed, also an emptied field', () => {
	const state = makeFormState({ problems: [], values: { title: '', tags: ['a', 'b'], one: 'x' } });
	assert.equal(state.valueOf('title', 'as saved'), '');
	assert.equal(state.valueOf('untouched', 'as saved'), 'as saved');
	assert.deepEqual(state.valuesOf('tags', ['c']), ['a', 'b']);
	assert.deepEqual(state.valuesOf('one', undefined), ['x']);
	assert.deepEqual(state.valuesOf('ticks', ['c']), [], 'no tick was sent, so none is shown');
});

test('a fresh form shows what the page gave', () => {
	const state = makeFormState(null);
	assert.equal(state.valueOf('title', 7), '7');
	assert.equal(state.valueOf('title', null), '');
	assert.deepEqual(state.valuesOf('tags', ['c']), ['c']);
	assert.equal(state.cameBack, false);
});

test('the first problem of a field is shown at it', () => {
	const state = makeFormState({
		problems: [{ message: 'whole form' }, { field: 'a', message: '1' }, { field: 'a', message: '2' }],
	});
	assert.equal(state.problemOf('a'), '1');
	assert.equal(state.problemOf('b'), undefined);
	assert.equal(state.idOf('place.lat'), 'f-place-lat');
});
