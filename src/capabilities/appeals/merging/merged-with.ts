import { database } from '#platform/db/door.server.ts';
import type { Appeal, Happening } from '../appeal.ts';
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

/** And the numbers of those that an official hid since: nothing of the page names them. */
export async function mergedInPublic(appeal: Appeal): Promise<{ seen: MergedInPublic; hidden: string[] }> {
	const open = !isPrivate(appeal);
	const none = { seen: { lead: null, led: [] }, hidden: [] };
	if (appeal.mergedInto) {
		const lead = open
			? await store.read(database(), { territory: appeal.territory, id: appeal.mergedInto })
			: undefined;
		return { seen: { lead: { number: lead && !isPrivate(lead) ? lead.number : null }, led: [] }, hidden: [] };
	}
	if (appeal.merged === 0 || !open) return none;
	const led = await merging.ledBy(database(), appeal, 50);
	const numbers = (all: merging.Led[]) => all.map((one) => one.number);
	return {
		seen: { lead: null, led: numbers(led.filter((one) => !isPrivate(one))) },
		hidden: numbers(led.filter(isPrivate)),
	};
}

/** Steps of the way without the numbers of what an official hid since. */
export function withoutHidden(
	history: Happening[],
	{ seen, hidden }: Awaited<ReturnType<typeof mergedInPublic>>,
): Happening[] {
	return history.flatMap((one) => {
		if (one.kind === 'merged' && seen.lead?.number === null) return [{ ...one, facts: { known: 'no' } }];
		const names =
			(one.kind === 'took-in' || one.kind === 'let-go') && hidden.includes(String(one.facts.number));
		return names ? [] : [one];
	});
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
