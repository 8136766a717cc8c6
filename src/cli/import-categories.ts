import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Actor, installation } from '#platform/permissions/door.ts';
import { importCategories } from '#rooms/appeals/door.server.ts';
import { outsider } from '#rooms/identity/door.server.ts';
import { Misuse, readArgs, t } from './console.ts';
import { placeOptions, withDatabase, withHouse } from './installation.ts';

/** Who has the machine has the installation: no account stands behind it. */
const operator: Actor = {
	...outsider(),
	grants: [{ role: 'administrator', territory: installation, reach: 'subtree', space: null }],
};

/** `veche import categories <file>`: a list of groups and topics, or an export of ours; common to all territories. */
export async function importCategoryList(args: string[]): Promise<number> {
	const { values, positionals } = readArgs(args, {
		...placeOptions,
		'dry-run': { type: 'boolean' },
		'skip-wrong': { type: 'boolean' },
	});
	const [file] = positionals;
	if (!file) throw new Misuse(t('cli.usage.import-categories'));
	return withDatabase(values, (place) =>
		withHouse(place, async () => {
			const name = basename(file);
			const told = await importCategories(operator, {
				file: { name, bytes: await readFile(file) },
				territory: null,
				dryRun: values['dry-run'] ?? false,
				skipWrong: values['skip-wrong'] ?? false,
			});
			for (const one of told.wrong) console.log(`${name}:${one.line} ${t.any(one.code, one.facts)}`);
			const { added, changed, same, wrong } = told;
			console.log(t('appeals.category.sets.counts', { added, changed, same, wrong: wrong.length }));
			if (!told.written && !values['dry-run'] && wrong.length > 0)
				console.log(t('cli.import.refused', { file: name }));
			return told.written || (values['dry-run'] && wrong.length === 0) ? 0 : 1;
		}),
	);
}
