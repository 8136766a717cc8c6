import assert from 'node:assert/strict';
import { test } from 'node:test';
import { house } from '#tests/support/house.ts';
import type { Refusal } from '../errors/door.ts';
import { type AccountId, newId, once, type TerritoryId, transaction } from './door.server.ts';

await house();
const territory = 1 as TerritoryId;
const account = newId<AccountId>();

for (const [whose, owner] of [
	['a territory', { territory }],
	['an account', { account }],
] as const)
	test(`a command that changes ${whose} is done once for its key, and a repeat gets the first answer`, async () => {
		let done = 0;
		const call = (request: unknown) =>
			transaction((tx) =>
				once(tx, { ...owner, key: 'pressed twice', request }, async () => ({ nth: ++done })),
			);
		assert.deepEqual(await call({ name: 'а' }), { answer: { nth: 1 }, repeated: false });
		assert.deepEqual(await call({ name: 'а' }), { answer: { nth: 1 }, repeated: true });
		await assert.rejects(
			call({ name: 'б' }),
			(error) => (error as Refusal).code === 'platform.key-used-meanwhile',
		);
		assert.equal(done, 1);
		const both = await Promise.all(
			[1, 2].map(() =>
				transaction((tx) =>
					once(tx, { ...owner, key: 'at the same moment', request: 0 }, async () => ++done),
				),
			),
		);
		assert.deepEqual(
			both.map(({ answer }) => answer),
			[2, 2],
		);
	});
