import { database, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import { tree } from '#rooms/territories/door.server.ts';
import { answeredSince } from './gather-store.server.ts';
import { trimLessons } from './lessons-store.server.ts';
import { readActive } from './model-store.server.ts';
import { beginTraining } from './train-model.ts';
import { versionsOf } from './versions-store.server.ts';

const day = 86_400_000;
/** So many new answers call for a new version at once; so few of them are enough after a week. */
const many = 200;
const few = 20;
/** In the memory of what was decided longer ago there is nothing that the models have not learned. */
const remembered = 120 * day;

/**
 * Every night: a new version for the top of the tree and for each territory that has a classifier of its own, where there is
 * something new to learn. Others are served by what contains them, until somebody gives them one.
 */
export async function reviewClassifiers(now = new Date()): Promise<number> {
	await trimLessons(database(), new Date(now.getTime() - remembered));
	const own = (await readActive(database())).map((one) => one.territory);
	let begun = 0;
	for (const territory of new Set<TerritoryId>([...tree.roots(), ...own])) {
		const [newest] = await versionsOf(database(), territory, 1);
		const since = newest?.trainedAt ?? new Date(0);
		const fresh = await answeredSince(database(), [territory, ...tree.descendants(territory)], since, many);
		const week = now.getTime() - since.getTime() > 7 * day;
		if (fresh < many && !(week && fresh >= few)) continue;
		await transaction((tx) => beginTraining(tx, territory, null));
		begun++;
	}
	return begun;
}
