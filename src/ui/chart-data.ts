/** What charts are given, and the pure part of how they are laid out. */
import { extent, max, min } from 'd3-array';
import { scaleLinear } from 'd3-scale';

/** A year `2024`, a month `2024-03`, a day `2024-03-15`, a quarter `2024-Q1`. */
export type Period = string;
export type SeriesPoint = { at: Period; value: number | null };
export type Series = {
	name: string;
	points: readonly SeriesPoint[];
	/** A plan or a forecast: drawn broken. */
	isForecast?: boolean;
	/** Where the value may lie. */
	band?: readonly { at: Period; low: number; high: number }[];
};
export type Bar = {
	name: string;
	value: number;
	/** A target, drawn as a mark. */
	target?: number;
	href?: string;
	/** This bar is what the title speaks of. */
	isMain?: boolean;
	note?: string;
};

/** A period as a number of years, so that unequal steps are drawn unequal. */
export function yearOf(at: Period): number {
	const quarter = /^(\d{4})-?Q([1-4])$/.exec(at);
	if (quarter) return Number(quarter[1]) + (Number(quarter[2]) - 1) / 4;
	const [year = 0, month = 1, day = 1] = at.split('-').map(Number);
	return year + (month - 1) / 12 + (day - 1) / 372;
}

/** «2024», «март 2024», «1 кв. 2024», «15.03.2024»: short enough for an axis. */
export function namePeriod(at: Period, lang: 'ru' | 'en'): string {
	const quarter = /^(\d{4})-?Q([1-4])$/.exec(at);
	if (quarter) return lang === 'ru' ? `${quarter[2]} кв. ${quarter[1]}` : `Q${quarter[2]} ${quarter[1]}`;
	const [year, month, day] = at.split('-');
	if (day)
		return new Intl.DateTimeFormat(lang === 'ru' ? 'ru-RU' : 'en-GB', {
			day: 'numeric',
			month: 'short',
			timeZone: 'UTC',
		}).format(new Date(`${at}T00:00:00Z`));
	if (month)
		return new Intl.DateTimeFormat(lang === 'ru' ? 'ru-RU' : 'en-GB', {
			month: 'short',
			year: '2-digit',
			timeZone: 'UTC',
		})
			.format(new Date(`${at}-01T00:00:00Z`))
			.replace(/\sг\.$/, '');
	return year ?? at;
}

/** All periods of all series, each once, in order of time. */
export function periodsOf(series: readonly Series[]): Period[] {
	return [...new Set(series.flatMap((one) => one.points.map((point) => point.at)))].sort(
		(a, b) => yearOf(a) - yearOf(b),
	);
}

/** Bounds of the value axis: nice numbers; zero is in it when it is near or when bars ask for it. */
export function valueRange(series: readonly Series[], fromZero: boolean): [number, number] {
	const values = series.flatMap((one) => [
		...one.points.map((point) => point.value),
		...(one.band ?? []).flatMap(({ low, high }) => [low, high]),
	]);
	const known = values.filter((value): value is number => value !== null && Number.isFinite(value));
	let [low, high] = extent(known) as [number | undefined, number | undefined];
	if (low === undefined || high === undefined) return [0, 1];
	if (fromZero || (low > 0 && low < (high - low) * 0.6)) low = Math.min(0, low);
	if (fromZero || (high < 0 && -high < (high - low) * 0.6)) high = Math.max(0, high);
	if (low === 0 && high === 0) return [0, 1];
	if (low === high) [low, high] = [low - Math.abs(low || 1) * 0.1, high + Math.abs(high || 1) * 0.1];
	return scaleLinear().domain([low, high]).nice(4).domain() as [number, number];
}

/** The ticks that can be written with so many digits: where values are whole, a step of a fifth would say «0» three times. */
export const ticksOf = (ticks: readonly number[], digits: number): number[] =>
	ticks.filter((tick) => Math.abs(Number(tick.toFixed(digits)) - tick) < 1e-9);

/** Labels at the ends of lines, pushed apart so that none lies on another. The order is kept. */
export function spread(wanted: readonly number[], gap: number, low: number, high: number): number[] {
	const order = wanted.map((y, index) => ({ y, index })).sort((a, b) => a.y - b.y);
	let last = -Infinity;
	for (const one of order) {
		one.y = Math.max(one.y, last + gap, low);
		last = one.y;
	}
	let next = Infinity;
	for (const one of order.toReversed()) {
		one.y = Math.min(one.y, next - gap, high);
		next = one.y;
	}
	const placed: number[] = [];
	for (const one of order) placed[one.index] = one.y;
	return placed;
}

/** Which periods get a label on the axis: first, last, and evenly between, as many as there is room for. */
export function labelled(count: number, most: number): Set<number> {
	if (count <= most) return new Set(Array.from({ length: count }, (_, i) => i));
	const step = Math.ceil((count - 1) / Math.max(1, most - 1));
	const chosen = new Set<number>();
	for (let i = count - 1; i >= 0; i -= step) chosen.add(i);
	return chosen;
}

export const barRange = (bars: readonly Bar[]): [number, number] => [
	Math.min(0, min(bars, (bar) => Math.min(bar.value, bar.target ?? 0)) ?? 0),
	Math.max(0, max(bars, (bar) => Math.max(bar.value, bar.target ?? 0)) ?? 1) || 1,
];
