import { database, transaction } from '#platform/db/door.server.ts';
import { releaseFiles } from '#platform/files/door.server.ts';
import * as store from './draft-store.server.ts';

/** Drafts of appeals that ended without them go a month later. A nightly job; what one night leaves the next takes. */
export async function sweepAnswerDrafts(now = new Date()): Promise<void> {
	for (const ref of await store.endedDrafts(database(), new Date(now.getTime() - 30 * 86_400_000), 1_000))
		await transaction(async (tx) => {
			const photographs = await store.draftPhotographsOf(tx, ref);
			await store.deleteDraft(tx, ref);
			await releaseFiles(
				tx,
				photographs.map((one) => ({ territory: ref.territory, id: one.file })),
				now,
			);
		});
}
