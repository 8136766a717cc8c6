import type { Sql } from '../db/door.server.ts';
import { log } from '../log/door.server.ts';
import { aSequencer, lengthenLog, type Sequencer } from './sequence.server.ts';
import { signHead } from './sign.server.ts';
import { Standstill } from './standstill.ts';
import { markHalt, readHead } from './store.server.ts';

const mine = aSequencer();
let told: string | null = null;

/** One turn of the sequencer: takes leaves in, then signs. Answers whether there may be more at once. */
export async function runLog(db: Sql, by: Sequencer = mine): Promise<boolean> {
	try {
		const more = await lengthenLog(db, by);
		const signed = await signHead(db, by);
		if (signed || told !== null) await markWell(db);
		return more;
	} catch (error) {
		if (!(error instanceof Standstill)) throw error;
		await markHalt(db, error.reason, new Date());
		if (told !== error.reason)
			log().error({ err: error, reason: error.reason }, 'the transparency log stands still: see veche log');
		told = error.reason;
		return false;
	}
}

/** What a witness has seen is for the witnesses' own turn to take back. */
async function markWell(db: Sql): Promise<void> {
	told = null;
	const { halted } = await readHead(db);
	if (halted !== null && halted !== 'witness-ahead') await markHalt(db, null, new Date());
}
