/** Kills the sequencer of the transparency log a thousand times under a stream of leaves; see killed-log.ts for what must hold. */
import { test } from 'node:test';
import { house } from '#tests/support/house.ts';
import { killSequencers } from './killed-log.ts';

const kills = Number(process.env.VECHE_DRILL_KILLS ?? 1000);
const h = await house();

test(`no leaf is lost or doubled and no size is signed twice through ${kills} kills of the sequencer`, async (t) => {
	const { leaves, states } = await killSequencers(kills, h);
	t.diagnostic(`${leaves} leaves, ${states} signed states, ${kills} kills`);
});
