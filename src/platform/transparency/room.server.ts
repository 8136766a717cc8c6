import { database } from '../db/door.server.ts';
import { log } from '../log/door.server.ts';
import type { Room } from '../room.ts';
import { auditLog } from './audit.server.ts';
import { thinOut } from './checkpoints-store.server.ts';
import { forgetBefore } from './memory.server.ts';
import { runLog } from './run.server.ts';
import { readHead } from './store.server.ts';
import { askWitnesses } from './witness/ask-witnesses.server.ts';

/** Every live thing has one leaf and every leaf its thing; what is wrong goes into the log of the installation, and `veche doctor` asks anew. */
async function tellFaults(): Promise<void> {
	const { faults, things, entries } = await auditLog();
	for (const fault of faults) log().error(fault, 'the audit of the transparency log found a fault');
	log().info(
		{ things: String(things), entries: String(entries), faults: faults.length },
		'the transparency log was audited',
	);
}

/** Entries stay beside the keys for so long: any backup that one would still bring back is younger. */
const remembered = 60 * 86_400_000;

export const room: Room = {
	name: 'transparency',
	jobs: {
		'transparency.nightly': async () => {
			const { epoch, size } = await readHead(database());
			await thinOut(database(), new Date(Date.now() - 2 * 86_400_000));
			await tellFaults();
			if (size > 0n) forgetBefore(epoch, new Date(Date.now() - remembered), (size - 1n) / 256n);
		},
	},
	crontab: { 'transparency.nightly': '20 2 * * *' },
	loops: [
		{ name: 'transparency.log', every: 1000, run: () => runLog(database()) },
		{
			name: 'transparency.witnesses',
			every: 1000,
			async run() {
				await askWitnesses(database());
				return false;
			},
		},
	],
};
