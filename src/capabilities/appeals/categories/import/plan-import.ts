import { blankCategory, type Category, type CategoryText } from '../../category.ts';
import { CategoryTree } from '../../category-tree.ts';
import { problemsOf } from '../check-category.ts';
import { codeFor } from '../codes.ts';
import type { ReadRow, Wrong } from './read-row.ts';

export type ImportPlan = {
	changes: { before: Category | null; after: Category }[];
	added: number;
	changed: number;
	same: number;
	wrong: Wrong[];
};

/**
 * What a table would bring: rows with codes of ours by their code, lists of groups and topics by the names they had in the
 * list, so that a second import finds what the first one made, whatever was done to it since. Nothing is taken away.
 */
export function planImport(
	rows: readonly ReadRow[],
	tree: CategoryTree,
	{ origin, offeredIn }: { origin: string; offeredIn: number | null },
): ImportPlan {
	const wrong: Wrong[] = [];
	const bad = (line: number, code: string, facts: Wrong['facts'] = {}) => wrong.push({ line, code, facts });
	const made = new Map<string, { before: Category | null; after: Category; line: number }>();
	const bySource = new Map(
		tree
			.all()
			.flatMap((one) => (one.origin === origin && one.sourceKey ? [[one.sourceKey, one] as const] : [])),
	);
	const now = (code: string) => made.get(code)?.after ?? tree.get(code);
	const isTaken = (code: string) => now(code) !== undefined;
	const seen = new Map<string, number>();
	let same = 0;

	/** A group of a list: found by its name in the list, else made. */
	const groupFor = (name: string, line: number): string => {
		const known = bySource.get(name);
		if (known) return known.code;
		const code = codeFor(name, null, isTaken);
		const after = blankCategory(code, {
			origin,
			offeredIn,
			sourceKey: name,
			position: tree.below(null).length + made.size,
			texts: [text('ru', { name })],
		});
		made.set(code, { before: null, after, line });
		bySource.set(name, after);
		return code;
	};

	// what the source marks with a star stands first in its group
	const order = [...rows].sort((a, b) => Number(b.starred) - Number(a.starred) || a.line - b.line);
	const positions = new Map<string | null, number>();
	for (const row of order) {
		const key = row.code ?? `${row.group ?? row.parent ?? ''} / ${row.name}`;
		const first = seen.get(key);
		if (first !== undefined) {
			bad(row.line, 'appeals.category.import.twice', { name: row.name, line: first });
			continue;
		}
		seen.set(key, row.line);
		if (row.name === '') continue;
		const before = row.code ? tree.get(row.code) : bySource.get(key);
		if (before && !row.code) {
			same++;
			continue;
		}
		const parent = row.parent ?? (row.group ? groupFor(row.group, row.line) : (before?.parent ?? null));
		if (row.parent !== null && !isTaken(row.parent) && !rows.some((one) => one.code === row.parent)) {
			bad(row.line, 'appeals.category.import.no-parent', { parent: row.parent });
			continue;
		}
		const position = positions.get(parent) ?? tree.below(parent).length;
		if (!before) positions.set(parent, position + 1);
		const code = row.code ?? codeFor(row.name, parent, isTaken);
		const base =
			before ?? blankCategory(code, { origin, offeredIn, position, sourceKey: row.code ? null : key });
		const after = { ...base, ...row.part, parent, texts: withTexts(base.texts, row.texts) };
		if (before && isSame(before, after)) same++;
		else made.set(code, { before: before ?? null, after, line: row.line });
	}

	const whole = new CategoryTree([
		...tree.all().filter((one) => !made.has(one.code)),
		...[...made.values()].map((one) => one.after),
	]);
	for (const { after, line } of made.values())
		for (const problem of problemsOf(after, whole))
			wrong.push({ line, code: problem.code, facts: problem.facts as Wrong['facts'] });
	const changes = [...made.values()].map(({ before, after }) => ({ before, after }));
	return {
		changes,
		added: changes.filter((one) => one.before === null).length,
		changed: changes.filter((one) => one.before !== null).length,
		same,
		wrong: wrong.sort((a, b) => a.line - b.line),
	};
}

const text = (lang: string, part: Partial<CategoryText>): CategoryText => ({
	lang,
	name: '',
	hint: '',
	seasonNote: '',
	emergencyNote: '',
	...part,
});

function withTexts(
	old: readonly CategoryText[],
	said: ReadonlyMap<string, Partial<CategoryText>>,
): CategoryText[] {
	const languages = [...new Set([...old.map((one) => one.lang), ...said.keys()])];
	return languages
		.map((lang) => text(lang, { ...old.find((one) => one.lang === lang), ...said.get(lang) }))
		.filter((one) => one.name !== '');
}

/** Words and texts may stand in another order. */
function isSame(a: Category, b: Category): boolean {
	const shape = (one: Category) =>
		JSON.stringify({
			...one,
			revision: 0,
			words: one.words.map(({ lang, word }) => `${lang} ${word}`).sort(),
			texts: [...one.texts].sort((x, y) => (x.lang < y.lang ? -1 : 1)),
		});
	return shape(a) === shape(b);
}
