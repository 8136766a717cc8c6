import { test } from 'node:test';
import { killSequencers } from '#tests/drills/killed-log.ts';
import { house } from '#tests/support/house.ts';

const h = await house();

test('no leaf is lost or doubled and no size is signed twice through 50 kills of the sequencer', async (t) => {
	const { leaves, states } = await killSequencers(50, h);
	t.diagnostic(`${leaves} leaves, ${states} signed states`);
});
