/** `veche <command>`: what an operator does from a terminal. Started by bin/veche.mjs. */
import { createAdministrator } from './admin.ts';
import { backUp } from './back-up.ts';
import { fail, t } from './console.ts';
import { doctor } from './doctor/doctor.ts';
import { exportData } from './export.ts';
import { help } from './help.ts';
import { importList } from './import.ts';
import { importAppealTable } from './import-appeals.ts';
import { importCategoryList } from './import-categories.ts';
import { keys } from './keys.ts';
import { migrateDatabase } from './migrate.ts';
import { restoreBackup } from './restore-backup.ts';
import { start } from './start.ts';
import { tendLog } from './transparency/log.ts';
import { monitor } from './transparency/monitor.ts';
import { verify } from './transparency/verify.ts';
import { witness } from './transparency/witness.ts';
import { urns } from './urns.ts';

/** Each takes the arguments after its name and answers the exit code. */
const commands: Record<string, (args: string[]) => Promise<number> | number> = {
	help,
	start,
	migrate: migrateDatabase,
	admin: createAdministrator,
	import: ([what = '', ...rest]) =>
		what === 'appeals'
			? importAppealTable(rest)
			: what === 'categories'
				? importCategoryList(rest)
				: importList(what === '' ? [] : [what, ...rest]),
	export: exportData,
	backup: backUp,
	restore: restoreBackup,
	doctor,
	keys,
	urns,
	log: tendLog,
	verify,
	monitor,
	witness,
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
