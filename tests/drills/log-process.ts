/** A process that only runs the sequencer of the transparency log, on the database of the test that started it. Says "ready", goes at "go", ends at "end"; says "turn" after each. */
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { setConfig } from '#platform/config/door.server.ts';
import { database, openDatabase } from '#platform/db/door.server.ts';
import { runLog } from '#platform/transparency/run.server.ts';
import { aSequencer } from '#platform/transparency/sequence.server.ts';
import { testConfig } from '../support/test-config.ts';

const url = process.env.DATABASE_URL;
if (!url) throw new Error('DATABASE_URL is missing');
setConfig(testConfig(url, process.env.VECHE_DATA ?? '.'));
openDatabase({ url, connections: 2 });
await database()`select 1`;
// One that is killed holds the log no longer than it would live.
const sequencer = { ...aSequencer(), lease: 0, batch: 40 };
console.log('ready');
const [word] = (await once(process.stdin, 'data')) as [Buffer];
if (String(word).startsWith('end')) process.exit(0);
for (;;) {
	const more = await runLog(database(), sequencer);
	console.log('turn');
	if (!more) await sleep(1);
}
