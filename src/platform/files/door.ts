export type { Audience, FileId, FileKind, FileRef, StoredFile, Thing, VariantWidth } from './file.ts';
export { fileAddress, pictureSources, variantWidths } from './file.ts';
