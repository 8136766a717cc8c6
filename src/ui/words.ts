import { getContext, setContext } from 'svelte';
import {
	type DateStyle,
	formatDate,
	formatMoney,
	formatNumber,
	formatPercent,
	formatRelative,
	formatSize,
	type Lang,
	type NumberOptions,
	type When,
} from '#ui/format.ts';
import type { Basemap } from '#ui/map-data.ts';
import type { Key, Params } from '#words/keys.ts';

type Rest<K extends Key> = keyof Params<K> extends never ? [] : [params: Params<K>];

/** A text of the catalogue by its key; `any` is for keys put together from a state, a kind, a tone. */
export type Translate = {
	<K extends Key>(key: K, ...params: Rest<K>): string;
	any(key: string, params?: Record<string, unknown>): string;
};

/** What the root layout knows of this request and every component may need. */
export type Frame = {
	t: Translate;
	lang: Lang;
	/** The address in the reader's language: `/en` is added where it is wanted. */
	href: (path: string) => string;
	/** IANA zone of the territory in view. Default: Moscow. */
	zone?: string;
	/**
	 * The token that forms carry; a form without it is refused. Asked for only when a form is drawn: the token needs a
	 * cookie, and a page without a form should set none, so that it can be kept by caches.
	 */
	formToken?: () => string;
	/** The name that ends every page title. */
	site?: string;
	/** The moment of this request, so that all "today" on a page agree. */
	now?: Date;
	/** The map under all moving maps, if the operator gave one (`basemapInfo()`). */
	basemap?: Basemap | null;
};

export type Words = Required<Omit<Frame, 'zone' | 'formToken'>> & {
	zone: string;
	formToken: () => string | undefined;
	date: (when: When, style?: DateStyle) => string;
	relative: (when: When) => string;
	number: (value: number | bigint, options?: NumberOptions) => string;
	percent: (share: number, digits?: number) => string;
	money: (minor: bigint | number, currency?: string) => string;
	size: (bytes: number) => string;
};

const key = Symbol.for('veche.words');

/** Called once, in the root layout. Takes a function so that Svelte sees the props being read when they are used. */
export function setWords(frame: Frame | (() => Frame)): Words {
	const given = typeof frame === 'function' ? frame() : frame;
	const {
		lang,
		t,
		href,
		zone = 'Europe/Moscow',
		site = 'Вече',
		now = new Date(),
		basemap = null,
		formToken = () => undefined,
	} = given;
	return setContext<Words>(key, {
		t,
		lang,
		href,
		zone,
		site,
		now,
		basemap,
		formToken,
		date: (when, style) => formatDate(lang, when, style, zone),
		relative: (when) => formatRelative(lang, when, now, zone),
		number: (value, options) => formatNumber(lang, value, options),
		percent: (share, digits) => formatPercent(lang, share, digits),
		money: (minor, currency) => formatMoney(lang, minor, currency),
		size: (bytes) => formatSize(lang, bytes),
	});
}

/** `const { t, date, href } = words();` at the top of a component. */
export function words(): Words {
	const found = getContext<Words | undefined>(key);
	if (!found) throw new Error('words(): no setWords() above this component; the root layout calls it');
	return found;
}
