import { type Random, randomOf } from '#demo/random.ts';
import { spin } from '#demo/spin.ts';
import { type Street, streetsAround } from '#demo/streets.ts';
import { topics } from '#demo/topics/all.ts';
import { cityWords } from '#demo/words.ts';
import { type Db, database } from '#platform/db/door.server.ts';
import { categories, categoryName, excerptOf, masked } from '#rooms/appeals/door.server.ts';

/** Words as PostgreSQL keeps them: `'яма':3,7` and so on, and after how many words the next text goes on. */
type Words = { lexemes: [string, number[]][]; length: number };

export type Said = {
	category: string;
	text: string;
	answers: string[];
	/** As everybody sees it. */
	shown: string;
	excerpt: string;
	words: Words;
	/** The nearest and the farthest day of an answer. */
	days: readonly [number, number];
	secret: 'authority' | 'nameless' | null;
};
export type PlaceSaid = { words: string; shown: string; title: string; asWords: Words };

export type Subjects = {
	said: Said[];
	places: PlaceSaid[];
	nameOf: ReadonlyMap<string, string>;
	/** The category, then what it belongs to. */
	chains: ReadonlyMap<string, string[]>;
};

const texts = 6_000;
const placesKept = 4_000;

/** What people write about, and where: a pool from which each appeal takes one of each. */
export async function makeSubjects(seed: string): Promise<Subjects> {
	const random = randomOf(`${seed} subjects`);
	const streets = streetsAround([61, 58], random.branch('streets'));
	const all = await categories();
	const said = Array.from({ length: texts }, (_, i) => aSaying(streets, randomOf(`${seed} said ${i}`), i));
	const places = Array.from({ length: placesKept }, (_, i) => aPlace(streets, randomOf(`${seed} at ${i}`)));
	const [saidWords, placeWords] = [
		await wordsOf(said.map((one) => one.shown)),
		await wordsOf(places.map((one) => one.shown)),
	];
	const codes = [...new Set(said.map((one) => one.category))];
	return {
		said: said.map((one, i) => ({ ...one, words: saidWords[i] as Words })),
		places: places.map((one, i) => ({ ...one, asWords: placeWords[i] as Words })),
		nameOf: new Map(codes.map((code) => [code, categoryName(all.get(code), 'ru')])),
		chains: new Map(codes.map((code) => [code, all.chain(code).map((one) => one.code)])),
	};
}

const flat = (text: string) => text.replace(/\s+/g, ' ').trim();

function aSaying(streets: readonly Street[], random: Random, i: number): Omit<Said, 'words'> {
	const topic = random.weighted(topics, (one) => one.weight);
	const ask = random.pick(topic.asks);
	const { words } = cityWords(streets, (i % 12) + 1, random, null);
	const text = flat(spin(ask.text, words, random)).slice(0, 260);
	const shown = masked(text);
	const category = ask.category ?? topic.category;
	return {
		category,
		text,
		shown,
		excerpt: excerptOf(shown),
		answers: topic.answers.map((one) =>
			flat(spin(one.text, { ...words, done: '12 ноября', soon: '16 ноября' }, random)).slice(0, 240),
		),
		days: topic.days,
		secret: /^(social\.(health|benefits)|yards\.charges)/.test(category)
			? 'authority'
			: category === 'social.school'
				? 'nameless'
				: null,
	};
}

function aPlace(streets: readonly Street[], random: Random): Omit<PlaceSaid, 'asWords'> {
	const street = random.pick(streets);
	const words = `${street.address}, ${random.between(1, street.houses)}`;
	return {
		words,
		shown: masked(words, [], { names: false }),
		title: excerptOf(masked(words, [], { names: false }), 100),
	};
}

async function wordsOf(shown: readonly string[]): Promise<Words[]> {
	const db: Db = database();
	const rows = await db<{ words: string }[]>`
		select to_tsvector('russian', t || ' щщщъъъ')::text as words
		from unnest(${[...shown]}::text[]) with ordinality as u (t, n) order by n`;
	return rows.map((row) => {
		let length = 0;
		const lexemes: Words['lexemes'] = [];
		for (const [, lexeme = '', positions = ''] of row.words.matchAll(/('(?:[^']|'')*'):([\d,]+)/g)) {
			const at = positions.split(',').map(Number);
			if (lexeme.startsWith("'щщщ")) length = (at[0] as number) - 1;
			else lexemes.push([lexeme, at]);
		}
		return { lexemes, length };
	});
}

/** The words of a text with a place after it, as `to_tsvector` would have them. */
export function joinedWords(text: Words, place: Words): string {
	let words = '';
	for (const [lexeme, at] of text.lexemes) words += `${lexeme}:${at.join()} `;
	for (const [lexeme, at] of place.lexemes)
		words += `${lexeme}:${at.map((one) => one + text.length).join()} `;
	return words;
}
