/** What an explanation needs of the house's words: numerics import no layer, so the caller passes its translator. */
export type Words = {
	any(key: string, params?: Record<string, unknown>): string;
	formats: {
		list(items: readonly string[]): string;
		number(n: number, style?: { maximumFractionDigits: number }): string;
	};
};
