import { slugOf } from '#platform/i18n/door.ts';

const longest = 80;

/**
 * A code from a name, by transliteration, under the code of the parent: «Яма на дороге» below `roads` is
 * `roads.yama-na-doroge`. Given once and never reused: a second one of the same name gets a number.
 */
export function codeFor(name: string, parent: string | null, isTaken: (code: string) => boolean): string {
	const slug = (slugOf(name) ?? 'topic').slice(0, 40).replace(/-+$/, '');
	const start = parent === null ? '' : `${parent.slice(0, longest - 46)}.`.replace(/[.-]+\.$/, '.');
	// a code begins with a letter
	const base = start === '' && !/^[a-z]/.test(slug) ? `t-${slug}` : `${start}${slug}`;
	for (let n = 1; ; n++) {
		const code = n === 1 ? base : `${base}-${n}`;
		if (!isTaken(code)) return code;
	}
}
