import { isFirstName } from './first-names.ts';

/** A piece of a text, from the first letter to behind the last. */
export type Span = { start: number; end: number };

/** A word with a capital, a word all in capitals, or an initial with its point. */
const word =
	/(?<![\p{L}\d])(?:[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?|[А-ЯЁ]{2,}(?:-[А-ЯЁ]{2,})?|[А-ЯЁ]\.)(?![\p{L}\d])|(?<![\p{L}\d])[А-ЯЁ]\.(?=[А-ЯЁ])/gu;

const patronymic =
	/(?:[оеь]вич|[еь]ич|кузьмич|фомич|лукич|никитич|саввич)(?:а|у|ем|ом|е)?$|(?:овн|евн|ичн)(?:а|ы|е|у|ой|ою)$/iu;
const surname =
	/(?:[оеё]в|[иы]н)(?:а|у|ым|е|ой|ою|ы|ых|ыми)?$|[сц]к(?:ий|ого|ому|им|ом|ая|ой|ую|ие|их)$|(?:енко|чук|щук|юк|ук|дзе|швили|ян|янц|[оеи]вич|их|ых)(?:а|у|ом|ем|е)?$/iu;

/** What streets, schools and monuments are called by: a name after one of these is no person of the appeal. */
const bearer =
	'улиц\\p{L}*|переул\\p{L}*|проспект\\p{L}*|пр-к?т\\p{L}+|проезд\\p{L}*|площад\\p{L}*|бульвар\\p{L}*|набережн\\p{L}*|шоссе|сквер\\p{L}*|парк\\p{L}*|алле\\p{L}*|тупик\\p{L}*|микрорайон\\p{L}*|остановк\\p{L}*|станци\\p{L}*|имени|памятник\\p{L}*|бюст\\p{L}*|школ\\p{L}*|гимнази\\p{L}*|лице\\p{L}*|больниц\\p{L}*|библиотек\\p{L}*|музе\\p{L}*|театр\\p{L}*|двор\\p{L}*|стадион\\p{L}*|сел\\p{L}|деревн\\p{L}*|пос[её]л\\p{L}*|хутор\\p{L}*|город\\p{L}*|храм\\p{L}*|церк\\p{L}*|собор\\p{L}*|свят\\p{L}*';
/** The same cut short: only these may have a point behind them that ends no sentence. */
const shortBearer = 'ул|пер|просп|пр-к?т|пр|пл|б-р|наб|мкр|им|св|ш';
/** What stands between a street and its name. */
const title =
	'геро\\p{L}*|советского|союза|маршала|генерала|адмирала|академика|летчика|л[её]тчика|космонавта|партизана|братьев|с[её]стер|князя|княгини|императора|поэта|писателя|композитора|героев';
const before = new RegExp(
	`(?:^|[^\\p{L}])(?:(?:${bearer})[\\s«"]+|(?:${shortBearer})\\.?[\\s«"]*)(?:(?:${title})\\s+)*$`,
	'iu',
);
const behind =
	/^[\s,]*(?:улиц|ул\.|переул|пер\.|проспект|пр-т|проезд|площад|бульвар|б-р|набережн|наб\.|шоссе|сквер|парк)/iu;
/** "Карла Маркса, 5": an address without the word "street". */
const houseBehind = /^,?\s*(?:д(?:ом)?\.?\s*)?\d/iu;
/** Both words in the genitive: of whom the street is. */
const genitive = /(?:[аяыи]|ого|ой|ей|ко)$/iu;
/** Большая, Малая, Верхняя, Новая Октябрьская: streets that are short of their first word. */
const shortened = /^[БМВНС]\.\s?\p{L}+ск(?:ая|ой|ую)$/u;

/** What says that names follow: a signature, an acquaintance. */
const introduces = /(?:с уважением|меня зовут|заявитель|заявительница|подпись)[\s,:—–-]*$/iu;

type Token = Span & { text: string; kind: 'I' | 'P' | 'N' | 'S' | 'W' };

function kindOf(text: string): Token['kind'] {
	if (text.endsWith('.')) return 'I';
	if (patronymic.test(text)) return 'P';
	if (isFirstName(text)) return 'N';
	return text.length > 3 && surname.test(text) ? 'S' : 'W';
}

/**
 * Orders in which names stand: surname and initials, initials and surname, first name and patronymic with a surname on either
 * side, first name and surname. `W` is any word with a capital.
 */
const orders = /[SNW]II(?![SN])|II[SNW]|I[S]|S?[NW]PS?|N[S]|S[N]/g;

/**
 * Names of people in a text: Иванова А.П., Мария Ивановна, Пётр Ильич Сидоров, Ольга Петрова, and what follows "С уважением".
 * Not the names of streets, schools and monuments. Surnames alone are not found: they look like too many other words.
 */
export function namesIn(text: string): Span[] {
	const found: Span[] = [];
	for (const run of runsOf(text)) {
		const kinds = run.map((token) => token.kind).join('');
		const [first, last] = [run[0] as Token, run.at(-1) as Token];
		if (
			introduces.test(text.slice(Math.max(0, first.start - 24), first.start)) &&
			(kinds !== 'W' || !/^ \p{Ll}/u.test(text.slice(last.end, last.end + 2)))
		) {
			found.push({ start: first.start, end: last.end });
			continue;
		}
		for (const match of kinds.matchAll(orders)) {
			const tokens = run.slice(match.index, match.index + match[0].length);
			const [start, end] = [(tokens[0] as Token).start, (tokens.at(-1) as Token).end];
			if (before.test(text.slice(Math.max(0, start - 60), start))) continue;
			const rest = text.slice(end, end + 20);
			if (behind.test(rest) || shortened.test(text.slice(start, end))) continue;
			const words = tokens.filter((token) => token.kind !== 'I');
			if (
				!match[0].includes('P') &&
				houseBehind.test(rest) &&
				words.every((token) => genitive.test(token.text))
			)
				continue;
			found.push({ start, end });
		}
	}
	return found;
}

/** Words with capitals that stand one after another with nothing but spaces between. */
function runsOf(text: string): Token[][] {
	const runs: Token[][] = [];
	let run: Token[] = [];
	for (const match of text.matchAll(word)) {
		const token = {
			text: match[0],
			start: match.index,
			end: match.index + match[0].length,
			kind: kindOf(match[0]),
		};
		const last = run.at(-1);
		if (last && !/^[ \u00a0]*$/.test(text.slice(last.end, token.start))) {
			runs.push(run);
			run = [];
		}
		run.push(token);
	}
	if (run.length) runs.push(run);
	return runs;
}
