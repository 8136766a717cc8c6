import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { reserved } from '#rooms/territories/reserved.ts';
import { actionNames, allAddresses, exportedMethods } from './routes.ts';
import { file, page, table } from './table.ts';

test('every address has a rule beside it', async () => {
	const without = (await allAddresses()).filter((address) => !address.rules).map((address) => address.id);
	assert.deepEqual(
		without,
		[],
		'add access.ts to these folders of src/routes: without one the address answers 404',
	);
});

test('every action and every method of an address is named in its rule, and nothing else is', async () => {
	const faults: string[] = [];
	for (const { id, actions, methods, rules } of await allAddresses()) {
		if (!rules) continue;
		const ruled = Object.keys(rules.actions ?? {});
		for (const name of actions) if (!ruled.includes(name)) faults.push(`${id}: action ${name} has no rule`);
		for (const name of ruled)
			if (!actions.includes(name)) faults.push(`${id}: a rule for ${name}, but no such action`);
		const writing = methods.filter((name) => name !== 'GET' && name !== 'HEAD');
		const named: string[] = Object.keys(rules.methods ?? {});
		for (const name of writing) if (!named.includes(name)) faults.push(`${id}: method ${name} has no rule`);
		for (const name of named)
			if (!writing.includes(name)) faults.push(`${id}: a rule for ${name}, but no such method`);
	}
	assert.deepEqual(faults, []);
});

test('names of actions and methods are read from the code', () => {
	const code = `
		export const load = () => {};
		export const actions: Actions = {
			default: action(async (event, form) => { const x = { inner: 1 }; return { a: 'b' }; }),
			// publish: is not here
			'take-up': action(async ({ locals: { actor } }) => {}, { files: 1 }),
			async decline(event) { return {}; },
			plain,
		};`;
	assert.deepEqual(actionNames(code), ['default', 'take-up', 'decline', 'plain']);
	assert.deepEqual(actionNames('export const load = 1'), []);
	assert.deepEqual(exportedMethods('export const GET = 1; export async function POST() {}'), ['GET', 'POST']);
});

test('the table of who may open what is in step with the rules', async () => {
	const hint = 'run node tests/addresses/table.ts, and look at what changed in docs/access.md';
	assert.equal(readFileSync(file, 'utf8'), page(await table()), hint);
});

test('no slug of a territory may take the word of a page', async () => {
	const words = new Set<string>();
	for (const { id } of await allAddresses()) {
		const parts = id.split('/').filter((part) => part && !part.startsWith('('));
		const word = parts[0] === '[...territory]' ? parts[1] : parts[0];
		if (word && !word.startsWith('[')) words.add(word);
	}
	const open = [...words].filter((word) => !reserved.has(word));
	assert.deepEqual(open, [], 'add these words to src/capabilities/territories/reserved.ts');
});
