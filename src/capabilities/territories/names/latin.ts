import { slugOf } from '#platform/i18n/slug.ts';

/** Words of kind in names, for those who do not read Cyrillic; the name itself is written by ear. */
const kinds: Record<string, string> = {
	район: 'District',
	округ: 'Okrug',
	поселение: 'Settlement',
	сельсовет: 'Selsoviet',
	поссовет: 'Possoviet',
	наслег: 'Nasleg',
	волость: 'Volost',
	сомон: 'Somon',
	сумон: 'Sumon',
	край: 'Krai',
	область: 'Oblast',
	республика: 'Republic',
	территория: 'Territory',
	город: 'City',
	зато: 'ZATO',
	имени: 'imeni',
	им: 'imeni',
	и: 'and',
};

function word(text: string): string {
	const kind = kinds[text.toLowerCase()];
	if (kind) return kind;
	return text
		.split('-')
		.map((part) => {
			const latin = slugOf(part);
			if (latin === null || !/[а-яё]/i.test(part)) return part;
			return part[0] === part[0]?.toUpperCase() ? latin[0]?.toUpperCase() + latin.slice(1) : latin;
		})
		.join('-');
}

/** «Кунгурский округ» → Kungursky Okrug, «район Печора» → Pechora District: a name that nobody has translated yet. */
export function inLatin(name: string): string {
	if (!/[а-яё]/i.test(name)) return name;
	const words = name.split(' ');
	const [first = '', ...rest] = words;
	const leads =
		rest.length > 0 && kinds[first] !== undefined && first === first.toLowerCase() && first !== 'и';
	return (leads ? [...rest, first] : words).map(word).join(' ');
}
