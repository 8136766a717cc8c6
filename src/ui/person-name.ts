/**
 * Names of people for narrow places. A patronymic is found by its ending, so both orders are understood: «Иван Львович
 * Черемшин» and «Черемшин Иван Львович». Names without one stay as they are.
 */
const patronymic = /(?:вич|ьич|вна|ична|инична|оглы|кызы)$/i;

function partsOf(name: string): string[] {
	const parts = name.trim().split(/\s+/);
	const at = parts.findIndex((part, index) => index > 0 && patronymic.test(part));
	if (at < 0) return parts;
	const rest = parts.filter((_, index) => index !== at);
	// After the patronymic nothing is left: the family name came first.
	return at === parts.length - 1 && rest.length > 1 ? [...rest.slice(1), rest[0] ?? ''] : rest;
}

/** «Иван Черемшин» */
export function shortName(name: string): string {
	return partsOf(name).slice(0, 2).join(' ');
}

/** «ИЧ»; for a body the first letters of its first two words, quotes left out. */
export function initialsOf(name: string): string {
	return partsOf(name.replace(/[«»"„“]/g, ''))
		.filter((part) => /^\p{L}/u.test(part))
		.slice(0, 2)
		.map((part) => part[0]?.toUpperCase())
		.join('');
}
