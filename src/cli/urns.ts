import { readFile, writeFile } from 'node:fs/promises';
import { keepUrns, takeUrns } from '#rooms/ballots/door.server.ts';
import { Misuse, readArgs, t } from './console.ts';
import { placeOptions, withDatabase, withHouse } from './installation.ts';

/** `veche urns keep FILE`, `veche urns take FILE`: keys of open secret votes, which no backup has, to a medium of their own and back. */
export async function urns(args: string[]): Promise<number> {
	const { values, positionals } = readArgs(args, { ...placeOptions });
	const [what, file, ...more] = positionals;
	if ((what !== 'keep' && what !== 'take') || !file || more.length > 0) throw new Misuse(t('cli.usage.urns'));
	return withDatabase(values, (place) =>
		withHouse(place, async () => {
			if (what === 'keep') {
				const { text, count } = await keepUrns();
				await writeFile(file, text, { mode: 0o600, flag: 'wx' });
				console.log(t('cli.urns.kept', { count, file }));
				return 0;
			}
			const taken = await takeUrns(await readFile(file, 'utf8'));
			if (!taken) {
				console.error(t('cli.urns.not-one', { file }));
				return 1;
			}
			console.log(t('cli.urns.taken', taken));
			return 0;
		}),
	);
}
