import { record } from '#platform/audit/door.server.ts';
import type { TerritoryId } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { editing } from './change-category.ts';
import { writeOffer } from './save-store.server.ts';

/**
 * A territory says that it takes a category on, leaves it out, or (null) holds with the one above it; all below it follow
 * unless they say otherwise.
 */
export async function offerCategory(
	actor: Actor,
	territory: TerritoryId,
	code: string,
	offered: boolean | null,
): Promise<void> {
	demand(actor, 'appeals.edit-categories', { territory });
	await editing(async ({ tx, tree, revision, at }) => {
		if (!tree.get(code)) refuse('appeals.category.not-found');
		await writeOffer(tx, { territory, category: code, offered, revision, by: actor.account, at });
		await record(tx, {
			actor,
			territory,
			action: 'appeals.category-offered',
			thing: { kind: 'category', id: code },
			payload: { offered },
		});
	});
}
