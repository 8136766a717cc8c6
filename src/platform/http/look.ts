/** How a visitor wants pages to look; kept in a cookie, written on <html> as attributes (see src/ui/tokens.css). */
export type Look = {
	theme: 'system' | 'light' | 'dark' | 'contrast';
	/** «Версия для слабовидящих» (GOST R 52872). */
	sight: boolean;
	size: 1 | 2 | 3;
	scheme: 'black-on-white' | 'white-on-black' | 'blue-on-sky' | 'brown-on-beige';
	spacing: 1 | 2 | 3;
	images: boolean;
};

export const usualLook: Look = {
	theme: 'system',
	sight: false,
	size: 2,
	scheme: 'black-on-white',
	spacing: 2,
	images: true,
};

const themes = ['system', 'light', 'dark', 'contrast'] as const;
const schemes = ['black-on-white', 'white-on-black', 'blue-on-sky', 'brown-on-beige'] as const;
const degree = (text: string | null, otherwise: 1 | 2 | 3): 1 | 2 | 3 =>
	text === '1' || text === '2' || text === '3' ? (Number(text) as 1 | 2 | 3) : otherwise;

/** Reads a cookie's or an address's words over an earlier look; unknown words change nothing. */
export function readLook(words: URLSearchParams, before: Look = usualLook): Look {
	return {
		theme: themes.find((name) => name === words.get('theme')) ?? before.theme,
		sight: words.has('sight') ? words.get('sight') === 'on' : before.sight,
		size: degree(words.get('size'), before.size),
		scheme: schemes.find((name) => name === words.get('scheme')) ?? before.scheme,
		spacing: degree(words.get('spacing'), before.spacing),
		images: words.has('images') ? words.get('images') !== 'off' : before.images,
	};
}

export function writeLook(look: Look): string {
	return new URLSearchParams({
		theme: look.theme,
		sight: look.sight ? 'on' : 'off',
		size: String(look.size),
		scheme: look.scheme,
		spacing: String(look.spacing),
		images: look.images ? 'on' : 'off',
	}).toString();
}

/** Attributes for <html>. All values come from the lists above, so nothing needs escaping. */
export function lookAttributes(look: Look): string {
	const attributes: string[] = [];
	if (look.theme !== 'system') attributes.push(`data-theme="${look.theme}"`);
	if (look.sight) {
		attributes.push(
			'data-sight="on"',
			`data-sight-size="${look.size}"`,
			`data-sight-scheme="${look.scheme}"`,
			`data-sight-spacing="${look.spacing}"`,
		);
		if (!look.images) attributes.push('data-images="off"');
	}
	return attributes.join(' ');
}
