import type { AccountId, TerritoryId, Tx, Uuid } from '#platform/db/door.server.ts';
import { invalid } from '#platform/errors/door.ts';
import {
	copyFiles,
	type FileId,
	type FileRef,
	filesOf,
	keepFiles,
	type StoredFile,
} from '#platform/files/door.server.ts';
import type { AppealRef } from '../appeal.ts';

const draftShape = /^(?:(\d{1,9})\/)?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

/** A draft as a form carries it: `<territory>/<id>`; the id alone where it lies in the form's own territory. */
export function readDraft(text: string, own: TerritoryId): FileRef | undefined {
	const match = draftShape.exec(text);
	if (!match) return undefined;
	return { territory: (match[1] ? Number(match[1]) : own) as TerritoryId, id: match[2] as FileId };
}

/**
 * Ties the drafts to the appeal. They were kept where the form was opened; when the place turned out to belong to
 * another territory, they go along.
 */
export async function keepPhotographs(
	tx: Tx,
	ref: AppealRef,
	drafts: { territory: TerritoryId; ids: readonly string[]; by: AccountId | null },
	/** What they belong to from now on: the appeal itself unless said otherwise. */
	thing: { kind: string; id: Uuid } = { kind: 'appeals.appeal', id: ref.id },
): Promise<StoredFile[]> {
	const gone = () => invalid({ field: 'photographs', code: 'files.gone' });
	const kept: FileRef[] = [];
	for (const text of drafts.ids) {
		const draft = readDraft(text, drafts.territory) ?? gone();
		const file = (await filesOf(draft.territory, [draft.id], tx)).get(draft.id);
		// a file of another thing or another person is not a draft of this form
		if (!file || file.thing || file.by !== drafts.by) gone();
		if (draft.territory === ref.territory) kept.push(draft);
		else {
			const [copy] = await copyFiles(tx, [draft], { territory: ref.territory, field: 'photographs' });
			kept.push(copy ?? gone());
		}
	}
	await keepFiles(tx, kept, {
		thing,
		audience: 'thing',
		field: 'photographs',
	});
	const stored = await filesOf(
		ref.territory,
		kept.map((file) => file.id),
		tx,
	);
	return kept.flatMap((file) => stored.get(file.id) ?? []);
}
