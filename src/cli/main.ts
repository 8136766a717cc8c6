/** `veche <command>`: what an operator does from a terminal. Started by bin/veche.mjs. */
import { fail, t } from './console.ts';
import { help } from './help.ts';

/** Each takes the arguments after its name and answers the exit code; it is read when it is called, since the house is large. */
const commands: Record<string, (args: string[]) => Promise<number> | number> = {
	help,
	start: async (args) => (await import('./start.ts')).start(args),
	migrate: async (args) => (await import('./migrate.ts')).migrateDatabase(args),
	admin: async (args) => (await import('./admin.ts')).createAdministrator(args),
	import: async ([what = '', ...rest]) =>
		what === 'appeals'
			? (await import('./import-appeals.ts')).importAppealTable(rest)
			: what === 'categories'
				? (await import('./import-categories.ts')).importCategoryList(rest)
				: (await import('./import.ts')).importList(what === '' ? [] : [what, ...rest]),
	export: async (args) => (await import('./export.ts')).exportData(args),
	backup: async (args) => (await import('./back-up.ts')).backUp(args),
	restore: async (args) => (await import('./restore-backup.ts')).restoreBackup(args),
	doctor: async (args) => (await import('./doctor/doctor.ts')).doctor(args),
	keys: async (args) => (await import('./keys.ts')).keys(args),
	urns: async (args) => (await import('./urns.ts')).urns(args),
	log: async (args) => (await import('./transparency/log.ts')).tendLog(args),
	verify: async (args) => (await import('./transparency/verify.ts')).verify(args),
	monitor: async (args) => (await import('./transparency/monitor.ts')).monitor(args),
	witness: async (args) => (await import('./transparency/witness.ts')).witness(args),
};

const [name = 'help', ...args] = process.argv.slice(2);
const command = /^(-h|--help)$/.test(name) ? help : commands[name];
// Paths are meant from where the command was called.
if (process.env.VECHE_CALLED_IN) process.chdir(process.env.VECHE_CALLED_IN);
try {
	if (!command) {
		console.error(t('cli.unknown', { command: name }));
		process.exitCode = 2;
	} else if (args.includes('--help')) process.exitCode = await help([name]);
	else process.exitCode = await command(args);
} catch (error) {
	process.exitCode = fail(error);
}
