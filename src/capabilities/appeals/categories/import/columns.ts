/** Columns of a table of categories, each by the names that tables give it. The first is how we write it. */
export const columns = {
	code: ['code', 'код'],
	parent: ['parent', 'родитель'],
	group: ['group', 'группа', 'группа тем', 'раздел'],
	nameRu: ['name_ru', 'topic', 'name', 'тема', 'название'],
	nameEn: ['name_en', 'название по-английски'],
	hintRu: ['hint_ru', 'hint', 'подсказка'],
	hintEn: ['hint_en', 'подсказка по-английски'],
	wordsRu: ['words_ru', 'слова'],
	wordsEn: ['words_en', 'слова по-английски'],
	answer: ['answer', 'срок', 'срок ответа'],
	reaction: ['reaction', 'срок реакции', 'взять в работу'],
	calendar: ['calendar', 'календарь'],
	seasonFrom: ['season_from', 'сезон с'],
	seasonTo: ['season_to', 'сезон по'],
	emergency: ['emergency', 'опасность'],
	emergencyPhone: ['emergency_phone', 'телефон'],
	shownTo: ['shown_to', 'кто видит'],
	placeKind: ['place_kind', 'вид места'],
	routeAt: ['route_at', 'уверенность'],
	starred: ['starred', '★', 'отмечено'],
} as const;
export type Column = keyof typeof columns;

/** Which column stands where; the first of two of one name counts. */
export function readHeader(header: readonly string[]): Map<Column, number> {
	const found = new Map<Column, number>();
	for (const [i, title] of header.entries()) {
		const clean = title.trim().toLowerCase();
		const column = (Object.keys(columns) as Column[]).find((one) =>
			(columns[one] as readonly string[]).includes(clean),
		);
		if (column && !found.has(column)) found.set(column, i);
	}
	return found;
}
