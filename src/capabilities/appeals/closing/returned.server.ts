import type { Db } from '#platform/db/door.server.ts';

/**
 * Of an answer `n`: it was returned and that stands. What a controller found done, has not decided yet, or what its author took
 * back is not among the returned; where nobody checks, the author's word counts.
 */
export const isReturned = (db: Db) => db`(n.verdict = 'returned' and not exists (
	select from appeals.review r
	where r.territory_id = n.territory_id and r.appeal_id = n.appeal_id and r.round = n.round and r.because in ('return', 'objection')
		and r.decision is distinct from 'confirmed'))`;
