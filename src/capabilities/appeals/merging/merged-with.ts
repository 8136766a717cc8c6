import { database } from '#platform/db/door.server.ts';
import type { Appeal } from '../appeal.ts';
import { type SimilarAppeal, similarAppeals } from '../similar/similar-appeals.ts';
import * as store from '../store.server.ts';
import * as merging from './merging-store.server.ts';
import { isPrivate } from './release.ts';

/** With what an appeal is worked on, as its own page tells it: of what only the authority sees not even a number is told. */
export type MergedInPublic = {
	/** It is led: by the appeal of this number; `number` null: by one that nobody else may know of. */
	lead: { number: string | null } | null;
	/** Numbers of those that it leads. */
	led: string[];
};

export async function mergedInPublic(appeal: Appeal): Promise<MergedInPublic> {
	const open = !isPrivate(appeal);
	if (appeal.mergedInto) {
		const lead = open
			? await store.read(database(), { territory: appeal.territory, id: appeal.mergedInto })
			: undefined;
		return { lead: { number: lead && !isPrivate(lead) ? lead.number : null }, led: [] };
	}
	if (appeal.merged === 0 || !open) return { lead: null, led: [] };
	return {
		lead: null,
		led: (await merging.ledBy(database(), appeal, 50))
			.filter((one) => !isPrivate(one))
			.map((one) => one.number),
	};
}

/** The same for the office, with what looks alike and could be merged. */
export async function mergingFor(
	appeal: Appeal,
	mayMerge: boolean,
): Promise<{ lead: Appeal | null; led: merging.Led[]; alike: SimilarAppeal[] }> {
	const db = database();
	const [lead, led, alike] = await Promise.all([
		appeal.mergedInto ? store.read(db, { territory: appeal.territory, id: appeal.mergedInto }) : undefined,
		appeal.merged > 0 ? merging.ledBy(db, appeal) : [],
		mayMerge
			? similarAppeals({
					territory: appeal.territory,
					category: appeal.category,
					text: appeal.text,
					point: appeal.point,
					where: appeal.placeWords,
					open: true,
					except: appeal.id,
					whole: true,
					among: isPrivate(appeal) ? 'authority' : 'everybody',
				})
			: [],
	]);
	return { lead: lead ?? null, led, alike };
}
