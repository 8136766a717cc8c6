import { resolve } from 'node:path';
import { Trouble } from './console.mjs';
import { say } from './words.mjs';

/** Flags and their environment twins; a flag wins. */
const flags = {
	'--port': { env: 'PORT', value: true },
	'--host': { env: 'HOST', value: true },
	'--data': { env: 'VECHE_DATA', value: true },
	'--empty': { env: 'VECHE_EMPTY', value: false },
};

/** @returns the environment that the flags stand for */
export function readFlags(args) {
	const env = {};
	for (let i = 0; i < args.length; i++) {
		const [name, given] = args[i].split(/=(.*)/s);
		const flag = flags[name];
		if (!flag) throw new Trouble(say.unknownFlag(args[i], Object.keys(flags).join(', ')));
		const value = flag.value ? (given ?? args[++i]) : '1';
		if (value === undefined || value === '') throw new Trouble(say.flagNeedsValue(name));
		env[flag.env] = value;
	}
	const port = env.PORT ?? process.env.PORT;
	if (port !== undefined && port !== '' && !(/^\d{1,5}$/.test(port) && Number(port) <= 65535))
		throw new Trouble(say.badPort(port));
	// Where npm was called, not where the project lies.
	if (env.VECHE_DATA) env.VECHE_DATA = resolve(process.env.INIT_CWD ?? process.cwd(), env.VECHE_DATA);
	return env;
}
