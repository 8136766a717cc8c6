/** Kills the sequencer of the transparency log a thousand times under a stream of leaves; see killed-log.ts for what must hold. */
import { test } from 'node:test';
import { house } from '#tests/support/house.ts';
import { writeDrill } from './killed-house.ts';
import { killSequencers } from './killed-log.ts';

const kills = Number(process.env.VECHE_DRILL_KILLS ?? 1000);
const h = await house();

test(`no leaf is lost or doubled and no size is signed twice through ${kills} kills of the sequencer`, async () => {
	const began = performance.now();
	const { leaves, states } = await killSequencers(kills, h);
	const seconds = Math.round((performance.now() - began) / 1000);
	writeDrill('tlog', headOf(new Date(), seconds), [
		`${leaves} leaves committed, ${states} signed states seen`,
		'leaves missing in the log: 0; standing there twice: 0',
		'sizes signed with two roots: 0',
	]);
});

const headOf = (day: Date, seconds: number) => `# Kills of the sequencer

Sequencers of the transparency log are killed with SIGKILL one after another, sometimes two at once, at random moments under a stream of
leaves. Repeat: \`npm run drill tlog\`. Run on ${day.toISOString().slice(0, 10)} with ${kills} kills in ${seconds} s.`;
