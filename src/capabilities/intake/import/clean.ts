const entities: Record<string, string> = {
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
	ldquo: '“',
	rdquo: '”',
	bdquo: '„',
	numero: '№',
};

/** Whether a text was copied out of a web page with its marks. */
export const isMarkedUp = (text: string): boolean =>
	/<\/?(p|br|div|span|a|b|i|u|ul|ol|li|strong|em|font|table|tr|td|h[1-6])\b[^<>]*>|&(nbsp|quot|laquo|raquo|amp|mdash|ndash);/i.test(
		text,
	);

/** The plain text of a piece of a web page: paragraphs become lines, signs by name themselves, nothing is run. */
export function withoutMarkup(text: string): string {
	return text
		.replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, '')
		.replace(/<\s*(br|\/p|\/div|\/li|\/tr|\/h[1-6])\b[^<>]*>/gi, '\n')
		.replace(/<\/?[a-z][^<>]*>/gi, '')
		.replace(/&(#x?[0-9a-f]{1,6}|[a-z]{2,8});/gi, (all, name: string) => {
			if (name.startsWith('#')) {
				const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
				return code > 31 && code < 0x110000 && !(code >= 0xd800 && code < 0xe000)
					? String.fromCodePoint(code)
					: '';
			}
			return entities[name.toLowerCase()] ?? all;
		});
}

/** Lines and spaces as a person would write them; signs that cannot be stored go. */
export function tidy(text: string): string {
	return (
		text
			.replace(/\r\n?/g, '\n')
			.replace(/[^\S\n]+/g, ' ')
			.replace(/ ?\n ?/g, '\n')
			.replace(/\n{3,}/g, '\n\n')
			// biome-ignore lint/suspicious/noControlCharactersInRegex: they come from broken files and PostgreSQL takes none
			.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
			.trim()
	);
}
