import { type Field, type FieldMapping, fold, type StateTarget, type Writing } from './fields.ts';

/** What was seen in a column at the first look. */
export type SeenColumn = {
	position: number;
	name: string;
	filled: number;
	samples: readonly string[];
	different: number | null;
	written: Writing | null;
	/** Rows that make sense only with day and month swapped. */
	swapped: number;
};

/** Headings of the systems and languages that were met, folded; the nearest to the meaning first. */
const headings: Record<Field, readonly string[]> = {
	'external-id': [
		'внешний номер',
		'номер',
		'номер обращения',
		'рег номер',
		'id',
		'servicerequestnum',
		'srrecordid',
		'unique key',
		'service request id',
		'ид',
		'n',
	],
	text: [
		'текст',
		'текст обращения',
		'текст инцидента',
		'обращение',
		'содержание',
		'описание',
		'text',
		'description',
		'суть',
		'descriptor',
	],
	title: ['заголовок', 'тема обращения', 'краткое содержание', 'title', 'subject'],
	category: [
		'категория',
		'тема',
		'тематика',
		'topic',
		'kategorie',
		'category',
		'srtype',
		'complaint type',
		'service name',
		'вид',
		'рубрика',
	],
	filed: [
		'подано',
		'дата подачи',
		'дата обращения',
		'дата создания',
		'дата',
		'date',
		'createddate',
		'created date',
		'gemeldet am',
		'requested datetime',
		'поступило',
	],
	where: [
		'место',
		'адрес места',
		'адрес',
		'address',
		'incident address',
		'automatisch ermittelte adresse',
		'location',
		'место события',
	],
	place: [
		'территория',
		'населенный пункт',
		'муниципальное образование',
		'район',
		'окто',
		'октмо',
		'stadtteil',
		'neighborhood',
		'borough',
	],
	lat: ['широта', 'lat', 'latitude'],
	lon: ['долгота', 'lon', 'lng', 'long', 'longitude'],
	body: [
		'исполнитель',
		'орган',
		'executor',
		'ответственный',
		'gruppe',
		'agency name',
		'agency',
		'agency responsible',
	],
	state: ['состояние', 'статус', 'status', 'srstatus', 'state'],
	registered: ['зарегистрировано', 'дата регистрации', 'freigegeben am'],
	routed: ['передано', 'дата передачи', 'направлено'],
	'taken-up': ['взято в работу', 'в работе с'],
	due: ['срок', 'срок ответа', 'контрольный срок', 'duedate', 'due date', 'expected datetime'],
	answered: ['отвечено', 'дата ответа', 'geprueft am', 'ответ'],
	answer: ['ответ', 'текст ответа', 'resolution description', 'status notes', 'answer'],
	closed: ['закрыто', 'дата закрытия', 'closedate', 'closed date'],
	name: ['имя', 'фио', 'заявитель', 'автор', 'author', 'name'],
	email: ['почта', 'электронная почта', 'email', 'e mail'],
	phone: ['телефон', 'phone'],
	address: ['адрес заявителя', 'почтовый адрес'],
	visibility: [],
	standing: [],
};

/** Words of states, folded. */
const stateWords: Record<StateTarget, RegExp> = {
	closed: /^(closed|закрыт|решен|выполнен|заверш|исполнен|done|resolved|fixed|erledigt|архив)/,
	repeated: /^(duplicate|дубл|повтор)/,
	refused: /^(rejected|declined|отклон|отказ|не наше|not ours|переадрес|canceled|cancelled|отмен)/,
	answered: /^(answered|дан ответ|ответ|отвечен)/,
	'in-work': /^(in progress|in work|в работе|на исполн|assigned|исполня|in bearbeitung|started)/,
	open: /^(open|new|нов|открыт|зарегистр|pending|ждет|принят|offen|поступ|на рассмотр)/,
};

/** A first guess: by the heading, then by what stands in the cells. Each column serves one field. */
export function guessColumns(
	columns: readonly SeenColumn[],
	/** Headings of our own template. */
	titles: readonly { field: Field; title: string }[] = [],
): FieldMapping[] {
	const taken = new Set<string>();
	const chosen = new Map<Field, SeenColumn>();
	const fitting = (field: Field, one: SeenColumn): boolean => {
		if (one.filled === 0 || taken.has(one.name)) return false;
		const isDay = ['filed', 'registered', 'routed', 'taken-up', 'due', 'answered', 'closed'].includes(field);
		if (isDay) return one.written !== null;
		// a heading that says no more than «ответ» may stand over the days of the answers
		if (field === 'answer' && one.written !== null) return false;
		if (field === 'lat' || field === 'lon')
			return one.samples.every((sample) => /^[-+]?\d{1,3}([.,]\d+)?$/.test(sample));
		return true;
	};
	for (const { field, title } of titles) {
		const found = columns.find((one) => fold(one.name) === fold(title) && fitting(field, one));
		if (!found || chosen.has(field)) continue;
		chosen.set(field, found);
		taken.add(found.name);
	}
	const names = Object.entries(headings) as [Field, readonly string[]][];
	// every field's best heading first, so that a rare one does not take what another needs
	for (let rank = 0; rank < 12; rank++)
		for (const [field, words] of names) {
			const word = words[rank];
			if (word === undefined || chosen.has(field)) continue;
			const found = columns.find((one) => fold(one.name) === word && fitting(field, one));
			if (!found) continue;
			chosen.set(field, found);
			taken.add(found.name);
		}
	if (!chosen.has('text')) {
		const long = columns
			.filter((one) => !taken.has(one.name))
			.map((one) => ({ one, length: Math.max(0, ...one.samples.map((sample) => sample.length)) }))
			.sort((a, b) => b.length - a.length)[0];
		if (long && long.length >= 40) {
			chosen.set('text', long.one);
			taken.add(long.one.name);
		}
	}
	if (!chosen.has('filed')) {
		const day = columns.find((one) => one.written !== null && !taken.has(one.name));
		if (day) chosen.set('filed', day);
	}
	return [...chosen].map(([field, column]) => ({
		field,
		column: column.name,
		otherwise: null,
		written: ['filed', 'registered', 'routed', 'taken-up', 'due', 'answered', 'closed'].includes(field)
			? column.written
			: null,
		swapped: false,
	}));
}

export function guessState(word: string): StateTarget | null {
	const folded = fold(word);
	for (const [target, pattern] of Object.entries(stateWords))
		if (pattern.test(folded)) return target as StateTarget;
	return null;
}
