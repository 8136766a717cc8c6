import type { Id, TerritoryId } from '#platform/db/ids.ts';
import type { BodyRef } from '#rooms/organisations/door.ts';
import type { CategoryBy } from './appeal.ts';

/** What every event of the room carries. Names: `appeals.filed`, `.registered`, `.routed` ... (room.server.ts listens to all). */
export type AppealEvent = {
	territory: TerritoryId;
	appeal: Id<'appeal'>;
	was?: BodyRef | null;
	round?: number;
	/** `appeals.classified`: what it was before, and who had said so. */
	from?: { category: string; by: CategoryBy };
};
