import { database } from '#platform/db/door.server.ts';
import { withoutNews } from '#platform/events/door.server.ts';
import { learnAll, proveIndex } from '#platform/search/door.server.ts';
import { countEverything, makeMonths } from '#rooms/appeals/door.server.ts';
import { standingActor } from '#rooms/identity/door.server.ts';
import { currentTree } from '#rooms/territories/door.server.ts';
import type { Ground } from './copy.server.ts';
import { type DemoOptions, generateDemo } from './generate.ts';
import { plantAppeals } from './plant-appeals.server.ts';
import { plantApproval } from './plant-approval.server.ts';
import { plantBallots } from './plant-ballots.server.ts';
import { plantBodies } from './plant-bodies.server.ts';
import { plantClosing } from './plant-closing.server.ts';
import { groundOf, plantHistory } from './plant-history.server.ts';
import { plantJointWork } from './plant-joint.server.ts';
import { plantOpinions } from './plant-opinions.server.ts';
import { plantPages } from './plant-pages.server.ts';
import { plantPeople } from './plant-people.server.ts';
import { plantQuality } from './plant-quality.server.ts';
import { plantReceptions } from './plant-receptions.server.ts';
import { plantSpaces } from './plant-spaces.server.ts';
import { plantTemplates } from './plant-templates.server.ts';
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
 * Whether a start has something to plant: a demonstration that was begun and not ended, or nothing here at all. Asks the
 * database alone, before the house is open.
 */
export async function lacksDemo(): Promise<boolean> {
	const planted = await openPlanted();
	if (planted.get('done')) return false;
	if (planted.get('now')) return true;
	const some = await database()`select 1 from territories.territory limit 1`;
	return some.length === 0;
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
	const { appeals = 420, history = Math.round(appeals * 3.4) } = options;
	const rows = generateDemo({ ...options, now, history });
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
		const accounts = await plantPeople(
			rows.accounts,
			territories,
			planted,
			counted('people', rows.accounts.length),
		);
		const administrator = await standingActor(accounts.get('administrator')!);
		if (!administrator) throw new Error('the demonstration has no administrator');
		const ground = { territories, accounts };
		await plantPages(rows.territories, territories, administrator, planted, now);
		await plantSpaces(rows.accounts, ground, planted, now);
		if (options.aftermath !== false) await plantBallots(rows.accounts, ground, planted, now);
		if (options.aftermath !== false) await plantOpinions(rows.accounts, ground, planted, now);
		const bodies = await plantBodies(
			rows,
			ground,
			administrator,
			planted,
			counted('bodies', rows.bodies.length),
		);
		await plantTemplates(rows, bodies, accounts, planted);
		await plantReceptions(territories, administrator, planted, now);
		await plantHistory(rows, planted);
		await plantAppeals(rows, ground, planted, counted('appeals', rows.appeals.length));
		if (options.aftermath !== false && rows.appeals.length > 0) await plantApproval(rows, ground, planted);
		if (options.aftermath !== false) await plantJointWork(rows, ground, planted);
		if (options.aftermath !== false) await plantClosing(rows, accounts, planted, now);
		await planted.once('counted', async () => {
			await countEverything();
			return 'yes';
		});
		if (options.aftermath !== false) await planted.once('data', async () => String(await makeMonths(now)));
		if (options.aftermath !== false) await plantQuality(territories, accounts, planted, now);
	});
	// No news were told on the way, so search is told of all at once.
	await proveIndex();
	await learnAll();
	await planted.put('done', now.toISOString());
}

/** Ids of what was planted, by the keys of its rows: for copying more onto the same ground. */
export async function plantedGround(): Promise<Ground> {
	return groundOf(await openPlanted());
}
