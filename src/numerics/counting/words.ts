/** What an explanation needs of the house's words: numerics import no layer, so the caller passes its translator. */
export type Words = {
	any(key: string, params?: Record<string, unknown>): string;
	formats: {
		list(items: readonly string[]): string;
		number(n: number, style?: { maximumFractionDigits: number }): string;
	};
};

/** A list of options by their names, in the quotes of the language. */
export const listOf = (
	options: readonly number[],
	names: readonly string[],
	{ any, formats }: Words,
): string => formats.list(options.map((c) => any('counting.quoted', { name: names[c] })));
