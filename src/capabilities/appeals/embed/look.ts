/**
 * The look of the form on another site: light, dark or as the visitor's system, the accent of that site, the size of letters. All are
 * checked: an accent that could not be read is moved towards ink or paper until it can.
 */
export type EmbedLook = {
	theme: 'auto' | 'light' | 'dark';
	/** `#rrggbb`; null: ours. */
	accent: string | null;
	/** Of the text, in pixels. */
	size: number;
};

export const usualEmbedLook: EmbedLook = { theme: 'auto', accent: null, size: 17 };
export const sizes = { least: 14, most: 24 };

/** Reads what somebody wrote into a script tag; whatever is no value of ours is left as usual. */
export function readEmbedLook(said: {
	theme?: string | null;
	accent?: string | null;
	size?: string | null;
}): EmbedLook {
	const accent = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/i.exec(said.accent ?? '')?.[1]?.toLowerCase();
	const size = Number(said.size);
	return {
		theme: said.theme === 'light' || said.theme === 'dark' ? said.theme : 'auto',
		accent: accent ? `#${accent.length === 3 ? accent.replace(/./g, '$&$&') : accent}` : null,
		size: Number.isInteger(size) && size >= sizes.least && size <= sizes.most ? size : usualEmbedLook.size,
	};
}

/** As it stands in the address of the form: `light.0b5968.17`. */
export function writeEmbedLook({ theme, accent, size }: EmbedLook): string {
	return [theme, accent?.slice(1) ?? '', String(size)].join('.');
}

export function embedLookIn(part: string): EmbedLook {
	const [theme, accent, size] = part.split('.');
	return readEmbedLook({ theme, accent, size });
}

type Colour = readonly [number, number, number];
const read = (hex: string): Colour => {
	const value = Number.parseInt(hex.slice(1), 16);
	return [value >> 16, (value >> 8) & 255, value & 255];
};
const write = (colour: Colour) =>
	`#${colour.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
const mixed = (a: Colour, b: Colour, share: number): Colour => [
	a[0] + (b[0] - a[0]) * share,
	a[1] + (b[1] - a[1]) * share,
	a[2] + (b[2] - a[2]) * share,
];

/** Relative luminance, WCAG 2.2. */
function luminance(colour: Colour): number {
	const [r, g, b] = colour.map((part) => {
		const c = part / 255;
		return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
	}) as unknown as Colour;
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

export function contrast(a: string, b: string): number {
	const [one, other] = [luminance(read(a)), luminance(read(b))];
	return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

const grounds = {
	// what a text of the accent's colour may lie on: the darkest and the lightest of each
	light: { paper: '#f3f1eb', towards: '#000000', soft: '#ffffff' },
	dark: { paper: '#20262a', towards: '#ffffff', soft: '#14181a' },
};

/** The accent and its relatives for one scheme, each readable on it (4.5:1). */
export function accentFor(accent: string, scheme: 'light' | 'dark') {
	const { paper, towards, soft } = grounds[scheme];
	let own = read(accent);
	for (let step = 0; step < 20 && contrast(write(own), paper) < 4.6; step++)
		own = mixed(own, read(towards), 0.1);
	const main = write(own);
	return {
		accent: main,
		strong: write(mixed(own, read(towards), 0.3)),
		soft: write(mixed(read(soft), own, 0.12)),
		on: contrast(main, '#ffffff') >= contrast(main, '#000000') ? '#ffffff' : '#000000',
	};
}

/** The sheet of style that lies over ours in the frame. */
export function sheetOf({ theme, accent, size }: EmbedLook): string {
	const rules = [`:root{font-size:${((size / 17) * 100).toFixed(2)}%}`];
	if (accent) {
		const rule = (scheme: 'light' | 'dark') => {
			const own = accentFor(accent, scheme);
			return `--accent:${own.accent};--accent-strong:${own.strong};--accent-soft:${own.soft};--on-accent:${own.on}`;
		};
		// twice as strong as ours, which stand in other sheets
		const root = ':root:root:not([data-sight])';
		if (theme !== 'dark') rules.push(`${root}{${rule('light')}}`);
		if (theme === 'dark') rules.push(`${root}{${rule('dark')}}`);
		if (theme === 'auto') rules.push(`@media (prefers-color-scheme:dark){${root}{${rule('dark')}}}`);
	}
	return `${rules.join('\n')}\n`;
}
