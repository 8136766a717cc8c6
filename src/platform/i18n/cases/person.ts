import petrovich from 'petrovich';

/** The six of Russian grammar, as they are asked for: кто, кого, кому, кого, кем, о ком. */
export const grammarCases = [
	'nominative',
	'genitive',
	'dative',
	'accusative',
	'instrumental',
	'prepositional',
] as const;
export type GrammarCase = (typeof grammarCases)[number];

export type PersonName = {
	last: string;
	first: string;
	middle: string;
	/** `androgynous`: it cannot be told from the name. */
	gender: 'male' | 'female' | 'androgynous';
};

const patronymic = /(?:вич|ьич|вна|ична|инична)$/i;
const surname =
	/(?:[оеё]в|[ыи]н|[сц]кий|[сц]кой|[оеё]ва|[ыи]на|[сц]кая|енко|[уюя]к|дзе|швили|ян|[ыи]х|ович|евич|ей?чук)$/i;
/** First names that end as family names do. */
const firstLikeLast =
	/^(?:константин|валентина?|мартин|вениамин|севастьян|ян|марьян|ирина|марина|екатерина|полина|кристина|ангелина|галина|арина|алина|антонина|нина|регина|каролина|дина|зина|инна|жасмин|ярослав|лев|зинаида)$/i;
const isSurname = (word: string) => surname.test(word) && !firstLikeLast.test(word);
/** Names of men that end as names of women do. */
const menLikeWomen =
	/^(?:никита|илья|лука|фома|савва|кузьма|данила|гаврила|мустафа|муса|иса|миша|саша|женя)$/i;

/**
 * The parts of a Russian name, whichever order it is written in: «Петрова Мария Ивановна», «Мария Ивановна Петрова», «Мария
 * Петрова». Null: it is not written in Russian letters, or is longer than a name.
 */
export function readName(text: string): PersonName | null {
	const words = text.trim().split(/\s+/).filter(Boolean);
	if (words.length === 0 || words.length > 3 || !words.every((word) => /^[А-ЯЁа-яё'’-]+$/u.test(word)))
		return null;
	const at = words.findIndex((word, i) => i > 0 && patronymic.test(word));
	const middle = at > 0 ? (words[at] ?? '') : '';
	const rest = words.filter((_, i) => i !== at || at <= 0);
	const [one = '', other = ''] = rest;
	// before a patronymic stands the first name; two words alone are told apart by how family names end
	const lastFirst = middle ? at === 2 : other !== '' && isSurname(one) && !isSurname(other);
	const first = other === '' ? one : lastFirst ? other : one;
	const last = other === '' ? '' : lastFirst ? one : other;
	return { last, first, middle, gender: genderOf(first, middle, last) };
}

function genderOf(first: string, middle: string, last: string): PersonName['gender'] {
	if (/вна$|чна$/i.test(middle)) return 'female';
	if (/ич$/i.test(middle)) return 'male';
	if (/(?:[оеё]ва|[ыи]на|ая)$/i.test(last)) return 'female';
	if (/(?:[оеё]в|[ыи]н|[сц]к[ио]й)$/i.test(last)) return 'male';
	if (menLikeWomen.test(first)) return 'male';
	if (/(?:[ая]|овь)$/i.test(first)) return 'female';
	return /[бвгджзйклмнпрстфхц]$/i.test(first) ? 'male' : 'androgynous';
}

/** A person's name in a case, in the order it was written; what is no Russian name stays as it is. */
export function personIn(text: string, form: GrammarCase): string {
	const name = readName(text);
	if (!name || form === 'nominative') return text.trim();
	const { gender } = name;
	const put = (part: 'first' | 'middle' | 'last') =>
		name[part] ? [[name[part], petrovich({ [part]: name[part], gender }, form)[part] ?? name[part]]] : [];
	const forms = new Map([...put('last'), ...put('first'), ...put('middle')] as [string, string][]);
	return text
		.trim()
		.split(/\s+/)
		.map((word) => forms.get(word) ?? word)
		.join(' ');
}

/** «Петровой М. И.»: the family name in a case with initials, as letters are addressed; without a family name the name itself. */
export function addressee(text: string, form: GrammarCase): string {
	const name = readName(text);
	if (!name?.last) return personIn(text, form);
	const initials = [name.first, name.middle].filter(Boolean).map((part) => `${part[0]?.toUpperCase()}.`);
	return [personIn(text, form).split(/\s+/)[text.trim().split(/\s+/).indexOf(name.last)], ...initials].join(
		'\u00a0',
	);
}

/** «М. И. Петрова», as papers are signed; without a family name the name itself. */
export function initialsFirst(text: string): string {
	const name = readName(text);
	if (!name?.last) return text.trim();
	const initials = [name.first, name.middle].filter(Boolean).map((part) => `${part[0]?.toUpperCase()}.`);
	return [...initials, name.last].join('\u00a0');
}

/** «Уважаемая Мария Ивановна!»; where the name does not tell whom one speaks to, «Здравствуйте!». */
export function greeting(text: string): string {
	const name = readName(text);
	if (!name || name.gender === 'androgynous') return 'Здравствуйте!';
	const called = [name.first, name.middle].filter(Boolean).join(' ');
	return `${name.gender === 'female' ? 'Уважаемая' : 'Уважаемый'} ${called}!`;
}
