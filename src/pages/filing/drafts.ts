import type { AccountId, TerritoryId } from '#platform/db/door.server.ts';
import { transaction } from '#platform/db/door.server.ts';
import { invalid } from '#platform/errors/door.ts';
import {
	type FileRef,
	fileAddress,
	filesOf,
	type Shot,
	type StoredFile,
	storeUpload,
	takeUpload,
} from '#platform/files/door.server.ts';
import type { Form, Upload } from '#platform/http/form.server.ts';
import { mostPhotographs, readDraft } from '#rooms/appeals/door.server.ts';
import type { DraftPicture } from '#rooms/appeals/ui/filing/PhotographsPart.svelte';
import { tree } from '#rooms/territories/door.server.ts';

const ownerOf = (territory: TerritoryId) => tree.ownerOf(territory) ?? territory;

export type KeptPhotographs = {
	/** `<territory>/<id>` of each. */
	ids: string[];
	/** Where the last one with a place was taken. */
	shot: { lat: number; lon: number; takenAt: string | null } | null;
};

/** A photograph as a draft that goes away in a day unless it is sent with an appeal. */
export async function keepPhotograph(
	upload: Upload,
	territory: TerritoryId,
	by: AccountId | null,
): Promise<{ file: StoredFile; shot: Shot | null }> {
	const { shot } = await takeUpload(upload, 'image');
	const file = await transaction((tx) =>
		storeUpload(tx, upload, {
			territory: ownerOf(territory),
			kind: 'image',
			by,
			audience: by ? 'own' : 'public',
			draft: true,
		}),
	);
	return { file, shot };
}

/** Photographs of this step join those of the step before. @throws Invalid */
export async function keepPhotographs(
	form: Form,
	territory: TerritoryId,
	by: AccountId | null,
): Promise<KeptPhotographs> {
	const dropped = form.all('drop');
	const ids = form.all('photograph').filter((id) => id && !dropped.includes(id));
	const uploads = form.files('photographs');
	if (ids.length + uploads.length > mostPhotographs)
		invalid({ field: 'photographs', code: 'appeals.form.photographs.many', facts: { max: mostPhotographs } });
	// a wrong one among them is told before any is kept
	for (const upload of uploads) await takeUpload(upload, 'image');
	let place: KeptPhotographs['shot'] = null;
	for (const upload of uploads) {
		const { file, shot } = await keepPhotograph(upload, territory, by);
		ids.push(`${file.territory}/${file.id}`);
		if (shot?.point) place = { ...shot.point, takenAt: shot.takenAt };
	}
	return { ids, shot: place };
}

/** The drafts that are still there, for their pictures. */
export async function picturesOf(territory: TerritoryId, ids: readonly string[]): Promise<DraftPicture[]> {
	const refs = ids.map((id) => readDraft(id, ownerOf(territory))).filter((ref) => ref !== undefined);
	const found = new Map<string, StoredFile>();
	for (const [owner, own] of Map.groupBy(refs, (ref: FileRef) => ref.territory))
		for (const file of (
			await filesOf(
				owner,
				own.map((ref) => ref.id),
			)
		).values())
			found.set(file.id, file);
	return refs.flatMap((ref) => {
		const file = found.get(ref.id);
		return file ? [pictureOf(file)] : [];
	});
}

export const pictureOf = (file: StoredFile): DraftPicture => ({
	id: `${file.territory}/${file.id}`,
	thumbnail: `${fileAddress(file)}?w=320`,
});
