import { withoutNews } from '#platform/events/door.server.ts';
import { currentTree } from '#rooms/territories/door.server.ts';
import { type DemoOptions, generateDemo } from './generate.ts';
import { plantPeople } from './plant-people.server.ts';
import { plantTerritories } from './plant-territories.server.ts';
import { openPlanted } from './planted.server.ts';

/** How far it is, for who waits at the screen. */
export type Progress = (
	part: 'territories' | 'people' | 'bodies' | 'appeals',
	done: number,
	total: number,
) => void;

/**
 * Whether a demonstration is here, whole or begun, or may be begun: never among the territories of a real installation.
 */
export async function wantsDemo(): Promise<boolean> {
	return (await openPlanted()).get('now') !== undefined || currentTree().size === 0;
}

/**
 * Plants the demonstration through the doors of the rooms, as if people had done it all. Interrupted, it goes on where it
 * stopped; done, it does nothing. The moment of the first attempt is kept, so that both attempts mean the same rows.
 */
export async function plantDemo(options: DemoOptions & { progress?: Progress }): Promise<void> {
	const planted = await openPlanted();
	if (planted.get('done')) return;
	if (!(await wantsDemo())) throw new Error('there are real territories here: no demonstration among them');
	const now = new Date(await planted.once('now', async () => options.now.toISOString()));
	const rows = generateDemo({ ...options, now });
	const counted = (part: Parameters<Progress>[0], total: number) => {
		let done = 0;
		return () => options.progress?.(part, ++done, total);
	};
	await withoutNews(async () => {
		const territories = await plantTerritories(
			rows.territories,
			planted,
			counted('territories', rows.territories.length),
		);
		await plantPeople(rows.accounts, territories, planted, counted('people', rows.accounts.length));
	});
	await planted.put('done', now.toISOString());
}
