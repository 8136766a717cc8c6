/**
 * The one script behind npm start, build, dev, test, bench, drill, reference, format and new-room. Needs nothing but Node 20 and npm:
 * it installs what is missing, finds the runtime that the project brings along, builds what has changed, and runs.
 */
import { build, prepareWords } from './run/build.mjs';
import { Trouble, tellBeside } from './run/console.mjs';
import { readFlags } from './run/flags.mjs';
import { install } from './run/install.mjs';
import { runInside } from './run/runtime.mjs';
import { say } from './run/words.mjs';

const [command = 'start', ...rest] = process.argv.slice(2);

const commands = {
	async start() {
		const env = readFlags(rest);
		await prepare();
		return runInside(['src/server/main.ts'], env);
	},
	/** Makes a release ready while another one serves: afterwards the start writes nothing into this folder. */
	async build() {
		await prepare();
		return runInside(['scripts/run/embedded.ts']);
	},
	async dev() {
		const env = readFlags(rest);
		await install();
		return runInside(['scripts/run/dev.ts'], { ...env, VECHE_KIT: '1' });
	},
	async test() {
		try {
			await prepare({ quiet: true });
		} catch (error) {
			// Whoever reads only the last line must learn of it as well.
			console.error(error instanceof Trouble ? `\n${error.message}\n` : error);
			console.log('0 passed, 1 failed');
			return 1;
		}
		return runInside(['scripts/run/test.ts', ...rest]);
	},
	async bench() {
		await prepare();
		return runInside(['bench/main.ts', ...rest], { NODE_ENV: 'production' });
	},
	async drill() {
		await prepare();
		return runInside(['scripts/run/drill.ts', ...rest]);
	},
	async format() {
		await install();
		return runInside(['node_modules/@biomejs/biome/bin/biome', 'check', '--write', ...rest]);
	},
	async reference() {
		tellBeside();
		await install();
		if (rest.includes('--explain')) await prepareWords();
		return runInside(['tools/reference.ts', ...rest]);
	},
	async 'new-room'() {
		await install();
		return runInside(['tools/new-room.ts', ...rest]);
	},
};

async function prepare(options = {}) {
	await install();
	await build(options);
}

try {
	const run = commands[command];
	if (!run) throw new Trouble(say.unknownCommand(command, Object.keys(commands).join(', ')));
	process.exitCode = await run();
} catch (error) {
	if (!(error instanceof Trouble)) throw error;
	console.error(`\n${error.message}\n`);
	process.exitCode = 1;
}
