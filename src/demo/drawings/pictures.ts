import { blob, box, house, lampPost, type Pen, paint, round, shape, stroke, tree } from './pen.ts';
import type { Scene } from './scene.ts';

const w = 960;
const sky = (colour: string = paint.sky) => box(0, 0, w, 400, colour, false);

/** A street in perspective with houses behind it. */
function street(pen: Pen, options: { night?: boolean; winter?: boolean; ground?: string } = {}): string {
	const x = pen.random.between(-20, 60);
	const floors = pen.random.between(2, 5);
	let all = sky(options.night ? paint.night : options.winter ? '#e4e9ec' : paint.sky);
	all += house(pen, x, 360, floors, 4, options.night);
	all += house(pen, x + 300, 360, pen.random.between(2, 4), 5, options.night);
	all += house(pen, x + 650, 360, pen.random.between(3, 5), 4, options.night);
	all += box(0, 350, w, 290, options.winter ? paint.snow : options.night ? '#4a5245' : paint.grass, false);
	all += tree(pen, 250 + x, 380, 190, options.winter);
	all += tree(pen, 830 - x, 390, 220, options.winter);
	all += shape(
		[
			[-20, 640],
			[-20, 470],
			[w + 20, 420],
			[w + 20, 640],
		],
		options.ground ?? paint.road,
	);
	return all;
}

function yard(pen: Pen, winter = false): string {
	let all = sky(winter ? '#e4e9ec' : paint.sky);
	all += house(pen, pen.random.between(-60, 0), 380, 5, 6);
	all += house(pen, pen.random.between(420, 470), 380, 5, 8);
	all += box(0, 370, w, 280, winter ? paint.snow : paint.grass, false);
	all += tree(pen, 120, 430, 200, winter);
	all += tree(pen, 900, 420, 240, winter);
	return all;
}

const cracks = (pen: Pen, x: number, y: number) =>
	[0, 1, 2, 3]
		.map((i) => {
			const side = i % 2 ? 1 : -1;
			return stroke(
				[
					[x + side * 120, y],
					[x + side * pen.wobble(190, 40), pen.wobble(y, 40)],
					[x + side * pen.wobble(250, 40), pen.wobble(y, 60)],
				],
				paint.dark,
				3,
			);
		})
		.join('');

const cone = (x: number, y: number) =>
	shape(
		[
			[x - 26, y],
			[x, y - 78],
			[x + 26, y],
		],
		paint.red,
	) + box(x - 14, y - 40, 28, 12, paint.white, false);

const shelter = (broken: boolean) => {
	const glass = broken ? paint.paper : '#b9cdd3';
	let all =
		box(300, 210, 380, 20, paint.blue) +
		box(316, 230, 12, 250, paint.metal) +
		box(652, 230, 12, 250, paint.metal);
	all += box(328, 240, 324, 190, glass);
	if (broken)
		all += shape(
			[
				[328, 240],
				[470, 240],
				[420, 300],
				[440, 350],
				[328, 410],
			],
			'#b9cdd3',
		);
	all += broken
		? stroke(
				[
					[360, 440],
					[480, 478],
				],
				paint.wood,
				14,
			)
		: box(350, 430, 270, 16, paint.wood) +
			box(370, 446, 12, 34, paint.metal) +
			box(590, 446, 12, 34, paint.metal);
	return all;
};

export const pictures: Record<Scene, (pen: Pen, mended: boolean) => string> = {
	pothole(pen, mended) {
		const x = pen.random.between(380, 560);
		const all = street(pen);
		if (mended)
			return (
				all +
				shape(
					[
						[x - 170, 520],
						[x + 150, 505],
						[x + 190, 590],
						[x - 150, 605],
					],
					paint.fresh,
				)
			);
		return (
			all +
			cracks(pen, x, 550) +
			blob(pen, x, 550, 150, 46, paint.dark) +
			blob(pen, x, 556, 112, 30, paint.hole) +
			cone(x - 230, 560)
		);
	},
	snow(pen, mended) {
		let all = street(pen, { winter: true, ground: mended ? paint.road : paint.ice });
		if (mended) {
			all += shape(
				[
					[0, 470],
					[w, 420],
					[w, 450],
					[0, 510],
				],
				paint.snow,
			);
			for (let i = 0; i < 60; i++)
				all += round(pen.random.between(0, w), pen.random.between(520, 620), 3, 2, paint.wood, false);
			return all;
		}
		for (let i = 0; i < 6; i++) all += blob(pen, 80 + i * 165, pen.wobble(500, 20), 130, 62, paint.snow);
		for (let i = 0; i < 4; i++)
			all += stroke(
				[
					[100 + i * 220, 600],
					[180 + i * 220, 585],
					[250 + i * 220, 602],
				],
				paint.white,
				5,
			);
		return all;
	},
	pavement(pen, mended) {
		let all = street(pen, { ground: paint.walk });
		for (let row = 0; row < 4; row++)
			for (let i = 0; i < 11; i++) {
				const off = mended ? 0 : pen.random.bell() * 16;
				if (!mended && pen.random.chance(0.16)) continue;
				const x = i * 92 - (row % 2) * 46;
				const y = 480 + row * 40 - i * 4 + off;
				all += shape(
					[
						[x, y],
						[x + 84, y - 4 + (mended ? 0 : pen.random.bell() * 10)],
						[x + 86, y + 30],
						[x + 2, y + 34],
					],
					pen.random.pick([paint.walk, '#bdb5a4', '#d4ccbd']),
				);
			}
		return all;
	},
	puddle(pen, mended) {
		let all = street(pen, { ground: mended ? '#b1ada3' : paint.road });
		if (mended) {
			all += box(430, 540, 120, 46, paint.dark);
			for (let i = 0; i < 6; i++)
				all += stroke(
					[
						[446 + i * 18, 544],
						[446 + i * 18, 582],
					],
					paint.ink,
					5,
				);
			return all;
		}
		all += blob(pen, 480, 550, 380, 66, paint.water);
		for (let i = 0; i < 5; i++)
			all += stroke(
				[
					[220 + i * 110, pen.wobble(545, 24)],
					[280 + i * 110, pen.wobble(545, 24)],
				],
				paint.white,
				4,
			);
		for (let i = 0; i < 4; i++) all += box(250 + i * 130, pen.wobble(556, 10), 54, 20, paint.brick);
		return all;
	},
	yard(pen, mended) {
		let all = yard(pen);
		if (mended)
			return `${all}${box(420, 470, 150, 18, paint.wood)}${box(436, 488, 12, 40, paint.metal)}${box(542, 488, 12, 40, paint.metal)}`;
		for (let i = 0; i < 7; i++) {
			const x = 250 + i * 80;
			const y = pen.wobble(530, 30);
			all +=
				blob(pen, x, y, 46, 40, i % 2 ? '#55605a' : '#6b7480') +
				stroke(
					[
						[x - 6, y - 40],
						[x + 8, y - 56],
					],
					paint.ink,
					5,
				);
		}
		for (let i = 0; i < 26; i++)
			all += round(pen.random.between(120, 860), pen.random.between(560, 620), 8, 5, paint.yellow, false);
		return all;
	},
	playground(pen, mended) {
		let all = yard(pen);
		const frame = mended ? paint.red : '#a0776b';
		all += stroke(
			[
				[300, 540],
				[350, 280],
				[620, 280],
				[670, 540],
			],
			frame,
			14,
		);
		all +=
			stroke(
				[
					[400, 540],
					[350, 280],
				],
				frame,
				14,
			) +
			stroke(
				[
					[570, 540],
					[620, 280],
				],
				frame,
				14,
			);
		if (mended) {
			for (const x of [420, 530])
				all +=
					stroke(
						[
							[x, 285],
							[x - 6, 470],
						],
						paint.metal,
						5,
					) +
					stroke(
						[
							[x + 50, 285],
							[x + 46, 470],
						],
						paint.metal,
						5,
					) +
					box(x - 16, 466, 72, 14, paint.yellow);
			all +=
				box(120, 430, 20, 130, paint.blue) +
				shape(
					[
						[140, 440],
						[270, 556],
						[240, 566],
						[120, 460],
					],
					paint.yellow,
				);
		} else {
			all +=
				stroke(
					[
						[430, 285],
						[424, 460],
					],
					paint.metal,
					5,
				) +
				stroke(
					[
						[480, 285],
						[520, 420],
					],
					paint.metal,
					5,
				);
			all +=
				stroke(
					[
						[424, 462],
						[486, 520],
					],
					paint.wood,
					13,
				) +
				stroke(
					[
						[560, 285],
						[560, 360],
						[575, 380],
					],
					paint.metal,
					5,
				);
			all += blob(pen, 500, 575, 190, 26, '#8e7f64');
		}
		return all;
	},
	roof(pen, mended) {
		let all = sky(mended ? paint.sky : '#cbd2d6');
		all +=
			box(120, 250, 720, 400, paint.wall) +
			shape(
				[
					[70, 260],
					[180, 110],
					[780, 110],
					[890, 260],
				],
				mended ? paint.green : paint.roof,
			);
		for (let floor = 0; floor < 2; floor++)
			for (let i = 0; i < 6; i++) all += box(170 + i * 112, 310 + floor * 150, 64, 90, paint.window);
		if (mended)
			return (
				all +
				stroke(
					[
						[480, 112],
						[480, 258],
					],
					'#557a5c',
					4,
				) +
				stroke(
					[
						[300, 112],
						[280, 258],
					],
					'#557a5c',
					4,
				)
			);
		all += blob(pen, 520, 180, 90, 38, paint.hole);
		for (let i = 0; i < 9; i++) {
			const x = 150 + i * 84;
			all += shape(
				[
					[x, 262],
					[x + 22, 262],
					[x + 11, 262 + pen.random.between(40, 110)],
				],
				paint.ice,
			);
		}
		return all + blob(pen, 540, 300, 60, 26, '#c3ae86', false);
	},
	leak(pen, mended) {
		let all = street(pen);
		if (mended)
			return (
				all +
				shape(
					[
						[340, 520],
						[600, 505],
						[630, 600],
						[350, 612],
					],
					paint.fresh,
				) +
				round(500, 558, 52, 20, paint.metal) +
				round(500, 556, 38, 13, paint.dark)
			);
		all += blob(pen, 480, 570, 330, 56, paint.water);
		for (let i = -3; i <= 3; i++)
			all += stroke(
				[
					[480, 560],
					[480 + i * 34, 400 + Math.abs(i) * 26],
					[480 + i * 74, 560],
				],
				paint.water,
				9,
			);
		all += round(480, 562, 46, 16, paint.hole) + cone(250, 590) + cone(730, 580);
		return all;
	},
	lamp(pen, mended) {
		let all = street(pen, { night: true, ground: '#4d4f55' });
		const lean = mended ? 0 : pen.random.pick([0, 0, 60]);
		all += lampPost(300, 470, mended, lean) + lampPost(660, 440, mended || pen.random.chance(0.2), 0);
		return all;
	},
	bins(pen, mended) {
		let all = yard(pen);
		all += box(230, 540, 520, 24, paint.walk);
		for (let i = 0; i < 3; i++) {
			const x = 260 + i * 165;
			if (!mended)
				for (let j = 0; j < 4; j++)
					all += blob(
						pen,
						x + 20 + j * 30,
						pen.wobble(398, 14),
						32,
						26,
						pen.random.pick(['#6b7480', '#8a8f86', paint.white, '#50605a']),
					);
			all += shape(
				[
					[x, 410],
					[x + 130, 410],
					[x + 116, 540],
					[x + 14, 540],
				],
				[paint.green, paint.blue, paint.yellow][i]!,
			);
			if (mended) all += box(x - 6, 396, 142, 16, paint.dark);
		}
		if (!mended)
			for (let i = 0; i < 8; i++)
				all += blob(
					pen,
					190 + i * 82,
					pen.wobble(570, 16),
					40,
					30,
					pen.random.pick(['#6b7480', '#8a8f86', paint.white, '#50605a']),
				);
		return all;
	},
	dump(pen, mended) {
		let all = sky() + box(0, 350, w, 300, paint.grass, false);
		for (let i = 0; i < 7; i++) all += tree(pen, 70 + i * 140, 400 + (i % 2) * 20, 250);
		if (mended) {
			all += box(640, 400, 12, 130, paint.wood) + box(580, 380, 132, 66, paint.white);
			return (
				all +
				stroke(
					[
						[610, 432],
						[680, 394],
					],
					paint.red,
					7,
				) +
				round(646, 413, 30, 26, 'none')
			);
		}
		all += blob(pen, 470, 540, 300, 70, '#8f8672');
		for (let i = 0; i < 4; i++)
			all +=
				round(300 + i * 110, pen.wobble(520, 26), 52, 46, paint.hole) +
				round(300 + i * 110, 520, 22, 20, '#8f8672');
		all +=
			shape(
				[
					[560, 500],
					[700, 440],
					[720, 480],
					[590, 548],
				],
				paint.wood,
			) +
			box(330, 440, 120, 60, paint.white) +
			stroke(
				[
					[200, 560],
					[420, 470],
				],
				paint.wood,
				14,
			);
		return all;
	},
	stop(pen, mended) {
		let all = street(pen, { ground: paint.walk }) + shelter(!mended);
		all += box(716, 250, 10, 240, paint.metal) + box(690, 230, 62, 62, paint.yellow);
		if (!mended)
			for (let i = 0; i < 14; i++)
				all += shape(
					[
						[pen.random.between(330, 640), 500],
						[pen.random.between(330, 640), 510],
						[pen.random.between(330, 640), 516],
					],
					'#b9cdd3',
				);
		return all;
	},
	tree(pen, mended) {
		let all = street(pen);
		if (mended)
			return (
				all +
				round(470, 560, 60, 22, paint.wood) +
				round(470, 560, 36, 12, '#caa77b') +
				tree(pen, 640, 560, 130) +
				stroke(
					[
						[615, 560],
						[622, 470],
					],
					paint.wood,
					6,
				)
			);
		all += stroke(
			[
				[120, 560],
				[420, 520],
				[830, 560],
			],
			paint.trunk,
			46,
		);
		for (let i = 0; i < 6; i++)
			all +=
				stroke(
					[
						[360 + i * 80, 530],
						[410 + i * 80, pen.wobble(440, 40)],
					],
					paint.trunk,
					11,
				) + blob(pen, 430 + i * 80, pen.wobble(440, 40), 66, 44, i % 2 ? paint.leaf : paint.leaf2);
		return (
			all +
			shape(
				[
					[90, 520],
					[130, 500],
					[140, 620],
					[86, 610],
				],
				paint.wood,
			)
		);
	},
	bench(pen, mended) {
		let all = sky() + box(0, 350, w, 300, paint.grass, false);
		for (let i = 0; i < 5; i++) all += tree(pen, 80 + i * 210, 380, 260);
		all += shape(
			[
				[0, 640],
				[0, 560],
				[w, 500],
				[w, 640],
			],
			paint.walk,
		);
		const plank = (y: number, x1: number, x2: number, drop = 0) =>
			stroke(
				[
					[x1, y],
					[x2, y + drop],
				],
				mended ? paint.wood : '#9a8a73',
				18,
			);
		all += box(300, 400, 16, 130, paint.metal) + box(640, 400, 16, 130, paint.metal);
		if (mended)
			return (
				all +
				plank(410, 280, 680) +
				plank(440, 280, 680) +
				plank(478, 270, 690) +
				plank(502, 264, 696) +
				box(760, 440, 60, 80, paint.green)
			);
		return all + plank(412, 280, 470, 40) + plank(480, 270, 520, 60) + plank(502, 560, 696, 6);
	},
	weeds(pen, mended) {
		let all = sky() + house(pen, 560, 380, 2, 5) + box(0, 360, w, 290, paint.grass, false);
		const rows = mended ? 40 : 26;
		for (let i = 0; i < rows; i++) {
			const x = (i / rows) * w + pen.random.between(0, 30);
			if (mended)
				all += stroke(
					[
						[x, 600],
						[x + 6, 580],
					],
					paint.leaf,
					5,
				);
			else {
				const h = pen.random.between(180, 330);
				all += stroke(
					[
						[x, 640],
						[pen.wobble(x, 20), 640 - h],
					],
					paint.leaf,
					9,
				);
				for (let j = -3; j <= 3; j++)
					all +=
						stroke(
							[
								[x, 640 - h],
								[x + j * 16, 610 - h - (3 - Math.abs(j)) * 8],
							],
							paint.leaf,
							4,
						) + round(x + j * 16, 606 - h - (3 - Math.abs(j)) * 8, 12, 7, paint.white);
			}
		}
		return all;
	},
};
