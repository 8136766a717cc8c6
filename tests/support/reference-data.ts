import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Real data and the answers of other programs lie beside the checkout, or where `VECHE_REFERENCE_DATA` says: they are nobody's to
 * give away with the product.
 */
const folder =
	process.env.VECHE_REFERENCE_DATA ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));

/** Where one of its files or folders lies. */
export const referenceData = (path: string): string => `${folder}/${path}`;

/** What a test of it is skipped with where it is not. */
export const withoutReferenceData = (path: string): string | false =>
	existsSync(referenceData(path)) ? false : `the reference data have no ${path} here`;
