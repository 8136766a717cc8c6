import type { GrammarCase } from './person.ts';

type Endings = Record<Exclude<GrammarCase, 'nominative'>, string>;
const endings = (
	genitive: string,
	dative: string,
	accusative: string,
	instrumental: string,
	prepositional: string,
): Endings => ({ genitive, dative, accusative, instrumental, prepositional });

/** How a noun that names a body ends, how much of that goes, and what comes: «управление», «служба», «комитет», «отдел» ... */
const nouns: [RegExp, number, Endings][] = [
	[/ие$/i, 1, endings('я', 'ю', 'е', 'ем', 'и')],
	[/[цжшщч]о$/i, 1, endings('а', 'у', 'о', 'ом', 'е')],
	[/о$/i, 1, endings('а', 'у', 'о', 'ом', 'е')],
	[/ия$/i, 1, endings('и', 'и', 'ю', 'ей', 'и')],
	[/[гкхжшчщ]а$/i, 1, endings('и', 'е', 'у', 'ой', 'е')],
	[/а$/i, 1, endings('ы', 'е', 'у', 'ой', 'е')],
	[/я$/i, 1, endings('и', 'е', 'ю', 'ей', 'е')],
	[/ь$/i, 1, endings('и', 'и', 'ь', 'ью', 'и')],
	[/й$/i, 1, endings('я', 'ю', 'й', 'ем', 'е')],
	[/[бвгджзклмнпрстфхц]$/i, 0, endings('а', 'у', '', 'ом', 'е')],
];
/** Adjectives before it: «Городской комитет», «Муниципальное предприятие», «Единая служба». */
const adjectives: [RegExp, number, Endings][] = [
	[/(?:ый|[гкх]ий|ой)$/i, 2, endings('ого', 'ому', '', 'ым', 'ом')],
	[/ий$/i, 2, endings('его', 'ему', '', 'им', 'ем')],
	[/ая$/i, 2, endings('ой', 'ой', 'ую', 'ой', 'ой')],
	[/яя$/i, 2, endings('ей', 'ей', 'юю', 'ей', 'ей')],
	[/ое$/i, 2, endings('ого', 'ому', 'ое', 'ым', 'ом')],
	[/ее$/i, 2, endings('его', 'ему', 'ее', 'им', 'ем')],
];
const isAdjective = (word: string) => /(?:ый|ий|ой|ая|яя|ое|ее)$/i.test(word) && word.length > 4;
/** What never changes: «МУП», «ЖЭК-5», names in quotes, words in other letters. */
const fixed = (word: string) => !/^[А-ЯЁ]?[а-яё-]+$/u.test(word);

function put(word: string, rules: [RegExp, number, Endings][], form: keyof Endings): string {
	const rule = rules.find(([ends]) => ends.test(word));
	if (!rule) return word;
	const [, cut, to] = rule;
	// the accusative of what is not alive and masculine is its nominative
	if (form === 'accusative' && to.accusative === '') return word;
	const stem = word.slice(0, word.length - cut);
	// «Городским», not «Городскым»
	const ending = /[гкхжшчщ]$/i.test(stem) ? to[form].replace(/^ы/, 'и') : to[form];
	return stem + ending;
}

/**
 * The name of a body in a case: the adjectives it begins with and the first noun decline, what depends on them stays as it is:
 * «Управлению городского хозяйства», «МУП «Водоканал»», «Администрации города Кунгура».
 */
export function bodyIn(name: string, form: GrammarCase): string {
	if (form === 'nominative') return name;
	const words = name.split(' ');
	for (let i = 0; i < words.length; i++) {
		const word = words[i] as string;
		if (fixed(word)) break;
		const adjective = isAdjective(word) && i < words.length - 1;
		words[i] = put(word, adjective ? adjectives : nouns, form);
		if (!adjective) break;
	}
	return words.join(' ');
}
