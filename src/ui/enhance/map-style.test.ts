import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Inks, styleOf } from './map-style.ts';

/** The inks of the light page. */
const inks = {
	paper: '#ffffff',
	sunken: '#f1f4f5',
	surface: '#ffffff',
	ink: '#17212a',
	ink2: '#47545e',
	edge: '#7b8a94',
	line: '#d5dde1',
	accent: '#0b5f70',
	accentSoft: '#e3eef0',
	good: '#1c6b3c',
	warn: '#7a5200',
	bad: '#a3262a',
	info: '#0b5f70',
	onAccent: '#ffffff',
	o1: '#e3eef0',
	o2: '#bfdbe0',
	o3: '#93c2ca',
	o4: '#5fa3af',
	o5: '#2f8291',
	o6: '#0b5f70',
	o7: '#063f4c',
} satisfies Inks;
const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const luminance = (hex: string) =>
	[0.2126, 0.7152, 0.0722].reduce(
		(sum, weight, i) => sum + weight * linear(Number.parseInt(hex.slice(1 + 2 * i, 3 + 2 * i), 16) / 255),
		0,
	);
const contrast = (a: string, b: string) => {
	const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
	return (high + 0.05) / (low + 0.05);
};

test('the figures on the hexagons can be read on every shade', () => {
	const style = styleOf(
		{
			layers: [{ id: 'cells', kind: 'hexagons', geojson: '/cells.json' }] as never,
			inline: {},
			basemap: null,
			attribution: '',
		},
		inks,
	);
	const layer = style.layers.find((one) => one.id === 'cells-cell-count') as unknown as {
		paint: Record<string, unknown>;
	};
	const at = (value: unknown, step: number): string => {
		if (typeof value === 'string') return value;
		const [, , ...pairs] = value as [string, unknown, ...(string | number)[]];
		const found = pairs.indexOf(step);
		return String(found >= 0 && found < pairs.length - 1 ? pairs[found + 1] : pairs.at(-1));
	};
	for (let step = 1; step <= 7; step++) {
		const shade = inks[`o${step}` as 'o1'];
		const ratio = contrast(at(layer.paint['text-color'], step), shade);
		// in the middle of the scale the halo helps
		assert.ok(ratio >= (step === 5 ? 3 : 4.5), `step ${step}: ${ratio.toFixed(1)}`);
	}
});
