import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { endpoint } from '#platform/api/door.server.ts';
import { type TerritoryId, transaction } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { fileAddress, type StoredFile, storeUpload, takeUpload } from '#platform/files/door.server.ts';
import { tree } from '#rooms/territories/door.server.ts';
import { territoryParam } from './shapes.ts';

const megabyte = 1_000_000;

/** Keeps a picture for a day: an appeal that names it then keeps it for good. Place and owner are taken out of it. */
export async function keepPicture(
	territory: TerritoryId,
	picture: { bytes: Uint8Array; name: string; field: string },
): Promise<StoredFile> {
	const folder = await mkdtemp(join(tmpdir(), 'veche-picture-'));
	try {
		const path = join(folder, 'upload');
		await writeFile(path, picture.bytes);
		const upload = {
			field: picture.field,
			name: picture.name,
			size: picture.bytes.length,
			path,
			tooLarge: false,
		};
		await takeUpload(upload, 'image');
		return await transaction((tx) =>
			storeUpload(tx, upload, {
				territory: tree.ownerOf(territory) ?? territory,
				kind: 'image',
				by: null,
				audience: 'public',
				draft: true,
			}),
		);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

export const uploadPhotograph = endpoint(
	{
		name: 'upload-photograph',
		method: 'POST',
		path: '/territories/{territory}/photographs',
		since: '0.2.0',
		tag: 'appeals',
		summary: 'intake.api.upload-photograph',
		about: 'intake.api.upload-photograph.about',
		scope: 'appeals:file',
		params: territoryParam,
		query: z.object({}),
		upload: { types: ['image/jpeg', 'image/png', 'image/webp'], bytes: 25 * megabyte },
		answer: z.object({
			id: z.uuid(),
			width: z.int().nullable(),
			height: z.int().nullable(),
			url: z.string(),
		}),
		status: 201,
		refusals: ['appeals.territory-not-found', 'files.not-a-picture', 'files.unknown-content'],
		examples: [],
	},
	async ({ params, machine, upload, origin }) => {
		const territory = params.territory as TerritoryId;
		if (!machine || !upload || !tree.isInForce(territory) || !tree.isWithin(territory, machine.territory))
			refuse('appeals.territory-not-found');
		const file = await keepPicture(territory, {
			bytes: upload.bytes,
			name: `photograph.${upload.type.split('/')[1]}`,
			field: 'photograph',
		});
		return {
			status: 201,
			body: { id: file.id, width: file.width, height: file.height, url: origin + fileAddress(file) },
		};
	},
);
