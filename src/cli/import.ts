import { basename } from 'node:path';
import { importTerritories } from '#rooms/territories/door.server.ts';
import { endProgress, Misuse, progress, readArgs, t } from './console.ts';
import { placeOptions, withDatabase, withHouse } from './installation.ts';

const shown = 30;

/** `veche import <file>`: a list of territories or their outlines, by the importer of the room itself. */
export async function importList(args: string[]): Promise<number> {
	const { values, positionals } = readArgs(args, {
		...placeOptions,
		'dry-run': { type: 'boolean' },
		'skip-wrong': { type: 'boolean' },
		'all-problems': { type: 'boolean' },
		source: { type: 'string' },
		licence: { type: 'string' },
	});
	if (positionals.length === 0) throw new Misuse(t('cli.usage.import'));
	return withDatabase(values, (place) =>
		withHouse(place, async () => {
			let ok = true;
			for (const file of positionals) {
				const report = await importTerritories({
					file,
					dryRun: values['dry-run'] ?? false,
					skipWrong: values['skip-wrong'] ?? false,
					source: values.source,
					licence: values.licence,
					progress: (done, total, note) =>
						progress(`${basename(file)}: ${note} ${total ? `${done}/${total}` : ''}`),
				});
				endProgress();
				const most = values['all-problems'] ? report.problems.length : shown;
				for (const problem of report.problems.slice(0, most))
					console.log(
						`${basename(file)}:${problem.line} ${t.any(`territories.import.severity.${problem.severity}`)}: ${t.any(`territories.import.row.${problem.code}`, problem.facts)}`,
					);
				const more = report.problems.length - most;
				if (more > 0) console.log(t('cli.import.more', { count: more }));
				const counts = Object.entries(report.counts)
					.map(([name, count]) => ({ key: `territories.import.count.${name}`, count }))
					.filter(({ key }) => t.has(key))
					.map(({ key, count }) => `${t.any(key)}: ${count}`);
				if (counts.length > 0) console.log(counts.join('\n'));
				console.log(t.any(`cli.import.${report.outcome}`, { file: basename(file), changes: report.changes }));
				ok &&= report.outcome !== 'refused';
			}
			return ok ? 0 : 1;
		}),
	);
}
