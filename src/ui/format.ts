/**
 * Dates, numbers and sums as people write them. Pure: the language, the zone and "now" are given, so a page and its
 * test print the same. Everything goes through Intl; its objects are costly to make and are kept.
 */
export type Lang = 'ru' | 'en';
/** A day (`2026-11-21`), an instant (ISO string with a time, or a Date). A day has no zone and is never shifted. */
export type When = string | Date | { toString(): string };
export type DateStyle = 'long' | 'day' | 'short' | 'month' | 'weekday' | 'time' | 'moment';
export type NumberOptions = Pick<
	Intl.NumberFormatOptions,
	'minimumFractionDigits' | 'maximumFractionDigits' | 'notation' | 'signDisplay' | 'style' | 'unit'
>;

const locales: Record<Lang, string> = { ru: 'ru-RU', en: 'en-GB' };
const kept = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat | Intl.RelativeTimeFormat>();

function keep<T extends Intl.DateTimeFormat | Intl.NumberFormat | Intl.RelativeTimeFormat>(
	key: string,
	make: () => T,
): T {
	let found = kept.get(key) as T | undefined;
	if (!found) {
		found = make();
		kept.set(key, found);
	}
	return found;
}

const styles: Record<DateStyle, Intl.DateTimeFormatOptions> = {
	long: { day: 'numeric', month: 'long', year: 'numeric' },
	day: { day: 'numeric', month: 'long' },
	short: { day: '2-digit', month: '2-digit', year: 'numeric' },
	month: { month: 'long', year: 'numeric' },
	weekday: { weekday: 'long', day: 'numeric', month: 'long' },
	time: { hour: '2-digit', minute: '2-digit' },
	moment: { day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' },
};

const dayOnly = /^\d{4}-\d{2}-\d{2}$/;

function readWhen(when: When): { at: Date; isDay: boolean } {
	if (when instanceof Date) return { at: when, isDay: false };
	const text = String(when);
	if (dayOnly.test(text)) return { at: new Date(`${text}T00:00:00Z`), isDay: true };
	return { at: new Date(text), isDay: false };
}

/** «21 ноября 2026 г.»; a day is printed as it is, an instant as seen in the zone. */
export function formatDate(
	lang: Lang,
	when: When,
	style: DateStyle = 'long',
	zone = 'Europe/Moscow',
): string {
	const { at, isDay } = readWhen(when);
	if (Number.isNaN(at.getTime())) return '';
	const timeZone = isDay ? 'UTC' : zone;
	const kind = `d|${lang}|${style}|${timeZone}`;
	const known = `${kind}|${at.getTime()}`;
	const found = written.get(known);
	if (found !== undefined) return found;
	const format = keep(kind, () => new Intl.DateTimeFormat(locales[lang], { ...styles[style], timeZone }));
	// «в» of «21 ноября 2026 г. в 14:30» reads as part of a sentence; in tables and lists a comma is wanted.
	const text = format
		.format(at)
		.replace(/ г\. в (?=\d)/, ' г., ')
		.replace(/(\d{4}) at (?=\d)/, '$1, ');
	if (written.size > 5_000) written.clear();
	written.set(known, text);
	return text;
}

/** Lists show the same dates again and again, and writing one takes microseconds. */
const written = new Map<string, string>();

/** A day of this year needs no year; «3 февраля» of another one would mislead. */
export function dayStyle(when: When, now: When = new Date()): 'day' | 'long' {
	return readWhen(when).at.getUTCFullYear() === readWhen(now).at.getUTCFullYear() ? 'day' : 'long';
}

/** The machine's form, for <time datetime>. */
export function machineDate(when: When): string {
	const { at, isDay } = readWhen(when);
	if (Number.isNaN(at.getTime())) return '';
	return isDay ? at.toISOString().slice(0, 10) : at.toISOString();
}

/** The day of an instant as seen in a zone, `2026-11-21`. */
export function dayIn(when: When, zone = 'Europe/Moscow'): string {
	const { at, isDay } = readWhen(when);
	if (isDay) return at.toISOString().slice(0, 10);
	const format = keep(
		`dayin|${zone}`,
		() =>
			new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }),
	);
	return format.format(at);
}

/** Whole days from one day to another, by the calendar of the zone: 23:59 and 00:01 are one day apart. */
export function daysBetween(from: When, to: When, zone = 'Europe/Moscow'): number {
	const day = (when: When) => Date.parse(`${dayIn(when, zone)}T00:00:00Z`);
	return Math.round((day(to) - day(from)) / 86_400_000);
}

/** «сегодня», «вчера», «через 3 дня»; beyond 30 days the date itself, with the year when it is another one. */
export function formatRelative(lang: Lang, when: When, now: When, zone = 'Europe/Moscow'): string {
	const days = daysBetween(now, when, zone);
	if (Math.abs(days) > 30) {
		const sameYear = dayIn(when, zone).slice(0, 4) === dayIn(now, zone).slice(0, 4);
		return formatDate(lang, when, sameYear ? 'day' : 'long', zone);
	}
	return keep(`r|${lang}`, () => new Intl.RelativeTimeFormat(locales[lang], { numeric: 'auto' })).format(
		days,
		'day',
	);
}

/** «1 234,5»; the space does not break and the minus is a minus. */
export function formatNumber(lang: Lang, value: number | bigint, options: NumberOptions = {}): string {
	const format = keep(
		`n|${lang}|${JSON.stringify(options)}`,
		() => new Intl.NumberFormat(locales[lang], { maximumFractionDigits: 2, ...options }),
	);
	return format.format(value).replace(/^-/, '−');
}

/** A share: 0.123 is «12,3 %». */
export function formatPercent(lang: Lang, share: number, digits = 1): string {
	return formatNumber(lang, share, { style: 'percent', maximumFractionDigits: digits });
}

/** A sum in minor units (kopecks): 123450n is «1 234,50 ₽», 120000n is «1 200 ₽». Exact for any size. */
export function formatMoney(lang: Lang, minor: bigint | number, currency = 'RUB'): string {
	const digits =
		keep(
			`c|${currency}`,
			() => new Intl.NumberFormat('en', { style: 'currency', currency }),
		).resolvedOptions().maximumFractionDigits ?? 2;
	const sum = BigInt(minor);
	const unit = 10n ** BigInt(digits);
	const isWhole = sum % unit === 0n;
	const format = keep(
		`m|${lang}|${currency}|${isWhole}`,
		() =>
			new Intl.NumberFormat(locales[lang], {
				style: 'currency',
				currency,
				minimumFractionDigits: isWhole ? 0 : digits,
				maximumFractionDigits: isWhole ? 0 : digits,
			}),
	);
	const absolute = sum < 0n ? -sum : sum;
	const text = `${absolute / unit}.${String(absolute % unit).padStart(digits, '0')}`;
	// Intl takes decimal strings of any length exactly; its types know only numbers.
	const printed = format.format(text as unknown as number);
	return sum < 0n ? `−${printed}` : printed;
}

/** «1,2 МБ». Steps of 1024, as file managers count. */
export function formatSize(lang: Lang, bytes: number): string {
	const units = lang === 'ru' ? ['Б', 'КБ', 'МБ', 'ГБ', 'ТБ'] : ['B', 'KB', 'MB', 'GB', 'TB'];
	let value = bytes;
	let step = 0;
	while (value >= 1024 && step < units.length - 1) {
		value /= 1024;
		step++;
	}
	return `${formatNumber(lang, value, { maximumFractionDigits: value < 10 && step > 0 ? 1 : 0 })}\u00a0${units[step]}`;
}
