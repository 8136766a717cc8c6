/** What a column of a table may be. `day`: an instant or a day; `word`: a word that stands for something of ours; `fixed`: the same for all rows. */
export const fields = [
	{ name: 'external-id', kind: 'text' },
	{ name: 'text', kind: 'text' },
	{ name: 'title', kind: 'text' },
	{ name: 'category', kind: 'word' },
	{ name: 'filed', kind: 'day' },
	{ name: 'where', kind: 'text' },
	{ name: 'place', kind: 'text' },
	{ name: 'lat', kind: 'text' },
	{ name: 'lon', kind: 'text' },
	{ name: 'body', kind: 'word' },
	{ name: 'state', kind: 'word' },
	{ name: 'registered', kind: 'day' },
	{ name: 'routed', kind: 'day' },
	{ name: 'taken-up', kind: 'day' },
	{ name: 'due', kind: 'day' },
	{ name: 'answered', kind: 'day' },
	{ name: 'answer', kind: 'text' },
	{ name: 'closed', kind: 'day' },
	{ name: 'name', kind: 'text' },
	{ name: 'email', kind: 'text' },
	{ name: 'phone', kind: 'text' },
	{ name: 'address', kind: 'text' },
	{ name: 'visibility', kind: 'fixed' },
	{ name: 'standing', kind: 'fixed' },
] as const;

export type Field = (typeof fields)[number]['name'];
export const columnFields = fields.filter((one) => one.kind !== 'fixed');
export const dayFields = fields.filter((one) => one.kind === 'day').map((one) => one.name);
export const wordFields = ['category', 'body', 'state'] as const;
export type WordField = (typeof wordFields)[number];

/** What a state of another system may be here. */
export const stateTargets = ['open', 'in-work', 'answered', 'closed', 'refused', 'repeated'] as const;
export type StateTarget = (typeof stateTargets)[number];

/** One column (or one value for all rows) for a field. */
export type FieldMapping = {
	field: Field;
	column: string | null;
	/** A code, a day, `<territory>/<id>`, `-` for none; for `lat`: `drop` leaves wrong points out. */
	otherwise: string | null;
	written: Writing | null;
	swapped: boolean;
};
export const writings = ['ymd', 'dmy', 'mdy', 'serial'] as const;
export type Writing = (typeof writings)[number];

export type Mapping = {
	source: string;
	fields: FieldMapping[];
	/** By field: word of the table → ours. */
	values: Map<WordField, Map<string, string>>;
};

/** Two words are one when they differ in letters' size, spaces, ё, quotes and dots at the end only. */
export function fold(word: string): string {
	return word
		.toLowerCase()
		.replaceAll('ё', 'е')
		.replace(/[«»"“”'`]/g, '')
		.replace(/[\s_–—-]+/g, ' ')
		.replace(/[.:;\s]+$/, '')
		.trim();
}
