/** What is known of a category or a service to compare it by. */
export type Described = { code: string; name: string; words: string };

/** Words of at least three letters by their first five: endings differ, stems do not. */
function stems(text: string): Set<string> {
	const words =
		text
			.toLowerCase()
			.replaceAll('ё', 'е')
			.match(/\p{L}{3,}/gu) ?? [];
	return new Set(words.map((word) => word.slice(0, 5)));
}

/**
 * For each category the service most like it, by the words of their names, then of their descriptions; none where nothing is
 * alike. Only a suggestion: a person says what goes where.
 */
export function suggestServices(
	categories: readonly Described[],
	services: readonly Described[],
): Map<string, string> {
	const known = services.map((one) => ({
		code: one.code,
		name: stems(one.name),
		all: stems(`${one.name} ${one.words}`),
	}));
	const found = new Map<string, string>();
	for (const category of categories) {
		const name = stems(category.name);
		const all = stems(`${category.name} ${category.words}`);
		let best = { code: '', likeness: 0 };
		for (const service of known) {
			const byName = shared(name, service.name) / Math.max(1, Math.min(name.size, service.name.size));
			const byAll = shared(all, service.all) / Math.max(1, Math.min(all.size, service.all.size));
			const likeness = byName + byAll / 2;
			if (likeness > best.likeness) best = { code: service.code, likeness };
		}
		if (best.likeness >= 0.5) found.set(category.code, best.code);
	}
	return found;
}

const shared = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => a.intersection(b).size;
