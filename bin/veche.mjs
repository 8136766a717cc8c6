#!/usr/bin/env node
/**
 * The operator's command. Needs nothing but Node 20: it installs what is missing and runs on the runtime that the project
 * brings along, wherever it was called.
 */
import { build, prepareWords } from '../scripts/run/build.mjs';
import { Trouble } from '../scripts/run/console.mjs';
import { install } from '../scripts/run/install.mjs';
import { runInside } from '../scripts/run/runtime.mjs';

const args = process.argv.slice(2);

try {
	await install();
	if (args[0] === 'start') await build();
	else await prepareWords();
	process.exitCode = await runInside(['src/cli/main.ts', ...args], { VECHE_CALLED_IN: process.cwd() });
} catch (error) {
	if (!(error instanceof Trouble)) throw error;
	console.error(`\n${error.message}\n`);
	process.exitCode = 1;
}
