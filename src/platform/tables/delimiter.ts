export const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

/** Lines looked at when the delimiter is guessed. */
const lines = 30;

/**
 * Guesses what stands between the columns: the sign that cuts the first lines into the same number of parts, more than one.
 * Signs inside quotes do not count.
 */
export function guessDelimiter(text: string): Delimiter {
	const counts = countOutside(text.slice(0, 200_000));
	let best: { delimiter: Delimiter; score: number } = { delimiter: ',', score: -1 };
	for (const delimiter of delimiters) {
		const each = counts.map((line) => line.get(delimiter) ?? 0);
		const first = each[0] ?? 0;
		if (first === 0) continue;
		const same = each.filter((count) => count === first).length;
		const score = same / each.length + Math.min(first, 50) / 1000;
		if (score > best.score) best = { delimiter, score };
	}
	return best.delimiter;
}

/** For each of the first lines (quoted line ends are no ends): how often each sign stands outside quotes. */
function countOutside(text: string): Map<string, number>[] {
	const counts: Map<string, number>[] = [];
	let line = new Map<string, number>();
	let quoted = false;
	let empty = true;
	for (const sign of text) {
		if (sign === '"') quoted = !quoted;
		else if (!quoted && sign === '\n') {
			if (!empty) counts.push(line);
			if (counts.length >= lines) return counts;
			line = new Map();
			empty = true;
			continue;
		} else if (!quoted && (delimiters as readonly string[]).includes(sign))
			line.set(sign, (line.get(sign) ?? 0) + 1);
		if (sign !== '\r') empty = false;
	}
	if (!empty) counts.push(line);
	return counts;
}
