import { say } from './words.mjs';

/** A fault that the person can mend; printed as it is, without a stack. */
export class Trouble extends Error {}

/** Tells what takes long and how long it took; on a terminal the line grows by a dot each second. */
export async function step(name, work) {
	const started = Date.now();
	process.stdout.write(`${name} … `);
	const dots = process.stdout.isTTY ? setInterval(() => process.stdout.write('.'), 1000) : undefined;
	try {
		const result = await work();
		process.stdout.write(`${dots ? ' ' : ''}${say.done(((Date.now() - started) / 1000).toFixed(1))}\n`);
		return result;
	} catch (error) {
		process.stdout.write('\n');
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
