import { dayIn } from '#platform/calendar/door.ts';
import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { type FileId, fileAddress } from '#platform/files/door.server.ts';
import { type BodySummary, bodiesNamed, bodyKey } from '#rooms/organisations/door.server.ts';
import { zoneOf } from '#rooms/territories/door.server.ts';
import type { Appeal, AppealRef } from './appeal.ts';
import { categories } from './categories.server.ts';
import { firstPhotographs } from './find-store.server.ts';
import { sourceOf } from './list-appeals.ts';
import * as lists from './lists-store.server.ts';
import { withoutPersonal } from './read-appeal.ts';
import { namesToHide, readMany } from './store.server.ts';

export type FoundAppeals = {
	appeals: Appeal[];
	/** Address of the first photograph, by the id of the appeal. */
	photographs: Map<string, string>;
	bodies: Map<string, BodySummary>;
};

/**
 * Open appeals of a territory in full, as everybody may read them, newest first: for machines that ask by exact times, several
 * categories, or whatever is not over yet. A fixed number of questions.
 */
export async function findAppeals(
	territory: TerritoryId,
	asked: {
		state?: 'open' | 'done' | undefined;
		/** Each with all below it. */
		categories?: readonly string[] | undefined;
		from?: Date | undefined;
		to?: Date | undefined;
		limit: number;
		lang: string;
	},
	now = new Date(),
): Promise<FoundAppeals> {
	const all = await categories();
	const db = database();
	const rows = await lists.list(
		db,
		sourceOf(territory),
		{
			today: dayIn(zoneOf(territory), now),
			state: asked.state,
			categories: asked.categories?.flatMap((code) => all.reads(code)),
			from: asked.from,
			to: asked.to,
		},
		{ sort: 'newest', limit: asked.limit },
	);
	const found = await appealsInPublic(rows, asked.lang);
	const of = new Map(found.appeals.map((one) => [one.id as string, one]));
	return { ...found, appeals: rows.flatMap((row) => of.get(row.id) ?? []) };
}

/** Those of the appeals that everybody may see, as everybody may see them. */
export async function appealsInPublic(refs: readonly AppealRef[], lang: string): Promise<FoundAppeals> {
	const db = database();
	const [read, pictures] = await Promise.all([readMany(db, refs), firstPhotographs(db, refs)]);
	const open = read.filter((one) => one.visibility !== 'authority' && one.state !== 'filed');
	const names = await namesToHide(db, open);
	const bodies = new Map(open.flatMap(({ body }) => (body ? [[bodyKey(body), body] as const] : [])));
	return {
		appeals: open.map((one) => withoutPersonal(one, names.get(one.id) ?? null)),
		photographs: new Map(
			open.flatMap((one) => {
				const picture = pictures.get(one.id);
				if (!picture) return [];
				const { file, name } = picture;
				return [[one.id, fileAddress({ territory: one.territory, id: file as FileId, name })] as const];
			}),
		),
		bodies: await bodiesNamed([...bodies.values()], lang),
	};
}
