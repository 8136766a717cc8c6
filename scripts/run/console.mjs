import { say } from './words.mjs';

/** A fault that the person can mend; printed as it is, without a stack. */
export class Trouble extends Error {}

let told = process.stdout;

/** For commands whose output is an answer: what is told on the way goes beside it. */
export function tellBeside() {
	told = process.stderr;
}

/** Tells what takes long and how long it took; on a terminal the line grows by a dot each second. */
export async function step(name, work) {
	const started = Date.now();
	told.write(`${name} … `);
	const dots = told.isTTY ? setInterval(() => told.write('.'), 1000) : undefined;
	try {
		const result = await work();
		told.write(`${dots ? ' ' : ''}${say.done(((Date.now() - started) / 1000).toFixed(1))}\n`);
		return result;
	} catch (error) {
		told.write('\n');
		throw error;
	} finally {
		clearInterval(dots);
	}
}

/** Turns the two usual faults of the file system into words. */
export function explain(error, folder) {
	if (['EACCES', 'EPERM', 'EROFS'].includes(error.code)) return new Trouble(say.noRight(folder));
	if (['ENOSPC', 'EDQUOT'].includes(error.code)) return new Trouble(say.diskFull(folder));
	return error;
}
