/**
 * Genitive and prepositional of Russian place names. Written for names of places, where general libraries guess the gender
 * and the animacy wrong; corrected by people where it errs (`name.by_hand`).
 * Norms: «Русская грамматика» (1980), § 1189 and on for -ово, -ино standing alone: they decline.
 */
export type Case = 'of' | 'in';

/** Names whose forms follow no rule: [genitive, prepositional]. */
const exceptions: Record<string, readonly [string, string]> = {
	орёл: ['Орла', 'Орле'],
	орел: ['Орла', 'Орле'],
	камень: ['Камня', 'Камне'],
	дно: ['Дна', 'Дне'],
	печоры: ['Печор', 'Печорах'],
	челны: ['Челнов', 'Челнах'],
	люберцы: ['Люберец', 'Люберцах'],
	минводы: ['Минвод', 'Минводах'],
	шахты: ['Шахт', 'Шахтах'],
	воды: ['Вод', 'Водах'],
	луки: ['Лук', 'Луках'],
	топки: ['Топок', 'Топках'],
	химки: ['Химок', 'Химках'],
	валуйки: ['Валуек', 'Валуйках'],
	горки: ['Горок', 'Горках'],
	поляны: ['Полян', 'Полянах'],
	россошь: ['Россоши', 'Россоши'],
	гусь: ['Гуся', 'Гусе'],
	ключи: ['Ключей', 'Ключах'],
	водяной: ['Водяного', 'Водяном'],
	береговой: ['Берегового', 'Береговом'],
	городок: ['Городка', 'Городке'],
	море: ['Моря', 'Море'],
	поле: ['Поля', 'Поле'],
	мытищи: ['Мытищ', 'Мытищах'],
	бологое: ['Бологого', 'Бологом'],
	озёры: ['Озёр', 'Озёрах'],
	озеры: ['Озер', 'Озерах'],
	сланцы: ['Сланцев', 'Сланцах'],
	апатиты: ['Апатитов', 'Апатитах'],
	березники: ['Березников', 'Березниках'],
	клинцы: ['Клинцов', 'Клинцах'],
	бронницы: ['Бронниц', 'Бронницах'],
	лабытнанги: ['Лабытнанги', 'Лабытнанги'],
	строитель: ['Строителя', 'Строителе'],
	петушки: ['Петушков', 'Петушках'],
	хилок: ['Хилка', 'Хилке'],
	мыски: ['Мысков', 'Мысках'],
	сясьстрой: ['Сясьстроя', 'Сясьстрое'],
	грязи: ['Грязей', 'Грязях'],
	луховицы: ['Луховиц', 'Луховицах'],
	сольцы: ['Сольцов', 'Сольцах'],
	электроугли: ['Электроуглей', 'Электроуглях'],
	зори: ['Зорь', 'Зорях'],
	огни: ['Огней', 'Огнях'],
	городище: ['Городища', 'Городище'],
	джанкой: ['Джанкоя', 'Джанкое'],
	уренгой: ['Уренгоя', 'Уренгое'],
	курчалой: ['Курчалоя', 'Курчалое'],
	касли: ['Каслей', 'Каслях'],
	починок: ['Починка', 'Починке'],
	торжок: ['Торжка', 'Торжке'],
	дюртюли: ['Дюртюлей', 'Дюртюлях'],
	ессентуки: ['Ессентуков', 'Ессентуках'],
	усолье: ['Усолья', 'Усолье'],
};

/** Not declined although they end like others. */
const fixed = new Set(
	'сочи тольятти кутаиси туапсе баку осло саки бодайбо тосно муравленко лазо ровно гродно'.split(' '),
);

/** Masculine with a soft sign; the rest are feminine (Пермь, Казань, Тверь). */
const softMasculine =
	/(поль|славль|уздаль|емль|омель|ободень|лень|тевень|рень|мысль|ракль|король|огаль|куль|невель|ивдель|новосиль|эртиль|итель|дырь|атырь)$/i;

/** Endings of adjectives by which whole names decline as adjectives do. */
export function isAdjective(word: string): boolean {
	return (
		/(ский|цкий|ской|цкой|ая|яя|ое|ее|ые|ие)$/i.test(word) ||
		/(ный|ный|вый|лый|рый|тый|кий|гий|хий|ний|чий|жий|ший|щий|бый|пый|зый|дый|мый|ной|лой|вой|той|рой|дой|гой|кой|хой|жой|шой|мой|бой|сой)$/i.test(
			word,
		)
	);
}

function adjective(word: string, form: Case): string | null {
	const put = (cut: number, of: string, within: string) =>
		word.slice(0, word.length - cut) + (form === 'of' ? of : within);
	if (/[гкхжшчщ]ий$/i.test(word)) return /[жшчщ]ий$/i.test(word) ? put(2, 'его', 'ем') : put(2, 'ого', 'ом');
	if (/ий$/i.test(word)) return put(2, 'его', 'ем');
	if (/(ый|ой)$/i.test(word)) return put(2, 'ого', 'ом');
	if (/[жшчщ]ая$/i.test(word)) return put(2, 'ей', 'ей');
	if (/ая$/i.test(word)) return put(2, 'ой', 'ой');
	if (/яя$/i.test(word)) return put(2, 'ей', 'ей');
	if (/ое$/i.test(word)) return put(2, 'ого', 'ом');
	if (/ее$/i.test(word)) return put(2, 'его', 'ем');
	if (/ые$/i.test(word)) return put(2, 'ых', 'ых');
	if (/ие$/i.test(word)) return put(2, 'их', 'их');
	return null;
}

function noun(word: string, form: Case): string {
	const low = word.toLowerCase();
	const known = exceptions[low];
	if (known) {
		const text = known[form === 'of' ? 0 : 1];
		return word[0] === word[0]?.toLowerCase() ? text.toLowerCase() : text;
	}
	if (fixed.has(low) || /[уюэё]$/.test(low) || /[^а-яё]/.test(low.slice(-1))) return word;
	const put = (cut: number, of: string, within: string) =>
		word.slice(0, word.length - cut) + (form === 'of' ? of : within);
	if (/ия$/.test(low)) return put(1, 'и', 'и');
	if (/ье$/.test(low)) return put(1, 'я', 'е');
	if (/ие$/.test(low)) return put(1, 'я', 'и');
	if (/[гкхжшчщ]а$/.test(low)) return put(1, 'и', 'е');
	if (/а$/.test(low)) return put(1, 'ы', 'е');
	if (/я$/.test(low)) return put(1, 'и', 'е');
	if (/([оеё]в|[иы]н)о$/.test(low)) return put(1, 'а', 'е');
	if (/о$/.test(low)) return low.length > 3 ? put(1, 'а', 'е') : word;
	if (/е$/.test(low)) return word;
	if (/ичи$|[жшщч]и$/.test(low)) return put(1, 'ей', 'ах');
	if (/ники$/.test(low)) return put(1, 'ов', 'ах');
	if (/[йь]ки$/.test(low)) return put(3, 'ек', `${word.at(-3)}ках`);
	if (/[бвгджзклмнпрстфхцчшщ]ки$/.test(low)) return put(2, 'ок', 'ках');
	if (/[гкх]и$/.test(low)) return put(1, '', 'ах');
	if (/и$/.test(low)) return word;
	if (/цы$/.test(low)) return put(1, 'ев', 'ах');
	if (/ы$/.test(low)) return put(1, '', 'ах');
	if (/ь$/.test(low)) return softMasculine.test(low) ? put(1, 'я', 'е') : put(1, 'и', 'и');
	if (/й$/.test(low)) return put(1, 'я', 'е');
	if (/[бвгджзклмнпрстфхцчшщ]ец$/.test(low))
		return /лец$/.test(low) ? put(2, 'ьца', 'ьце') : put(2, 'ца', 'це');
	if (/(город|посёл|посел|брус|ручеё|мост)ок$/.test(low)) return put(2, 'ка', 'ке');
	return put(0, 'а', 'е');
}

/** One word, a hyphenated one included: the last part declines, the first too where the last is its adjective. */
function word(text: string, form: Case): string {
	if (/^[А-ЯЁ]{2,}$/.test(text) || /\d|^№|\.$/.test(text) || !/[а-яё]/i.test(text)) return text;
	const on = /^(.+?)(-на-.+|-под-.+)$/i.exec(text);
	if (on?.[1] && on[2]) return word(on[1], form) + on[2];
	const cut = text.lastIndexOf('-');
	if (cut > 0) {
		const first = text.slice(0, cut);
		const last = text.slice(cut + 1);
		const lastIsAdjective = isAdjective(last);
		const declined = lastIsAdjective ? (adjective(last, form) ?? last) : noun(last, form);
		// «Петропавловска-Камчатского», but «Усть-Илимска», «Спасска-Дальнего», «Северо-Курильска»
		const both =
			lastIsAdjective &&
			!isAdjective(first) &&
			(!/[оеи]$/i.test(first) || /ье$/i.test(first)) &&
			first.length > 3;
		return `${both ? word(first, form) : first}-${declined}`;
	}
	return isAdjective(text) && !nounsLikeAdjectives.has(text.toLowerCase())
		? (adjective(text, form) ?? text)
		: noun(text, form);
}

/** Nouns that look like adjectives. */
const nounsLikeAdjectives = new Set(['бахмой', 'ватерлоо', 'завой', 'устье', 'подгорье']);

/** A whole name of several words. Words after «имени», a number or a preposition stay as they are. */
export function decline(name: string, form: Case): string {
	const words = name.split(' ');
	const stop = words.findIndex((w) => /^(имени|им|им\.|при|на|у|станции|ст\.?|\(.*)$/i.test(w));
	const upTo = stop < 0 ? words.length : stop;
	return words.map((w, i) => (i < upTo ? word(w, form) : w)).join(' ');
}

/** «во Владимире», «во Мценске», «во Ржеве», «в Пскове». */
export function into(locative: string): string {
	return /^([вф][бвгджзклмнпрстфхцчшщ]|мц|мст|ржев|льгов|ртищ)/i.test(locative)
		? `во ${locative}`
		: `в ${locative}`;
}
