import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { type Actor, may } from '#platform/permissions/door.ts';
import type { Appeal, AppealId } from '../appeal.ts';
import { placeOf } from '../reach.ts';
import * as store from '../store.server.ts';
import { isPhotographHidden, withPhotograph } from './hiding-store.server.ts';
import { seesHidden } from './sees-hidden.ts';

/**
 * Whoever sees the appeal that a photograph belongs to, or another that shares it because both were worked on as one: when the
 * leading appeal is hidden, the answer of the others keeps its pictures. What is hidden itself is for those who see hidden ones.
 */
export async function maySeePhotograph(
	actor: Actor,
	thing: { territory: TerritoryId; id: string },
	file: string,
): Promise<boolean> {
	const db = database();
	const own = { territory: thing.territory, id: thing.id as AppealId };
	const hidden = await isPhotographHidden(db, thing.territory, file);
	const sharing = async () =>
		store.readMany(
			db,
			(await withPhotograph(db, thing.territory, file)).filter((ref) => ref.id !== own.id),
		);
	const sees = (appeal: Appeal) => {
		const place = placeOf(appeal, actor.account !== null && appeal.author === actor.account);
		return may(actor, 'appeals.see', place) && (!hidden || seesHidden(actor, place));
	};
	const first = await store.read(db, own);
	return (first !== undefined && sees(first)) || (await sharing()).some(sees);
}
