import { type Db, database, type TerritoryId, type Uuid } from '#platform/db/door.server.ts';
import type { LoggedThings } from '#platform/transparency/door.server.ts';
import type { AppealRef } from './appeal.ts';

type Row = { territory: TerritoryId; thing: Uuid; leaf: Buffer };

/** Appeals, as the audit of the transparency log reads them. */
export const loggedAppeals: LoggedThings = {
	kind: 'appeal',
	page: (after, most) => database()<Row[]>`
		/* background: the audit of the log runs over all territories */
		select territory_id as territory, id as thing, leaf from appeals.appeal
		where (territory_id, id) > (${after?.territory ?? -1}, ${after?.thing ?? '00000000-0000-0000-0000-000000000000'})
		order by territory_id, id limit ${most}`,
	find: (things) => database()<Row[]>`
		/* background: the audit of the log runs over all territories */
		select a.territory_id as territory, a.id as thing, a.leaf
		from unnest(${things.map((one) => one.territory)}::int[], ${things.map((one) => one.thing)}::uuid[]) k (territory_id, id)
		join appeals.appeal a on a.territory_id = k.territory_id and a.id = k.id`,
};

export type SealedAppeal = {
	leaf: Buffer;
	nonce: Buffer;
	category: string;
	text: string;
	where: string;
	lat: number | null;
	lon: number | null;
};

/** What was sealed of an appeal when it came, as far as it still stands so. */
export async function readSealed(db: Db, ref: AppealRef): Promise<SealedAppeal | null> {
	const [row] = await db<SealedAppeal[]>`
		select leaf, nonce, category, text, place_words as where, lat, lon from appeals.appeal
		where territory_id = ${ref.territory} and id = ${ref.id}`;
	return row ?? null;
}
