import { endProgress, progress, readArgs, t } from '../console.ts';
import { placeOptions, withDatabase, withHouse } from '../installation.ts';
import { checkAudit } from './audit.ts';
import { checkContents } from './contents.ts';
import { checkFolder, checkKeys } from './folder.ts';
import { checkLog } from './log.ts';
import { checkOrphans } from './orphans.ts';
import { checkMigrations, checkTables } from './schema.ts';
import { checkUrns } from './urns.ts';
import { checkLag } from './work.ts';

/** What a check found: in order, in order with a remark, or a fault. All of it is a key of the words. */
export type Finding = { state: 'good' | 'remark' | 'fault'; key: string; facts?: Record<string, unknown> };
export type Examination = (
	url: string,
	options: { quick: boolean; anchor?: string | undefined },
) => Promise<Finding[]>;

const before: Examination[] = [checkMigrations, checkTables];
const inHouse: Examination[] = [
	checkFolder,
	checkKeys,
	checkAudit,
	checkLog,
	checkOrphans,
	checkContents,
	checkUrns,
	checkLag,
];

/** Looks at everything that must hold and changes nothing. Exit code 1 when something does not. */
export async function doctor(args: string[]): Promise<number> {
	const { values } = readArgs(args, {
		...placeOptions,
		quick: { type: 'boolean' },
		anchor: { type: 'string' },
	});
	const options = { quick: values.quick ?? false, anchor: values.anchor };
	const tell = async (examine: Examination, url: string): Promise<Finding[]> => {
		progress(t('cli.doctor.looking'));
		const found = await examine(url, options);
		endProgress();
		for (const { state, key, facts } of found)
			console.log(`${marks[state]} ${t.any(`cli.doctor.${key}`, facts)}`);
		return found;
	};
	return withDatabase(values, async (place) => {
		const found: Finding[] = [];
		for (const examine of before) found.push(...(await tell(examine, place.url)));
		// A house does not open on a database that waits for its migrations.
		if (!found.some(({ state }) => state === 'fault'))
			await withHouse(place, async () => {
				for (const examine of inHouse) found.push(...(await tell(examine, place.url)));
			});
		const faults = found.filter(({ state }) => state === 'fault').length;
		console.log(`\n${t('cli.doctor.sum', { faults })}`);
		return faults === 0 ? 0 : 1;
	});
}

const marks = { good: '✔', remark: '•', fault: '✖' };
