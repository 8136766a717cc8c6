/** Letters that pages write by name; the rest of the entities are rare in letters of residents and become a space. */
const named: Record<string, string> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
	nbsp: ' ',
	laquo: '«',
	raquo: '»',
	mdash: '—',
	ndash: '–',
	hellip: '…',
};

/** A text without HTML: tags become spaces, entities the letters they stand for. A text without any comes back as it is. */
export function plainText(text: string): string {
	const tagless = text.includes('<') ? text.replace(/<\/?[a-z!][^<>]{0,1000}>/gi, ' ') : text;
	if (!tagless.includes('&')) return tagless;
	return tagless.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (_, decimal, hex, name) => {
		if (name) return named[name.toLowerCase()] ?? ' ';
		const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
		return code > 31 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
	});
}

const word = /[\p{L}\p{N}]+/gu;

/** The words of a text in their order: as they were written, in small letters; and folded, ё as е, for comparing. */
export function wordsIn(text: string): { shown: string[]; folded: string[] } {
	const shown = text.normalize('NFC').toLowerCase().match(word) ?? [];
	return { shown, folded: shown.map((one) => (one.includes('ё') ? one.replaceAll('ё', 'е') : one)) };
}
