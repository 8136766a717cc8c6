import type { Temporal } from 'temporal-polyfill';

export type Lang = 'ru' | 'en';
export const langs: readonly Lang[] = ['ru', 'en'];

/** A day (`2026-11-21`, PlainDate) has no zone and is never shifted; an instant is shown in the zone of the place. */
export type Moment =
	| Date
	| string
	| Temporal.Instant
	| Temporal.ZonedDateTime
	| Temporal.PlainDate
	| Temporal.PlainDateTime;
/** A decimal string is what the database gives for `numeric`: it is shown to its last digit. */
export type Numeric = number | bigint | `${number}`;
export type NumberStyle = 'integer' | 'percent' | Intl.NumberFormatOptions;
export type DateStyle = 'short' | 'medium' | 'long' | 'full' | Intl.DateTimeFormatOptions;

/** How numbers and times are written in a language and a zone. Made once for each pair; all methods are cheap. */
export type Formats = {
	lang: Lang;
	zone: string;
	cardinal(n: Numeric): Intl.LDMLPluralRule;
	ordinal(n: Numeric): Intl.LDMLPluralRule;
	number(n: Numeric, style?: NumberStyle): string;
	/** «21 ноября 2026 г.» unless another style is asked. */
	date(moment: Moment, style?: DateStyle): string;
	/** «14:05» */
	time(moment: Moment, style?: DateStyle): string;
	/** «21 ноября 2026 г. в 14:05» */
	dateTime(moment: Moment, style?: DateStyle): string;
	/** Minor units (kopecks), as money is stored. */
	money(minor: bigint | number, currency: string): string;
	/** «Кунгур, Лысьва и Чусовой» */
	list(items: readonly string[], kind?: 'conjunction' | 'disjunction' | 'unit'): string;
	/** Before a full stop: what ends with one of its own («2026 г.») gives it up. */
	unstopped(text: string): string;
	/** A plain `{argument}`: numbers as digits (a year is no quantity), instants as a date. */
	text(value: unknown): string;
};

/** British English: the day comes before the month, as Russian readers of English expect, and the clock has 24 hours. */
const locales: Record<Lang, string> = { ru: 'ru-RU', en: 'en-GB' };
const day = /^\d{4}-\d{2}-\d{2}$/;
const clock = /^\d{2}:\d{2}/;

/** Options objects of the generated words are constants of a module, so the object itself is a good key. */
function remember<Options extends object, Made>(make: (options: Options) => Made) {
	const made = new WeakMap<Options, Made>();
	return (options: Options): Made => {
		let found = made.get(options);
		if (!found) {
			found = make(options);
			made.set(options, found);
		}
		return found;
	};
}

const numberStyles: Record<string, Intl.NumberFormatOptions> = {
	integer: { maximumFractionDigits: 0 },
	percent: { style: 'percent', maximumFractionDigits: 1 },
};
const plain: Intl.NumberFormatOptions = {};
const styles = ['short', 'medium', 'long', 'full'] as const;
const dateStyles = Object.fromEntries(styles.map((s) => [s, { dateStyle: s }])) as Record<
	string,
	Intl.DateTimeFormatOptions
>;
/** The short date of ru-RU has four digits of the year only when each part is named. */
dateStyles.short = { day: '2-digit', month: '2-digit', year: 'numeric' };
const timeStyles = Object.fromEntries(styles.map((s) => [s, { timeStyle: s }])) as Record<
	string,
	Intl.DateTimeFormatOptions
>;
const bothStyles = Object.fromEntries(
	styles.map((s) => [s, { dateStyle: s === 'short' ? 'short' : s, timeStyle: 'short' }]),
) as Record<string, Intl.DateTimeFormatOptions>;

function make(lang: Lang, zone: string): Formats {
	const locale = locales[lang];
	const cardinals = new Intl.PluralRules(locale);
	const ordinals = new Intl.PluralRules(locale, { type: 'ordinal' });
	const numbers = remember((o: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, o));
	const instants = remember(
		(o: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone: zone, ...o }),
	);
	const days = remember(
		(o: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { ...o, timeZone: 'UTC' }),
	);
	const lists = new Map<string, Intl.ListFormat>();
	const currencies = new Map<
		string,
		{ whole: Intl.NumberFormat; exact: Intl.NumberFormat; digits: number }
	>();

	function moment(value: Moment, options: Intl.DateTimeFormatOptions): string {
		if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : instants(options).format(value);
		if (typeof value === 'object' && 'epochMilliseconds' in value)
			return instants(options).format(value.epochMilliseconds);
		const text = String(value);
		if (day.test(text)) return days(options).format(new Date(`${text}T00:00:00Z`));
		// A PlainDateTime tells the clock on the wall and has no zone to shift by.
		if (typeof value === 'object') return days(options).format(new Date(`${text}Z`));
		const at = new Date(text);
		return Number.isNaN(at.getTime()) ? text : instants(options).format(at);
	}
	function currency(code: string) {
		let found = currencies.get(code);
		if (!found) {
			const exact = new Intl.NumberFormat(locale, { style: 'currency', currency: code });
			const whole = new Intl.NumberFormat(locale, {
				style: 'currency',
				currency: code,
				maximumFractionDigits: 0,
			});
			found = { whole, exact, digits: exact.resolvedOptions().maximumFractionDigits ?? 2 };
			currencies.set(code, found);
		}
		return found;
	}

	const formats: Formats = {
		lang,
		zone,
		cardinal: (n) => cardinals.select(Number(n)),
		ordinal: (n) => ordinals.select(Number(n)),
		number: (n, style) =>
			numbers(style === undefined ? plain : typeof style === 'string' ? numberStyles[style]! : style).format(
				n as number,
			),
		date: (value, style = 'long') => moment(value, typeof style === 'string' ? dateStyles[style]! : style),
		time: (value, style = 'short') =>
			typeof value === 'string' && clock.test(value)
				? value.slice(0, 5)
				: moment(value, typeof style === 'string' ? timeStyles[style]! : style),
		dateTime: (value, style = 'long') =>
			moment(value, typeof style === 'string' ? bothStyles[style]! : style),
		money(minor, code) {
			const { whole, exact, digits } = currency(code);
			const units = BigInt(minor);
			const one = 10n ** BigInt(digits);
			if (units % one === 0n) return whole.format(units / one);
			const text = (units < 0n ? -units : units).toString().padStart(digits + 1, '0');
			const decimal = `${units < 0n ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`;
			// A string is formatted without passing through a float.
			return exact.format(decimal as `${number}` as unknown as number);
		},
		list(items, kind = 'conjunction') {
			let format = lists.get(kind);
			if (!format) {
				format = new Intl.ListFormat(locale, { type: kind, style: 'long' });
				lists.set(kind, format);
			}
			return format.format(items);
		},
		unstopped: (text) => (text.endsWith('.') ? text.slice(0, -1) : text),
		text(value) {
			if (typeof value === 'string') return value;
			if (value === null || value === undefined) return '';
			if (value instanceof Date) return formats.date(value);
			if (typeof value === 'object' && 'epochMilliseconds' in value)
				return formats.date(value as Temporal.Instant);
			return String(value);
		},
	};
	return formats;
}

const made = new Map<string, Formats>();

/** The zone is the one of the territory that the page is about; without a territory, Moscow's. */
export function formatsFor(lang: Lang, zone = 'Europe/Moscow'): Formats {
	const key = `${lang} ${zone}`;
	let found = made.get(key);
	if (!found) {
		found = make(lang, zone);
		made.set(key, found);
	}
	return found;
}
