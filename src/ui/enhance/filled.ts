/** A day that ends with a full stop of its own («2026 г.») gives it up before the one of the sentence. */
export function filled(words: string, { number, due }: { number: string; due: string }): string {
	return words
		.replace('{number}', () => number)
		.replace(/\{due\}(\.?)/, (_, stop: string) => (stop && due.endsWith('.') ? due : due + stop));
}
