import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { cellsAround, distance } from '#platform/geo/door.ts';
import type { AppealRef, Point, State } from '../appeal.ts';
import { excerptOf } from '../appeal.ts';
import { openWords } from '../mask.ts';
import * as store from './similar-store.server.ts';

export type SimilarAppeal = AppealRef & {
	number: string;
	state: State;
	category: string;
	/** Masked and cut, as in public lists. */
	excerpt: string;
	placeWords: string;
	/** Metres from the place that was asked about; null where either has no point. */
	distance: number | null;
	joined: number;
	filedAt: Date;
	dueOn: string;
	answeredAt: Date | null;
	/** 0 … 1: how likely it is about the same. */
	likeness: number;
};

export type SimilarAsked = {
	/** The owner of the records. */
	territory: TerritoryId;
	/** One category, or those that come into question, the likeliest first. */
	category: string | readonly string[] | null;
	text: string;
	point: Point | null;
	/** The place in words; compared where there is no point. */
	where?: string;
	/** `true`: what still waits for an answer; `false`: what was answered. */
	open: boolean;
	limit?: number;
	/** Left out: the appeal itself. */
	except?: string;
	/** Officials see also what only the authority sees. */
	whole?: boolean;
	/** Only those that are seen by the same people: by everybody, or by the authority alone. */
	among?: 'everybody' | 'authority';
	now?: Date;
};

/** How far two places may lie from each other to be the same one to the eye, metres. */
const sameSpot = 250;
/** Below this two appeals have little in common but a few words. */
const least = 0.34;
/** How long ago an open appeal, and a solved one, may have been filed, days. */
const reachesBack = { open: 180, solved: 730 };

/**
 * Up to five appeals of the territory that are most likely about the same: by words and by place. One query, whose
 * candidates are the newest in the cells around the point and the newest of the categories; nothing is looked for in all
 * texts, so it costs the same in a village and in a city.
 */
export async function similarAppeals(asked: SimilarAsked): Promise<SimilarAppeal[]> {
	const now = asked.now ?? new Date();
	const { point } = asked;
	const categories =
		asked.category === null
			? []
			: typeof asked.category === 'string'
				? [asked.category]
				: asked.category.slice(0, 3);
	if (categories.length === 0 && !point) return [];
	const since = new Date(now.getTime() - (asked.open ? reachesBack.open : reachesBack.solved) * 86_400_000);
	const rows = await store.candidates(database(), {
		territory: asked.territory,
		categories,
		cells: point ? cellsAround([point.lon, point.lat], 2).map(String) : [],
		text: asked.text.slice(0, 2_000),
		open: asked.open,
		whole: asked.whole ?? false,
		among: asked.among,
		since,
	});
	return rows
		.filter((row) => row.id !== asked.except)
		.map(({ lat, lon, shared, words, excerpt, placeWords, shown, visibility, authorName, ...row }) => {
			const away =
				point && lat !== null && lon !== null ? distance([point.lon, point.lat], [lon, lat]) : null;
			const known = categories.indexOf(row.category);
			const open = openWords({ text: excerpt, placeWords, shown, visibility }, authorName);
			return {
				...row,
				excerpt: excerptOf(open.text),
				placeWords: open.placeWords,
				distance: away === null ? null : Math.round(away),
				likeness: likeness({
					words: words ? shared / words : 0,
					away,
					sharedPlace: away === null ? sharedPlace(asked.where ?? '', placeWords) : 0,
					known,
				}),
			};
		})
		.filter((row) => row.likeness >= least)
		.sort((a, b) => b.likeness - a.likeness || b.filedAt.getTime() - a.filedAt.getTime())
		.slice(0, asked.limit ?? 5);
}

/**
 * Words say what, the place says which. At the same spot the same category is enough; a kilometre away only the same words in
 * the same category come near. `words`: the share of words in common; `away`: metres; `sharedPlace`: likeness of the places in
 * words; `known`: place among the categories asked, −1 when it is none of them.
 */
export function likeness(of: {
	words: number;
	away: number | null;
	sharedPlace: number;
	known: number;
}): number {
	const near = of.away === null ? of.sharedPlace ** 2 : Math.exp(-of.away / sameSpot);
	const category = of.known === 0 ? 1 : of.known > 0 ? 0.7 : 0.3;
	return Math.min(1, 0.5 * Math.min(1, of.words * 1.5) + 0.5 * near * (0.4 + 0.6 * category));
}

/** Words that say what kind of thing bears the name, not which. */
const kindWords =
	/^(?:улиц\p{L}*|ул|переул\p{L}*|пер|проспект\p{L}*|пр|пр-т|просп|площад\p{L}*|пл|бульвар\p{L}*|б-р|шоссе|ш|набережн\p{L}*|наб|дом\p{L}*|д|г|город|пос\p{L}*|дер\p{L}*|село|напротив|около|возле|у|на|в|во|с|по|за|рядом|street|st|road|house)$/u;

/** 0 … 1: the share of words and house numbers that two places in words have in common, ё as е, endings left out. */
export function sharedPlace(a: string, b: string): number {
	const [one, other] = [partsOf(a), partsOf(b)];
	const fewer = Math.min(one.size, other.size);
	return fewer === 0 ? 0 : one.intersection(other).size / fewer;
}

function partsOf(place: string): Set<string> {
	const words =
		place
			.toLowerCase()
			.replaceAll('ё', 'е')
			.match(/[\p{L}\d-]+/gu) ?? [];
	return new Set(
		words
			.filter((word) => !kindWords.test(word))
			.map((word) => (/\d/.test(word) ? word : word.slice(0, Math.max(4, word.length - 2)))),
	);
}
