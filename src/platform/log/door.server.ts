import { pino } from 'pino';
import { config } from '../config/door.server.ts';

let logger: ReturnType<typeof pino> | undefined;

/** One JSON line per happening on standard error, so that standard output stays for people. Never personal data. */
export function log(): ReturnType<typeof pino> {
	logger ??= pino(
		{ level: config().log, base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime },
		pino.destination({ dest: 2, sync: false }),
	);
	return logger;
}
