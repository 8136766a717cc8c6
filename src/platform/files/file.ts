import type { AccountId, Id, Ref, TerritoryId, Uuid } from '../db/ids.ts';

export type FileId = Id<'file'>;
export type FileRef = Ref<'file'>;

/** What a form asks for. `image`: pictures only; `document`: papers only; `any`: both. */
export type FileKind = 'image' | 'document' | 'any';

/**
 * Who may fetch a file. `public`: anyone. `thing`: those who may see the thing it belongs to (the owning room is asked
 * each time). `own`: the account that sent it.
 */
export type Audience = 'public' | 'thing' | 'own';

/** The thing a file belongs to: its kind as registered with `registerFileOwner`, and its id in the same territory. */
export type Thing = { kind: string; id: Uuid };

export type StoredFile = {
	territory: TerritoryId;
	id: FileId;
	sha256: string;
	/** Bytes. */
	size: number;
	type: string;
	name: string;
	/** Pixels; null for what is no picture. */
	width: number | null;
	height: number | null;
	audience: Audience;
	thing: Thing | null;
	by: AccountId | null;
};

/** Widths in pixels that a picture may be asked in; any other is the kept picture itself. */
export const variantWidths = [320, 960] as const;
export type VariantWidth = (typeof variantWidths)[number];

/** Where a file is fetched. The name at the end is for people and for "save as"; the id decides. */
export function fileAddress(
	file: { territory: TerritoryId; id: FileId; name?: string },
	width?: VariantWidth,
): string {
	const name = encodeURIComponent(file.name ?? 'file');
	return `/files/${file.territory}/${file.id}/${name}${width ? `?w=${width}` : ''}`;
}

/** `srcset` of a picture: its variants and, where it is wider than those, itself. */
export function pictureSources(file: StoredFile): string {
	const parts = variantWidths
		.filter((width) => !file.width || width < file.width)
		.map((width) => `${fileAddress(file, width)} ${width}w`);
	if (file.width) parts.push(`${fileAddress(file)} ${file.width}w`);
	return parts.join(', ');
}
