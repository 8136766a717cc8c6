import { existsSync } from 'node:fs';
import { replayErasures } from '#rooms/identity/door.server.ts';
import { passphraseOption, readPassphrase } from './back-up.ts';
import { readManifest, restore } from './backup/restore.ts';
import { endProgress, Misuse, progress, readArgs, t } from './console.ts';
import { placeOptions, withDatabase, withHouse } from './installation.ts';

export async function restoreBackup(args: string[]): Promise<number> {
	const { values, positionals } = readArgs(args, {
		...placeOptions,
		...passphraseOption,
		erasures: { type: 'string' },
	});
	const [from] = positionals;
	if (!from) throw new Misuse(t('cli.usage.restore'));
	const passphrase = await readPassphrase(values['passphrase-file']);
	// Before anything is made in the new place.
	await readManifest(from);
	return withDatabase(values, async (place) => {
		const manifest = await restore({
			from,
			config: place.config,
			url: place.url,
			passphrase,
			erasures: values.erasures,
			say: (step, done, total) => progress(t.any(`cli.restore.${step}`, { done, total })),
		});
		endProgress();
		const erased = await withHouse(place, replayErasures);
		const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
		console.log(
			t('cli.restore.done', { rows, files: manifest.files.count, made: new Date(manifest.madeAt) }),
		);
		if (erased > 0) console.log(t('cli.restore.erased', { count: erased }));
		if (manifest.keys && !passphrase) console.log(t('cli.restore.keys-sealed'));
		else if (!manifest.keys && !existsSync(place.config.keys))
			console.log(t('cli.restore.no-keys', { file: place.config.keys }));
		return 0;
	});
}
