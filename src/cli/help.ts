import { t } from './console.ts';

const names = [
	'start',
	'migrate',
	'admin',
	'import',
	'export',
	'backup',
	'restore',
	'doctor',
	'keys',
	'urns',
	'log',
	'verify',
	'monitor',
	'witness',
] as const;

/** `veche help`, `veche help backup`. */
export function help([name]: string[]): number {
	const one = names.find((known) => known === name);
	if (one) {
		console.log(t.any(`cli.usage.${one}`));
		if (one === 'import')
			console.log(`\n${t('cli.usage.import-appeals')}\n\n${t('cli.usage.import-categories')}`);
		console.log(`\n${t('cli.settings')}`);
		return 0;
	}
	console.log(`${t('cli.title')}\n`);
	for (const known of names) console.log(`  ${known.padEnd(9)} ${t.any(`cli.about.${known}`)}`);
	console.log(`\n${t('cli.more')}`);
	console.log(t('cli.settings'));
	return name ? 2 : 0;
}
