import type { AccountId, Id, TerritoryId } from '#platform/db/ids.ts';
import type { BodyRef } from '#rooms/organisations/door.ts';
import type { CategoryBy } from './appeal.ts';

/** What every event of the room carries. Names: `appeals.filed`, `.registered`, `.routed` ... (room.server.ts listens to all). */
export type AppealEvent = {
	territory: TerritoryId;
	appeal: Id<'appeal'>;
	was?: BodyRef | null;
	round?: number;
	/** `appeals.unmerged`: who took it out of the common work. */
	because?: 'office' | 'undone' | 'returned';
	/** `appeals.part-changed`: which part, and what happened to it. */
	part?: Id<'part'>;
	news?: string;
	/** `appeals.mentioned`: who was called in which note. */
	note?: string;
	accounts?: AccountId[];
	/** `appeals.supplemented`: a question was answered. */
	replied?: boolean;
	/** `appeals.followed`: it went to another body with the one that leads it. */
	routed?: boolean;
	/** `appeals.assigned`: the entry of the history, so that each time is told. */
	entry?: string;
	/** `appeals.hidden`, `.shown-again`: the file, where it is one photograph and not the whole. */
	photograph?: string;
	/** `appeals.classified`: what it was before, and who had said so. */
	from?: { category: string; by: CategoryBy };
};
