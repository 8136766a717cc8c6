import type { Kind } from '../kind.ts';
import { decline, into, isAdjective } from './declension.ts';
import { endings, type Generic, placeTypes, typeOf } from './generic.ts';

export type RussianName = {
	nominative: string;
	of: string;
	in: string;
	full: string;
	placeType: string | null;
};

/** Words of a kind around a bare name: short («округ») and official («муниципальный округ»). */
const kindWords: Partial<Record<Kind, { short: Generic; full: string; neuter?: boolean }>> = {
	'municipal-district': { short: endings.район as Generic, full: 'муниципальный район' },
	'municipal-okrug': { short: endings.округ as Generic, full: 'муниципальный округ' },
	'urban-okrug': { short: endings.округ as Generic, full: 'городской округ' },
	'intra-city': { short: endings.округ as Generic, full: 'муниципальный округ' },
	'urban-settlement': { short: endings.поселение as Generic, full: 'городское поселение', neuter: true },
	'rural-settlement': { short: endings.поселение as Generic, full: 'сельское поселение', neuter: true },
};

const ownPrefix: Partial<Record<Kind, RegExp>> = {
	'municipal-district': /^муниципальный район\s+|\s+муниципальный район$/i,
	'municipal-okrug': /^муниципальный округ\s+|\s+муниципальный округ$/i,
	'urban-okrug': /^городской округ\s+|\s+городской округ$/i,
	'urban-settlement': /^городское поселение\s+|\s+городское поселение$/i,
	'rural-settlement': /^сельское поселение\s+|\s+сельское поселение$/i,
};

/** Mends what lists do to names: doubled spaces, non-breaking ones, a list's own dashes and slashes. */
export function tidy(text: string): string {
	return text
		.replace(/[\s\u00a0]+/g, ' ')
		.replace(/^[-–]\s+/, '')
		.replace(/\s*\/$/, '')
		.replace(/\s+-\s+/g, ' – ')
		.replace(/["„“”]([^"„“”]*)["„“”]/g, '«$1»')
		.trim();
}

function withGeneric(type: Generic, name: string): Pick<RussianName, 'of' | 'in'> {
	return { of: `${type.of} ${name}`, in: `${type.on ? 'на' : 'в'} ${type.in} ${name}` };
}

/** Splits «рабочий поселок Земетчино» into its type and name. */
export function splitType(text: string): { type: string | null; name: string } {
	for (const words of [3, 2, 1]) {
		const parts = text.split(' ');
		if (parts.length <= words) continue;
		const type = typeOf[parts.slice(0, words).join(' ').toLowerCase()];
		const rest = parts.slice(words).join(' ');
		if (type && parts[0] === parts[0]?.toLowerCase()) return { type, name: rest };
	}
	return { type: null, name: text };
}

/** Splits «ст-ца Гиагинская», «с Калинино» of the lists of places. */
export function splitShortType(text: string): { type: string | null; name: string } {
	const match = /^(ж\/д ст|ж\/д рзд|п ст|ст-ца|[а-яё/]+)\.?\s+(.+)$/.exec(text);
	if (match?.[1] && match[2] && placeTypes[match[1]]) return { type: match[1], name: match[2] };
	const long = splitType(text);
	return long.type ? long : { type: null, name: text };
}

/** How a place (населённый пункт) is called. A town's name declines by itself; others are led by their type. */
export function namePlace(list: string): RussianName {
	const { type, name } = splitShortType(tidy(list));
	const generic = type ? placeTypes[type] : undefined;
	if (!generic)
		return {
			nominative: name,
			of: decline(name, 'of'),
			in: into(decline(name, 'in')),
			full: name,
			placeType: null,
		};
	const full = `${generic.full} ${name}`;
	if (type === 'г')
		return {
			nominative: name,
			of: decline(name, 'of'),
			in: into(decline(name, 'in')),
			full,
			placeType: type,
		};
	return { nominative: name, ...withGeneric(generic, name), full, placeType: type };
}

/** How a municipality is called, from the name that a list gives it and its kind. */
export function nameMunicipality(list: string, kind: Kind): RussianName {
	const words = kindWords[kind];
	let bare = tidy(list);
	const prefix = ownPrefix[kind];
	if (prefix) bare = bare.replace(prefix, '').trim() || bare;
	bare = bare.replace(/^Город(?= )/, 'город');
	const plain = (name: string, full: string): RussianName => ({
		nominative: name,
		of: decline(name, 'of'),
		in: into(decline(name, 'in')),
		full,
		placeType: null,
	});
	if (!words) return plain(bare, bare);
	if (kind === 'intra-city') return nameIntraCity(bare);

	const last = bare.split(' ').at(-1)?.toLowerCase() ?? '';
	const ending = endings[last];
	// «Алейский сельсовет», «Заполярный район»: already a whole name
	if (ending && bare.includes(' ') && !bare.includes(' и ')) {
		const head = bare.slice(0, bare.length - last.length - 1);
		const isDistrict = kind === 'municipal-district' || kind === 'municipal-okrug' || kind === 'urban-okrug';
		return {
			nominative: bare,
			of: `${decline(head, 'of')} ${ending.of}`,
			in: into(`${decline(head, 'in')} ${ending.in}`),
			full:
				isDistrict && words.short.full === ending.full ? `${head} ${words.full}` : `${words.full} ${bare}`,
			placeType: null,
		};
	}
	const { type, name } = splitType(bare);
	if (type) {
		const generic = placeTypes[type] as Generic;
		const naked = type === 'г' || kind === 'urban-okrug';
		return {
			nominative: name,
			...(naked ? { of: decline(name, 'of'), in: into(decline(name, 'in')) } : withGeneric(generic, name)),
			full: `${words.full} ${generic.full} ${name}`,
			placeType: null,
		};
	}
	if (/^ЗАТО /.test(bare))
		return { nominative: bare, of: bare, in: `в ${bare}`, full: `${words.full} ${bare}`, placeType: null };
	if (bare.includes(' и ')) return plain(bare.replace(/^город /, ''), `${words.full} ${bare}`);
	const oneWord = !bare.includes(' ');
	const fits = words.neuter ? /(ое|ее)$/i.test(bare) : /(ий|ый|ой)$/i.test(bare);
	if (fits && isAdjective(bare) && (oneWord || /ск(ий|ое)$/i.test(bare)))
		return {
			nominative: `${bare} ${words.short.full}`,
			of: `${decline(bare, 'of')} ${words.short.of}`,
			in: into(`${decline(bare, 'in')} ${words.short.in}`),
			full: `${bare} ${words.full}`,
			placeType: null,
		};
	const full = `${words.full} ${bare}`;
	// a town's okrug is called by the town; districts and settlements need their word
	if (kind === 'urban-okrug' || kind === 'municipal-okrug') return plain(bare, full);
	return {
		nominative: words.neuter ? bare : `${words.short.full} ${bare}`,
		of: `${words.short.of} ${bare}`,
		in: `в ${words.short.in} ${bare}`,
		full,
		placeType: null,
	};
}

/** «муниципальный округ Коломна», «поселение Десёновское», «город Колпино», «Куйбышевский» of a divided city. */
function nameIntraCity(bare: string): RussianName {
	const lead = /^(муниципальный округ|поселение|городской округ)\s+(.+)$/i.exec(bare);
	if (lead?.[1] && lead[2]) {
		const name = lead[2].replace(/\s+округ$/i, '');
		const generic = endings[lead[1].toLowerCase() === 'поселение' ? 'поселение' : 'округ'] as Generic;
		const adjective = /(ий|ый|ой)$/.test(name) && !name.includes(' ') && generic === endings.округ;
		if (adjective)
			return {
				nominative: `${name} округ`,
				of: `${decline(name, 'of')} округа`,
				in: into(`${decline(name, 'in')} округе`),
				full: `муниципальный округ ${lead[2]}`,
				placeType: null,
			};
		return {
			nominative: generic === endings.поселение ? `поселение ${name}` : name,
			...withGeneric(generic, name),
			full: `${lead[1]} ${lead[2]}`,
			placeType: null,
		};
	}
	const { type, name } = splitType(bare);
	if (type) {
		const place = namePlace(`${type} ${name}`);
		return { ...place, placeType: null };
	}
	const name2 = bare.replace(/\s+район$/i, '');
	if (isAdjective(name2))
		return {
			nominative: `${name2} район`,
			of: `${decline(name2, 'of')} района`,
			in: into(`${decline(name2, 'in')} районе`),
			full: `${name2} внутригородской район`,
			placeType: null,
		};
	return {
		nominative: bare,
		of: decline(bare, 'of'),
		in: into(decline(bare, 'in')),
		full: bare,
		placeType: null,
	};
}

/** Land between settlements: «межселенная территория Дальнереченского района»; the list's text is kept as the full name. */
export function nameBetween(list: string, number: number): RussianName {
	const full = tidy(list);
	const nominative = number > 1 ? `межселенная территория № ${number}` : 'межселенная территория';
	return {
		nominative,
		of: nominative.replace('межселенная территория', 'межселенной территории'),
		in: `на ${nominative.replace('межселенная территория', 'межселенной территории')}`,
		full: full.length > 500 ? `${full.slice(0, 499)}…` : full,
		placeType: null,
	};
}
