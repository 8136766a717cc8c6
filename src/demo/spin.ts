import type { Random } from './random.ts';

/**
 * A text with choices: `{Третий день|Уже неделю} нет света` gives one of two; choices may lie inside choices, an empty
 * one leaves the words out. `$street` stands for a word of `words`.
 */
export function spin(pattern: string, words: Record<string, string>, random: Random): string {
	let at = 0;
	const choice = (): string => {
		const ways: string[] = [];
		let way = '';
		for (;;) {
			const sign = pattern[at++];
			if (sign === undefined) throw new Error(`a choice is not closed: ${pattern}`);
			if (sign === '{') way += choice();
			else if (sign === '|') {
				ways.push(way);
				way = '';
			} else if (sign === '}') return random.pick([...ways, way]);
			else way += sign;
		}
	};
	let text = '';
	while (at < pattern.length) {
		const sign = pattern[at++]!;
		text += sign === '{' ? choice() : sign;
	}
	return tidy(
		text.replace(/\$([a-zA-Z]+)/g, (_, name: string) => {
			const word = words[name];
			if (word === undefined) throw new Error(`the word $${name} is not given: ${pattern}`);
			return word;
		}),
	);
}

/** Spaces left by empty choices go, sentences begin with a capital. */
function tidy(text: string): string {
	return text
		.replace(/[ \t]+/g, ' ')
		.replace(/ ([.,!?:;])/g, '$1')
		.replace(/ ?\n ?/g, '\n')
		.trim()
		.replace(
			/(^|(?<!\s(?:кв|куб|ул|пер|наб|бул))[.!?]\s+|\n)(\p{Ll})/gu,
			(_, before: string, letter: string) => before + letter.toUpperCase(),
		);
}
