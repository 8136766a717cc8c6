import type { Label } from '#numerics/classifier/train.ts';
import { dayIn } from '#platform/calendar/door.ts';
import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { tree, zoneOf } from '#rooms/territories/door.server.ts';
import { categories } from '../categories.server.ts';
import { masked } from '../mask.ts';
import { countDecided, decidedIn } from './gather-store.server.ts';
import { describedOf } from './keyword-set.server.ts';
import { type Lesson, leastTexts, worthOf } from './lesson.ts';

/** Texts that one training reads at most, and how far back it looks for them. */
const mostTexts = 20_000;
const looksBack = [90, 365, 1095];
const day = 86_400_000;
/** What is read of one text: what it is about is said in its beginning. */
const longestRead = 4_000;

/** How many decided appeals a first training would find, up to as many as it needs. */
export function countLessons(territory: TerritoryId, now = new Date()): Promise<number> {
	const since = new Date(now.getTime() - Math.max(...looksBack) * day);
	return countDecided(database(), [territory, ...tree.descendants(territory)], since, leastTexts);
}

/** Everything that a territory with all below it can teach, without personal data, oldest first. */
export async function gather(territory: TerritoryId, now = new Date()): Promise<Omit<Lesson, 'served'>> {
	const all = await categories();
	const within = [territory, ...tree.descendants(territory)];
	let rows: Awaited<ReturnType<typeof decidedIn>> = [];
	for (const days of looksBack) {
		rows = await decidedIn(database(), within, new Date(now.getTime() - days * day), mostTexts);
		if (rows.length === mostTexts) break;
	}
	const today = dayIn(zoneOf(territory), now);
	const open = all.all().filter((one) => !all.isClosed(one.code, today));
	const known = new Set(open.map((one) => one.code));
	const labels = open.map(
		(one): Label => ({
			code: one.code,
			group: all.chain(one.code).at(-1)?.code ?? one.code,
			descriptions: [
				...one.texts.map((text) => `${text.name}. ${text.hint}`),
				...one.examples.map((example) => example.text),
				one.words.map(({ word }) => word).join(' '),
			],
		}),
	);
	const decided = rows.toReversed().flatMap((row) => {
		const category = all.resolve(row.category)?.code ?? row.category;
		if (!known.has(category)) return [];
		return [
			{
				text: masked(row.text.slice(0, longestRead)),
				category,
				body: row.body === null ? null : `${row.bodyTerritory}/${row.body}`,
				territory: row.territory,
				place: row.place,
				at: row.filedAt.getTime(),
				worth: worthOf(row),
			},
		];
	});
	return { labels, decided, described: describedOf(all) };
}
