type Facts = Record<string, string | number>;

/** The facts for a reader of one language: `body.en` stands in for `body` in English, where there is one. */
export function factsIn(facts: Facts, lang: string): Facts {
	const ending = `.${lang}`;
	const own = Object.entries(facts).filter(([name]) => name.endsWith(ending));
	return {
		...facts,
		...Object.fromEntries(own.map(([name, value]) => [name.slice(0, -ending.length), value])),
	};
}
