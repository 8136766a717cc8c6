/** A vote on ten things of which up to three may be marked. */
export const options = 10;
export const mostMarked = 3;

/** What the nth voter marks: one to three options, any of them. */
export function marksOf(nth: number): string[] {
	const marked = new Set<number>();
	for (let i = 0; i <= nth % mostMarked; i++) marked.add(((nth * 7 + i * 3 + (nth >> 4)) % options) + 1);
	return [...marked].sort((a, b) => a - b).map(String);
}
