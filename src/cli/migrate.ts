import { migrate } from '#platform/db/migrate.server.ts';
import { readArgs, t } from './console.ts';
import { placeOptions, withDatabase } from './installation.ts';

export async function migrateDatabase(args: string[]): Promise<number> {
	const { values } = readArgs(args, placeOptions);
	return withDatabase(values, async ({ url }) => {
		const { applied } = await migrate({ url, say: (name, nth, of) => console.log(`${nth}/${of} ${name}`) });
		console.log(
			applied.length > 0 ? t('cli.migrate.done', { count: applied.length }) : t('cli.migrate.nothing'),
		);
		return 0;
	});
}
