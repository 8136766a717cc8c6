import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { backup, sizeOf } from './backup/backup.ts';
import { endProgress, progress, readArgs, size, t } from './console.ts';
import { placeOptions, release, withDatabase } from './installation.ts';

export const passphraseOption = { 'passphrase-file': { type: 'string' } } as const;

/** From the environment or a file, never from the command line, which other users of the machine can read. */
export async function readPassphrase(file: string | undefined): Promise<string | undefined> {
	if (file) return (await readFile(file, 'utf8')).replace(/\r?\n$/, '') || undefined;
	return process.env.VECHE_BACKUP_PASSPHRASE || undefined;
}

export async function backUp(args: string[]): Promise<number> {
	const { values, positionals } = readArgs(args, { ...placeOptions, ...passphraseOption });
	const to = positionals[0] ?? `veche-${new Date().toISOString().slice(0, 16).replace(':', '-')}`;
	const passphrase = await readPassphrase(values['passphrase-file']);
	return withDatabase(values, async ({ config, url }) => {
		const started = Date.now();
		const manifest = await backup({
			config,
			url,
			to,
			release: release(),
			passphrase,
			say: (step, done, total) => progress(t.any(`cli.backup.${step}`, { done, total })),
		});
		endProgress();
		const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
		const seconds = Math.max(1, Math.round((Date.now() - started) / 1000));
		console.log(
			t('cli.backup.done', {
				folder: to,
				rows,
				files: manifest.files.count,
				size: size(await sizeOf(to)),
				seconds,
			}),
		);
		if (!manifest.keys && existsSync(config.keys))
			console.log(t('cli.backup.no-keys', { file: config.keys, name: basename(to) }));
		const missing = manifest.files.missing.length;
		if (missing > 0) console.error(t('cli.backup.missing', { count: missing }));
		return missing > 0 ? 1 : 0;
	});
}
