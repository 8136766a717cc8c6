import stemmers from 'snowball-stemmers';

const russian = stemmers.newStemmer('russian');
const english = stemmers.newStemmer('english');

/** Small letters, ё as е: the same as `search.fold` in SQL. Its length is that of the text. */
export function fold(text: string): string {
	return text.toLowerCase().replaceAll('ё', 'е');
}

const word = /[\p{L}\p{N}]+/gu;

/** Words of a text, folded, in their order. */
export function wordsOf(text: string): string[] {
	return fold(text.normalize('NFC')).match(word) ?? [];
}

/** Words of people repeat: a root found once is kept, so that a text costs tens of microseconds and not hundreds. */
const kept = new Map<string, string>();
const mostKept = 100_000;
const longest = 30;

/** The root of a folded word, as PostgreSQL's configuration `russian` has it: Latin words go by English rules. */
export function stemOf(folded: string): string {
	let root = kept.get(folded);
	if (root === undefined) {
		root = stem(folded);
		if (folded.length > longest) return root;
		if (kept.size >= mostKept) kept.clear();
		kept.set(folded, root);
	}
	return root;
}

function stem(folded: string): string {
	if (/^[a-z]+$/.test(folded)) return english.stem(folded);
	return /[а-я]/.test(folded) ? russian.stem(folded) : folded;
}

/** Words that say what kind of place it is: «Кунгурский округ» asks for Кунгур, whatever it is called today. */
const generic = new Set(
	wordsOf(
		`муниципальный городской сельский внутригородской городское сельское поселение муниципальное образование округ район
		область край республика автономный автономная город село деревня поселок хутор станица станция аул слобода рабочий
		посёлок территория города г с д п пос дер обл р н район округа района области края республики`,
	).map(stemOf),
);
export const isGeneric = (folded: string) => generic.has(stemOf(folded));

const adjective = /^(.{2,}?)(ск|цк)(?:ий|ая|ое|ие|ого|ой|ому|им|ом|ую|их|ими)$/;

/**
 * Other roots that a place name of this root goes by: «кунгурский» → кунгур, «московский» → москв, «сочинский» → соч,
 * «лысьвенский» → лысьв; and from a noun to its adjective: «кунгур» → кунгурск.
 */
export function placeRoots(folded: string): string[] {
	const roots = new Set<string>();
	const match = adjective.exec(folded);
	if (match) {
		const base = match[1] as string;
		roots.add(base);
		roots.add(`${base}ск`);
		// Казанский ← Казань, Вяземский ← Вязьма: a soft sign comes back where the adjective lost it.
		for (const suffix of ['ов', 'ев', 'ин', 'ен', 'ан', 'ян', 'он'])
			if (base.endsWith(suffix)) roots.add(base.slice(0, -2));
		const fleeting = /^(.+[^аеиоуыэюя])[ое]([^аеиоуыэюя])$/.exec(base);
		if (fleeting) {
			roots.add(`${fleeting[1]}${fleeting[2]}`);
			roots.add(`${fleeting[1]}ь${fleeting[2]}`);
		}
	} else if (/^[а-я]{3,}$/.test(folded)) {
		const root = stemOf(folded);
		roots.add(`${root}ск`);
		if (/[^аеиоуыэюяь]$/.test(root)) roots.add(`${root}овск`).add(`${root}инск`);
	}
	roots.delete(stemOf(folded));
	return [...roots].filter((root) => root.length >= 3);
}

const latin = '`qwertyuiop[]asdfghjkl;\'zxcvbnm,.~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>';
const cyrillic = 'ёйцукенгшщзхъфывапролджэячсмитьбюЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ';
const toCyrillic = new Map([...latin].map((key, i) => [key, [...cyrillic][i] as string]));
const toLatin = new Map([...cyrillic].map((key, i) => [key, [...latin][i] as string]));

/** What was meant if the keyboard was set to the other language: «reyueh» → «кунгур». Null where that makes no words. */
export function otherLayout(text: string): string | null {
	const hasLatin = /[a-z]/i.test(text);
	const hasCyrillic = /[а-яё]/i.test(text);
	if (hasLatin === hasCyrillic) return null;
	const map = hasLatin ? toCyrillic : toLatin;
	const swapped = [...text].map((key) => map.get(key) ?? key).join('');
	return hasLatin || /^[\p{L}\p{N}\s-]+$/u.test(swapped) ? swapped : null;
}

/** Changes of one letter, and exchanges of two neighbours, that make one word of another; more than `most` counts as most + 1. */
export function slips(a: string, b: string, most = 2): number {
	if (Math.abs(a.length - b.length) > most) return most + 1;
	let before: number[] = [];
	let above = Array.from({ length: b.length + 1 }, (_, j) => j);
	for (let i = 1; i <= a.length; i++) {
		const row = [i];
		for (let j = 1; j <= b.length; j++) {
			const same = a[i - 1] === b[j - 1];
			let least = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + (same ? 0 : 1));
			if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
				least = Math.min(least, (before[j - 2] ?? 0) + 1);
			row.push(least);
		}
		if (Math.min(...row) > most) return most + 1;
		[before, above] = [above, row];
	}
	return Math.min(above[b.length] ?? 0, most + 1);
}
