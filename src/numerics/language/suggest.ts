/** Letters of the Russian alphabet that look like Latin ones. */
const alike = new Map(
	Object.entries({
		а: 'a',
		в: 'b',
		е: 'e',
		к: 'k',
		м: 'm',
		н: 'h',
		о: 'o',
		р: 'p',
		с: 'c',
		т: 't',
		у: 'y',
		х: 'x',
	}),
);

function plain(name: string): string {
	return [...name.toLowerCase()].map((one) => alike.get(one) ?? one).join('');
}

/** The known name that is nearest to a mistyped one: at most a third of its letters differ, capital and Russian ones that look alike apart. */
function nearest(name: string, known: Iterable<string>): string | null {
	const wanted = plain(name);
	let best: string | null = null;
	let least = Math.floor(name.length / 3) + 1;
	for (const one of known) {
		if (one === name || Math.abs(one.length - name.length) >= least) continue;
		const distance = editDistance(wanted, plain(one), least);
		if (distance < least) {
			least = distance;
			best = one;
		}
	}
	return best;
}

/** The facts of a suggestion; `hint` says whether there is one. */
export function suggestion(
	name: string,
	known: Iterable<string>,
): { hint: 'one' | 'none'; suggestion: string } {
	const found = nearest(name, known);
	return { hint: found === null ? 'none' : 'one', suggestion: found ?? '' };
}

/** Letters to change, add, drop or swap with their neighbour (Damerau 1964, restricted); at least `limit`: `limit`. */
function editDistance(a: string, b: string, limit: number): number {
	let before: number[] = [];
	let last = Array.from({ length: b.length + 1 }, (_, j) => j);
	for (let i = 1; i <= a.length; i++) {
		const row = [i];
		for (let j = 1; j <= b.length; j++) {
			const change = a[i - 1] === b[j - 1] ? 0 : 1;
			let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + change);
			if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
				cost = Math.min(cost, before[j - 2]! + 1);
			row.push(cost);
		}
		if (Math.min(...row) >= limit) return limit;
		before = last;
		last = row;
	}
	return last[b.length]!;
}
