/**
 * The colours, read from the file itself. Contrast by WCAG 2.2 (relative luminance); colour blindness by the matrices of
 * Machado, Oliveira and Fernandes (2009, severity 1.0), differences by CIE76 in L*a*b*.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
type Tokens = Record<string, string>;

function tokensOf(selector: string): Tokens {
	const start = css.indexOf(`${selector} {`);
	const body = css.slice(start, css.indexOf('}', start));
	return Object.fromEntries(
		[...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{3,6});/g)].map((match) => [match[1], match[2]]),
	);
}
const light = tokensOf(':root');
const themes: Record<string, Tokens> = {
	light,
	dark: { ...light, ...tokensOf(':root[data-theme="dark"]:not([data-sight])') },
	contrast: { ...light, ...tokensOf(':root[data-theme="contrast"]:not([data-sight])') },
};

type Rgb = [number, number, number];
function rgb(hex: string): Rgb {
	const full = hex.length === 4 ? hex.replace(/[0-9a-f]/g, '$&$&') : hex;
	return [1, 3, 5].map((at) => Number.parseInt(full.slice(at, at + 2), 16) / 255) as Rgb;
}
const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const luminance = (hex: string) => {
	const [r, g, b] = rgb(hex).map(linear) as Rgb;
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a: string, b: string) => {
	const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
	return (high + 0.05) / (low + 0.05);
};

test('text has 4.5 : 1 on every ground it stands on, edges and focus 3 : 1, in every theme', () => {
	const faults: string[] = [];
	for (const [theme, colour] of Object.entries(themes)) {
		const pairs: [string, string, number][] = [];
		for (const ground of ['paper', 'sunken', 'surface']) {
			for (const ink of ['ink', 'ink-2', 'accent', 'accent-strong', 'good', 'warn', 'bad', 'info', 'bronze'])
				pairs.push([ink, ground, 4.5]);
			for (const line of ['edge', 'focus']) pairs.push([line, ground, 3]);
		}
		for (const tone of ['good', 'warn', 'bad', 'info']) {
			pairs.push([tone, `${tone}-soft`, 4.5]);
			pairs.push(['ink', `${tone}-soft`, 4.5]);
		}
		pairs.push(
			['on-accent', 'accent', 4.5],
			['on-accent', 'accent-strong', 4.5],
			['ink', 'accent-soft', 4.5],
		);
		for (const [ink, ground, least] of pairs) {
			const ratio = contrast(colour[ink] ?? '', colour[ground] ?? '');
			if (ratio < least) faults.push(`${theme}: ${ink} on ${ground} is ${ratio.toFixed(2)}, wanted ${least}`);
		}
	}
	assert.deepEqual(faults, []);
});

test('the version for the visually impaired has 7 : 1 in each of its schemes, for text as large as it is 4.5', () => {
	const schemes: [string, string][] = [
		['#000', '#fff'],
		['#063462', '#9dd1ff'],
		['#4d4b43', '#f7f3d6'],
	];
	for (const [ink, ground] of schemes) {
		assert.ok(css.includes(`--k: ${ink}`) && css.includes(`--p: ${ground}`), `${ink} on ${ground}`);
		assert.ok(contrast(ink, ground) >= 7, `${ink} on ${ground}: ${contrast(ink, ground).toFixed(1)}`);
	}
});

const blindness: Record<string, number[][]> = {
	none: [
		[1, 0, 0],
		[0, 1, 0],
		[0, 0, 1],
	],
	protan: [
		[0.152286, 1.052583, -0.204868],
		[0.114503, 0.786281, 0.099216],
		[-0.003882, -0.048116, 1.051998],
	],
	deutan: [
		[0.367322, 0.860646, -0.227968],
		[0.280085, 0.672501, 0.047413],
		[-0.01182, 0.04294, 0.968881],
	],
	tritan: [
		[1.255528, -0.076749, -0.178779],
		[-0.078411, 0.930809, 0.147602],
		[0.004733, 0.691367, 0.3039],
	],
};

function lab(hex: string, kind: string): Rgb {
	const given = rgb(hex).map(linear) as Rgb;
	const seen = (blindness[kind] as number[][]).map((row) =>
		Math.min(
			1,
			Math.max(
				0,
				row.reduce((sum, weight, i) => sum + weight * (given[i] ?? 0), 0),
			),
		),
	) as Rgb;
	const [r, g, b] = seen;
	const xyz = [
		(0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047,
		0.2126 * r + 0.7152 * g + 0.0722 * b,
		(0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883,
	].map((value) => (value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116)) as Rgb;
	return [116 * xyz[1] - 16, 500 * (xyz[0] - xyz[1]), 200 * (xyz[1] - xyz[2])];
}
const difference = (a: Rgb, b: Rgb) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);

test('the colours of categories are told apart by everybody', () => {
	const faults: string[] = [];
	for (const theme of ['light', 'dark'])
		for (const kind of Object.keys(blindness))
			for (let i = 1; i <= 6; i++)
				for (let j = i + 1; j <= 6; j++) {
					const [a, b] = [themes[theme]?.[`c${i}`] ?? '', themes[theme]?.[`c${j}`] ?? ''];
					const far = difference(lab(a, kind), lab(b, kind));
					if (far < 20)
						faults.push(`${theme}, ${kind}: c${i} ${a} and c${j} ${b} differ by ${far.toFixed(1)}`);
				}
	assert.deepEqual(faults, []);
});

test('the colours of categories are seen on their paper', () => {
	const faults: string[] = [];
	for (const theme of ['light', 'dark'])
		for (let i = 1; i <= 6; i++) {
			const ratio = contrast(themes[theme]?.[`c${i}`] ?? '', themes[theme]?.paper ?? '');
			if (ratio < 2.4) faults.push(`${theme}: c${i} ${ratio.toFixed(2)}`);
		}
	assert.deepEqual(faults, []);
});

test('the ordered palette goes by even steps of lightness, also in grey print', () => {
	for (const theme of ['light', 'dark']) {
		const steps = [1, 2, 3, 4, 5, 6, 7].map((i) => lab(themes[theme]?.[`o${i}`] ?? '', 'none')[0]);
		const gaps = steps
			.slice(1)
			.map((value, i) => (theme === 'light' ? (steps[i] ?? 0) - value : value - (steps[i] ?? 0)));
		for (const gap of gaps)
			assert.ok(gap > 6 && gap < 20, `${theme}: ${gaps.map((one) => one.toFixed(1)).join(' ')}`);
	}
});
