import type { Random } from '../random.ts';

/** The drawings' paper and paints: muted, so that nobody takes them for photographs. */
export const paint = {
	paper: '#f4efe4',
	ink: '#3b3a36',
	sky: '#dfe8ea',
	dusk: '#5d6a7c',
	night: '#2f3947',
	road: '#9a978f',
	dark: '#6d6a64',
	hole: '#4b4742',
	fresh: '#55534f',
	walk: '#c9c2b2',
	grass: '#a9b78a',
	wood: '#b08a5f',
	brick: '#c48b6f',
	wall: '#e2d3b5',
	wall2: '#cbd3c4',
	roof: '#8d6f63',
	window: '#8fa5ad',
	warm: '#f2d38a',
	snow: '#f7f8f6',
	ice: '#c5d6dc',
	water: '#8fb0b8',
	leaf: '#7d9968',
	leaf2: '#93a873',
	trunk: '#7a6250',
	metal: '#7f8a8c',
	red: '#bd5b4a',
	blue: '#5d83a3',
	yellow: '#d9aa45',
	green: '#6a9170',
	white: '#fbf9f3',
} as const;

export type Pen = { random: Random; wobble(x: number, by?: number): number };
export const penOf = (random: Random): Pen => ({ random, wobble: (x, by = 6) => x + random.bell() * by });

const n = (x: number) => Math.round(x * 10) / 10;
const inked = ` stroke="${paint.ink}" stroke-width="3" stroke-linejoin="round" stroke-linecap="round"`;

export const box = (x: number, y: number, w: number, h: number, fill: string, line = true) =>
	`<rect x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}" fill="${fill}"${line ? inked : ''}/>`;
export const shape = (points: readonly (readonly [number, number])[], fill: string, line = true) =>
	`<polygon points="${points.map(([x, y]) => `${n(x)},${n(y)}`).join(' ')}" fill="${fill}"${line ? inked : ''}/>`;
export const stroke = (
	points: readonly (readonly [number, number])[],
	colour: string = paint.ink,
	width = 3,
) =>
	`<polyline points="${points.map(([x, y]) => `${n(x)},${n(y)}`).join(' ')}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linejoin="round" stroke-linecap="round"/>`;
export const round = (x: number, y: number, rx: number, ry: number, fill: string, line = true) =>
	`<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(rx)}" ry="${n(ry)}" fill="${fill}"${line ? inked : ''}/>`;

/** A closed shape with an uneven edge: a hole, a puddle, a heap. */
export function blob(
	pen: Pen,
	x: number,
	y: number,
	rx: number,
	ry: number,
	fill: string,
	line = true,
): string {
	const points: [number, number][] = [];
	for (let i = 0; i < 14; i++) {
		const angle = (i / 14) * Math.PI * 2;
		const far = 1 + pen.random.bell() * 0.28;
		points.push([x + Math.cos(angle) * rx * far, y + Math.sin(angle) * ry * far]);
	}
	const middle = points.map((p, i) => {
		const q = points[(i + 1) % points.length]!;
		return [(p[0] + q[0]) / 2, (p[1] + q[1]) / 2] as const;
	});
	const path = middle
		.map((m, i) => `Q${n(points[i]![0])} ${n(points[i]![1])} ${n(m[0])} ${n(m[1])}`)
		.join('');
	const start = middle.at(-1)!;
	return `<path d="M${n(start[0])} ${n(start[1])}${path}Z" fill="${fill}"${line ? inked : ''}/>`;
}

export function house(pen: Pen, x: number, base: number, floors: number, bays: number, lit = false): string {
	const wall = pen.random.pick([paint.wall, paint.wall2, paint.brick]);
	const height = floors * 58 + 30;
	const width = bays * 56 + 24;
	let all = box(x, base - height, width, height, wall);
	all += shape(
		[
			[x - 12, base - height],
			[x + 14, base - height - 30],
			[x + width - 14, base - height - 30],
			[x + width + 12, base - height],
		],
		paint.roof,
	);
	for (let floor = 0; floor < floors; floor++)
		for (let bay = 0; bay < bays; bay++) {
			const glass = lit && pen.random.chance(0.45) ? paint.warm : paint.window;
			all += box(x + 24 + bay * 56, base - height + 20 + floor * 58, 32, 36, glass);
			all += stroke(
				[
					[x + 40 + bay * 56, base - height + 20 + floor * 58],
					[x + 40 + bay * 56, base - height + 56 + floor * 58],
				],
				paint.ink,
				2,
			);
		}
	return all;
}

export function tree(pen: Pen, x: number, base: number, size: number, winter = false): string {
	let all = stroke(
		[
			[x, base],
			[pen.wobble(x, 8), base - size * 0.55],
		],
		paint.trunk,
		Math.max(7, size / 16),
	);
	if (winter) {
		for (let i = 0; i < 7; i++) {
			const y = base - size * (0.3 + i * 0.07);
			const side = i % 2 ? 1 : -1;
			all += stroke(
				[
					[x, y],
					[x + side * pen.wobble(size * 0.28, 20), y - size * 0.22],
				],
				paint.trunk,
				4,
			);
		}
		return all;
	}
	for (let i = 0; i < 4; i++)
		all += blob(
			pen,
			pen.wobble(x, size * 0.3),
			base - size * (0.6 + i * 0.1),
			size * 0.3,
			size * 0.22,
			i % 2 ? paint.leaf : paint.leaf2,
		);
	return all;
}

export function lampPost(x: number, base: number, lit: boolean, lean = 0): string {
	const top: [number, number] = [x + lean, base - 330];
	let all = lit
		? shape(
				[
					[top[0] + 62, top[1] + 20],
					[top[0] - 70, base],
					[top[0] + 230, base],
				],
				'#f6dd9a66',
				false,
			)
		: '';
	all += stroke([[x, base], top, [top[0] + 70, top[1] - 12]], paint.metal, 9);
	all += box(top[0] + 48, top[1] - 12, 54, 20, lit ? paint.warm : paint.dark);
	return all;
}

/** The word «рисунок» by hand, in strokes: a font may be missing where the picture is made. */
const letters: readonly string[] = [
	'M0 30V2H10Q18 2 18 10Q18 18 10 18H0',
	'M26 10V30L40 10V30',
	'M62 13Q50 6 49 20Q50 34 62 27',
	'M69 10L77 24M86 10L75 36',
	'M93 10V30M93 20H106M106 10V30',
	'M113 20Q113 10 121 10Q129 10 129 20Q129 30 121 30Q113 30 113 20',
	'M137 10V30M150 10L138 20L151 30',
];
export function signed(width: number, height: number): string {
	return `<g transform="translate(${width - 250} ${height - 70})"><rect x="-18" y="-10" width="190" height="56" rx="6" fill="${paint.paper}" fill-opacity="0.92"/><path d="${letters.join('')}" fill="none" stroke="${paint.ink}" stroke-width="3.4" stroke-linecap="round" stroke-linejoin="round"/></g>`;
}
