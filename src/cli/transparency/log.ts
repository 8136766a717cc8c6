import { database } from '#platform/db/door.server.ts';
import { keysOf, lastSigned } from '#platform/transparency/checkpoints-store.server.ts';
import { isForgotten } from '#platform/transparency/sequence.server.ts';
import { Standstill } from '#platform/transparency/standstill.ts';
import { readHead } from '#platform/transparency/store.server.ts';
import {
	beginAnew,
	catchUpFrom,
	retireLogKeys,
	rotateLogKey,
	trustDatabase,
} from '#platform/transparency/tend.server.ts';
import { textOf } from '#platform/transparency/tlog/bytes.ts';
import { entriesOf, tilePath } from '#platform/transparency/tlog/tiles.ts';
import { Misuse, readArgs, t } from '../console.ts';
import { placeOptions, withDatabase, withHouse } from '../installation.ts';
import { logFiles } from './log-files.ts';

/** `veche log`: the state of the log, and what an operator does with it by hand. */
export async function tendLog(args: string[]): Promise<number> {
	const { values, positionals } = readArgs(args, { ...placeOptions });
	const [what = 'state', from, ...more] = positionals;
	const work = works[what];
	if (!work || more.length > 0 || (from !== undefined) !== (what === 'catch-up'))
		throw new Misuse(t('cli.usage.log'));
	return withDatabase(values, (place) =>
		withHouse(place, async () => {
			try {
				return await work(from ?? '');
			} catch (error) {
				if (!(error instanceof Standstill)) throw error;
				console.error(t.any(`transparency.halted.${error.reason}`));
				return 1;
			}
		}),
	);
}

const works: Record<string, (from: string) => Promise<number>> = {
	state: tellState,
	async rotate() {
		const { vouched } = await rotateLogKey();
		console.log(t(vouched ? 'cli.log.rotated' : 'cli.log.rotated-alone'));
		return tellState();
	},
	async retire() {
		console.log(t('cli.log.retired', { count: await retireLogKeys() }));
		return tellState();
	},
	async trust() {
		const state = await trustDatabase();
		console.log(state ? t('cli.log.trusted', { size: String(state.size) }) : t('cli.log.nothing-signed'));
		return state ? 0 : 1;
	},
	async anew() {
		console.log(t('cli.log.anew', { origin: await beginAnew() }));
		return 0;
	},
	async 'catch-up'(from) {
		const read = logFiles(from);
		const checkpoint = await read('checkpoint');
		const { from: was, to } = await catchUpFrom(async (number) => {
			const whole = await read(tilePath({ level: 'entries', number, width: 256 }));
			if (whole) return entriesOf(whole);
			// a log that lives publishes its last bundle under the name of its width
			for (let width = 255; width > 0 && /^https?:/.test(from); width--) {
				const part = await read(tilePath({ level: 'entries', number, width }));
				if (part) return entriesOf(part);
			}
			return null;
		}, checkpoint && textOf(checkpoint));
		console.log(t('cli.log.caught-up', { from: String(was), to: String(to) }));
		return 0;
	},
};

async function tellState(): Promise<number> {
	const head = await readHead(database());
	const signed = await lastSigned(database(), head.epoch);
	console.log(
		t('cli.log.state', {
			origin: head.origin ?? '—',
			size: String(head.size),
			signed: String(signed?.size ?? 0n),
		}),
	);
	for (const key of await keysOf(database(), head.epoch)) if (!key.retiredAt) console.log(`  ${key.vkey}`);
	const halted = head.halted ?? ((await isForgotten(database(), head)) ? 'no-memory' : null);
	if (halted) console.log(`✖ ${t.any(`transparency.halted.${halted}`)}`);
	return halted ? 1 : 0;
}
