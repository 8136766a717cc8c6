import { resolve } from 'node:path';
import { readArgs } from './console.ts';

/** The same as `npm start`, without npm. The pages were built by bin/veche.mjs. */
export async function start(args: string[]): Promise<number> {
	const { values } = readArgs(args, {
		port: { type: 'string' },
		host: { type: 'string' },
		data: { type: 'string' },
		empty: { type: 'boolean' },
	});
	if (values.port) process.env.PORT = values.port;
	if (values.host) process.env.HOST = values.host;
	if (values.data) process.env.VECHE_DATA = resolve(values.data);
	if (values.empty) process.env.VECHE_EMPTY = '1';
	await import('#server/main.ts');
	// The server goes on; it ends the process by itself.
	return 0;
}
