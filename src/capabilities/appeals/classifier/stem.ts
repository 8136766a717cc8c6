import { stemOf } from '#platform/search/russian.ts';

/** Words of residents repeat: a root found once is kept, so that a text costs tens of microseconds and not hundreds. */
const kept = new Map<string, string>();
const most = 100_000;

/** The root of a folded word. */
export function stem(folded: string): string {
	let root = kept.get(folded);
	if (root === undefined) {
		root = stemOf(folded);
		if (kept.size >= most) kept.clear();
		kept.set(folded, root);
	}
	return root;
}
