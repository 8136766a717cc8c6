import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { refuse } from '#platform/errors/door.ts';
import { importAppeals, toldFacts } from '#rooms/intake/door.server.ts';
import { territoriesNamed } from '#rooms/territories/door.server.ts';
import { endProgress, lang, Misuse, progress, readArgs, t } from './console.ts';
import { placeOptions, withDatabase, withHouse } from './installation.ts';

const shown = 30;

/** `veche import appeals <file> --into <territory>`: appeals from a table, with the checks of the office. */
export async function importAppealTable(args: string[]): Promise<number> {
	const { values, positionals } = readArgs(args, {
		...placeOptions,
		into: { type: 'string' },
		mapping: { type: 'string' },
		category: { type: 'string' },
		filed: { type: 'string' },
		visibility: { type: 'string' },
		source: { type: 'string' },
		'dry-run': { type: 'boolean' },
		'skip-wrong': { type: 'boolean' },
		'all-problems': { type: 'boolean' },
	});
	const [path, ...others] = positionals;
	if (!path || others.length > 0 || !values.into) throw new Misuse(t('cli.usage.import-appeals'));
	if (values.visibility && !['public', 'nameless', 'authority'].includes(values.visibility))
		throw new Misuse(t('cli.usage.import-appeals'));
	const bytes = await readFile(path);
	const file = basename(path);
	return withDatabase(values, (place) =>
		withHouse(place, async () => {
			const [territory] = await territoriesNamed(values.into ?? '');
			if (territory === undefined) refuse('territories.not-found');
			const { category, filed, visibility } = values;
			const { run, problems, outcome } = await importAppeals({
				territory,
				file: { name: file, bytes },
				mapping: values.mapping,
				source: values.source,
				otherwise: {
					...(category ? { category } : {}),
					...(filed ? { filed } : {}),
					...(visibility ? { visibility } : {}),
				},
				dryRun: values['dry-run'] ?? false,
				skipWrong: values['skip-wrong'] ?? false,
				lang,
				most: values['all-problems'] ? 1_000_000 : shown,
				progress: (done, total, note) =>
					progress(`${file}: ${t.any(note)} ${done}${total ? `/${total}` : ''}`),
			});
			endProgress();
			for (const one of problems) {
				const column = one.column ? `${one.column}: ` : '';
				const facts = toldFacts(one.facts, t.formats);
				console.log(
					`${file}:${one.line} ${t.any(`intake.import.severity.${one.severity}`)}: ${column}${t.any(`intake.import.found.${one.code}`, facts)} ${t.any(`intake.import.mend.${one.code}`)}`,
				);
			}
			const more = run.wrong + run.doubtful - problems.length;
			if (more > 0 && !values['all-problems']) console.log(t('cli.import.more', { count: more }));
			console.log(t('intake.import.checked', { rows: run.rows, wrong: run.wrong }));
			if (outcome === 'done') {
				console.log(t('intake.import.brought', { count: run.brought }));
				if (run.known > 0) console.log(`${t('intake.import.run.known')}: ${run.known}`);
			} else if (outcome === 'refused') console.log(t('cli.import.refused', { file }));
			return outcome === 'refused' ? 1 : 0;
		}),
	);
}
