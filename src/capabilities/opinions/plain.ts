/** A statement as it is kept: one line without double blanks. */
export const tidied = (text: string): string => text.normalize('NFC').replaceAll(/\s+/gu, ' ').trim();

/** The text without case, signs and double blanks; ё is е. Two statements with the same are one. */
export const plainOf = (text: string): string =>
	text
		.normalize('NFKC')
		.toLowerCase()
		.replaceAll('ё', 'е')
		.replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
