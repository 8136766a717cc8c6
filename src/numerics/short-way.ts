/**
 * A short way through all places, open at its end: from the start to the nearest, from there to the nearest of the rest, then
 * parts of the way are turned round while that makes it shorter (2-opt). Not the shortest one, but without crossings, and the same
 * for the same places. For some hundreds of places at most.
 * @param count how many places
 * @param between how far two of them lie apart
 * @param fromStart how far each lies from the start; absent: the way begins with the first place
 * @returns the places in order, by their numbers
 */
export function shortWay(
	count: number,
	between: (a: number, b: number) => number,
	fromStart?: (a: number) => number,
): number[] {
	const left = new Set(Array.from({ length: count }, (_, i) => i));
	const way: number[] = [];
	while (left.size > 0) {
		const last = way.at(-1);
		const away = (i: number) => (last === undefined ? (fromStart?.(i) ?? i) : between(last, i));
		let best = -1;
		for (const i of left) if (best < 0 || away(i) < away(best)) best = i;
		way.push(best);
		left.delete(best);
	}
	// the step into a place: from the start where it is the first
	const step = (from: number | undefined, to: number | undefined): number =>
		to === undefined ? 0 : from === undefined ? (fromStart?.(to) ?? 0) : between(from, to);
	const first = fromStart ? 0 : 1;
	for (let better = true, rounds = 0; better && rounds < 100; rounds++) {
		better = false;
		for (let i = first; i < count - 1; i++)
			for (let j = i + 1; j < count; j++) {
				const now = step(way[i - 1], way[i]) + step(way[j], way[j + 1]);
				const turned = step(way[i - 1], way[j]) + step(way[i], way[j + 1]);
				if (turned < now - 1e-9) {
					way.splice(i, j - i + 1, ...way.slice(i, j + 1).reverse());
					better = true;
				}
			}
	}
	return way;
}

/** How long a way is, from its start. */
export function lengthOfWay(
	way: readonly number[],
	between: (a: number, b: number) => number,
	fromStart?: (a: number) => number,
): number {
	let length = way[0] === undefined ? 0 : (fromStart?.(way[0]) ?? 0);
	for (let i = 1; i < way.length; i++) length += between(way[i - 1] as number, way[i] as number);
	return length;
}
