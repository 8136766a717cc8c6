import type { BodyQuality, QualityFigures, Share } from './figures.ts';

/** Columns of the download. Words: `quality.csv.<name>`; shares are 0 ... 1, an empty cell is no figure. */
export const qualityColumns = [
	'of',
	'name',
	'from',
	'answers',
	'scored',
	'formal',
	'formal-low',
	'formal-high',
	'points',
	'returned',
	'disputed',
] as const;

type Cell = string | number | null;
/** Four digits: more would be noise. */
const fine = (value: number | null | undefined): number | null =>
	value === null || value === undefined ? null : Math.round(value * 10_000) / 10_000;
const shares = (formal: Share | null) => [
	fine(formal?.share),
	fine(formal?.interval.low),
	fine(formal?.interval.high),
];

/** The same figures as on the page, as rows: the territory, then its bodies, then its weeks. */
export function qualityTable(
	name: string,
	figures: QualityFigures,
	bodies: readonly Omit<BodyQuality, 'path'>[],
): Cell[][] {
	const { from } = figures;
	const row = (of: string, title: string, one: Omit<BodyQuality, 'body' | 'name' | 'path'>): Cell[] => [
		...[of, title, from, one.answers, one.scored],
		...[...shares(one.formal), fine(one.points), fine(one.returned?.share), fine(one.disputed?.share)],
	];
	return [
		row('territory', name, figures),
		...bodies.map((one) => row('body', one.name, one)),
		...figures.weeks.map((one): Cell[] => [
			...['week', name, one.week, one.answers, one.scored],
			...[fine(one.formal), null, null, null, null, null],
		]),
	];
}
