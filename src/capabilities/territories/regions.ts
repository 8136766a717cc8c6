import dictionary from './regions.json' with { type: 'json' };

/** A region of our dictionary: lists of codes name regions in the genitive and with slips («Якутиия»), so we name them ourselves. */
export type Region = {
	/** The beginning of all codes in it; `118`, `718`, `719` lie inside `11` and `71`. */
	prefix: string;
	iso: string | null;
	slug: string;
	zone: string;
	nominative: string;
	of: string;
	in: string;
	en: string;
};

export const country = dictionary.country;
export const regions: readonly Region[] = dictionary.regions;
/** Longer prefixes first, so that `71811000` finds Yugra and not Tyumen. */
const byLength = [...regions].sort((a, b) => b.prefix.length - a.prefix.length);

export function regionOf(code: string): Region | undefined {
	return byLength.find((region) => code.startsWith(region.prefix));
}

/** The code by which a region stands in OKTMO: `57` → `57000000`, `718` → `71800000`. */
export function codeOfRegion(region: Region): string {
	return region.prefix.padEnd(8, '0');
}

/** What is left of a region's name for comparing spellings: «Респ Саха /Якутия/», «Республика Адыгея (Адыгея)». */
export function regionKey(name: string): string {
	return name
		.toLowerCase()
		.replace(/ё/g, 'е')
		.replace(/\([^)]*\)|\/[^/]*\//g, ' ')
		.replace(/\b[гб]\b/g, ' ')
		.replace(
			/(^|[\s.,–-])(республика|респ|область|обл|край|автономный округ|автономная область|аобл|ао|г|город|федерального значения|народная)(?=$|[\s.,–-])/g,
			' ',
		)
		.replace(/[^а-я]+/g, ' ')
		.trim();
}

const aliases: Record<string, string> = {
	чувашия: '97',
	чувашская: '97',
	'чувашская чувашия': '97',
	'северная осетия алания': '90',
	'северная осетия': '90',
	'кемеровская кузбасс': '32',
	кемеровская: '32',
	кузбасс: '32',
	'ханты мансийский': '718',
	'ханты мансийский югра': '718',
	'ямало ненецкий': '719',
	ненецкий: '118',
	саха: '98',
	якутия: '98',
	тува: '93',
};
const byKey = new Map(regions.map((region) => [regionKey(region.nominative), region]));
for (const [key, prefix] of Object.entries(aliases)) {
	const region = regions.find((r) => r.prefix === prefix);
	if (region) byKey.set(key, region);
}
const byIso = new Map(regions.flatMap((region) => (region.iso ? [[region.iso, region] as const] : [])));

/** Finds a region by any of the spellings of registers and maps. «Алтай» alone is the republic, «Алтайский край» the krai. */
export function findRegion(name: string, iso?: string): Region | undefined {
	if (iso && byIso.has(iso)) return byIso.get(iso);
	return byKey.get(regionKey(name));
}
