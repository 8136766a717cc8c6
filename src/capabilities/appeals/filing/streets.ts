import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { cellsAround, distance } from '#platform/geo/door.ts';
import type { Appeal, Point } from '../appeal.ts';
import { knownStreets, type NamedStreet, placesNear, rememberStreets } from './streets-store.server.ts';

/** Kinds of streets by how they are written, and the word they are kept with. */
const kinds: [RegExp, string][] = [
	[/^(?:улиц[аеуы]|ул\.?)$/iu, 'улица'],
	[/^(?:переул(?:ок|ка|ке|ку)|пер\.?)$/iu, 'переулок'],
	[/^(?:проспект[аеу]?|просп\.?|пр-к?т\.?[аеу]?)$/iu, 'проспект'],
	[/^(?:проезд[аеу]?|пр-д)$/iu, 'проезд'],
	[/^(?:площад[ьи]|пл\.?)$/iu, 'площадь'],
	[/^(?:бульвар[аеу]?|б-р|бул\.?)$/iu, 'бульвар'],
	[/^(?:набережн(?:ая|ой|ую)|наб\.?)$/iu, 'набережная'],
	[/^(?:шоссе|ш\.?)$/iu, 'шоссе'],
	[/^(?:тупик[аеу]?|туп\.?)$/iu, 'тупик'],
	[/^(?:алле[яеию])$/iu, 'аллея'],
	[/^(?:микрорайон[аеу]?|мкр\.?|мкрн\.?)$/iu, 'микрорайон'],
];
const kindOf = (word: string) => kinds.find(([written]) => written.test(word))?.[1];

/** A part of a name: a word with a capital, a number with a word to follow ("8 Марта", "50 лет Октября", "1-я"). */
const namePart = /^(?:[А-ЯЁ][а-яё]+(?:-[А-ЯЁа-яё]+)*|\d{1,3}(?:-?[а-яё]{1,2})?|лет|им\.|имени|[А-ЯЁ]\.)$/u;

/**
 * The street that a place in words names, as it is kept: "улица Карла Маркса"; null where none is named by its kind. The house is
 * left out: streets are told to others, houses are not.
 */
export function streetIn(placeWords: string): string | null {
	const words = placeWords
		.replaceAll(',', ' , ')
		.replace(/\.(?=[А-ЯЁ])/gu, '. ')
		.split(/\s+/)
		.filter(Boolean);
	for (const [at, word] of words.entries()) {
		const kind = kindOf(word);
		if (!kind) continue;
		const name = nameAfter(words, at + 1) ?? nameBefore(words, at - 1);
		if (name) return `${kind} ${name}`.slice(0, 80);
	}
	return null;
}

function nameAfter(words: readonly string[], from: number): string | null {
	const parts: string[] = [];
	for (const word of words.slice(from, from + 4)) {
		if (!namePart.test(word)) break;
		parts.push(word);
	}
	// a number at the end is the house
	while (parts.length && /^\d/.test(parts.at(-1) ?? '')) parts.pop();
	return parts.some((part) => /^[А-ЯЁ]/.test(part)) ? parts.join(' ') : null;
}

/** "Садовая улица". */
function nameBefore(words: readonly string[], at: number): string | null {
	const word = words[at];
	return word && /^[А-ЯЁ][а-яё]+(?:ая|ий|ой|ый|ое)$/u.test(word) ? word : null;
}

const keyOf = (text: string) =>
	text
		.toLowerCase()
		.replaceAll('ё', 'е')
		.split(/[\s,]+/)
		.filter((word) => word && !kindOf(word))
		.join(' ');

/** Learns the streets of appeals; in a job after the filing, twice does no harm. */
export async function learnStreets(
	appeals: readonly Pick<Appeal, 'territory' | 'id' | 'visibility' | 'placeWords'>[],
): Promise<void> {
	const streets = new Map<string, NamedStreet>();
	for (const { territory, id, visibility, placeWords } of appeals) {
		const name = visibility === 'authority' ? null : streetIn(placeWords);
		if (!name) continue;
		const key = `${territory} ${name}`;
		const named = (streets.get(key)?.named ?? 0) + 1;
		streets.set(key, { territory, name, key: keyOf(name), named, last: id });
	}
	await rememberStreets(
		database(),
		// in one order, so that two jobs wait for each other instead of locking each other out
		[...streets].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, street]) => street),
	);
}

/** Streets of the territory that contain what was typed, those named most often first; none for a single letter. */
export async function findStreets(territory: TerritoryId, typed: string, limit = 8): Promise<string[]> {
	const key = keyOf(typed.slice(0, 80));
	if (key.length < 2) return [];
	return knownStreets(database(), territory, key, limit);
}

/** How far an earlier appeal may lie to lend its street to a point, metres. */
const sameStreet = 150;

/** The street of the nearest earlier appeal that everybody may see; null where none is near. */
export async function streetNear(territory: TerritoryId, point: Point): Promise<string | null> {
	const rows = await placesNear(database(), territory, cellsAround([point.lon, point.lat], 1).map(String));
	const near = rows
		.map((row) => ({ ...row, away: distance([point.lon, point.lat], [row.lon, row.lat]) }))
		.filter((row) => row.away <= sameStreet)
		.sort((a, b) => a.away - b.away);
	for (const row of near) {
		const street = streetIn(row.placeWords);
		if (street) return street;
	}
	return null;
}
