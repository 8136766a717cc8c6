import type { Letter } from './letter.ts';

export type { Letter } from './letter.ts';

// The writers of papers weigh 25 MB in memory, and many installations never ask for one: each comes with its first letter.

/** The letter as a Word document. */
export async function letterDocx(letter: Letter): Promise<Buffer> {
	const writer = await import('./letter-docx.server.ts');
	return writer.letterDocx(letter);
}

/** The letter as PDF/A. */
export async function letterPdf(letter: Letter): Promise<Buffer> {
	const writer = await import('./letter-pdf.server.ts');
	return writer.letterPdf(letter);
}
