import type { CheckItem } from '../../../category.ts';

const item = (code: string, kind: CheckItem['kind'], ru: string, en: string, required = true): CheckItem => ({
	code,
	kind,
	required,
	texts: [
		{ lang: 'ru', label: ru },
		{ lang: 'en', label: en },
	],
});

/** Where something is mended, cleaned or built: the resident reads what, when and by whom, and sees it. */
export const works: CheckItem[] = [
	item('done', 'text', 'Что сделано', 'What was done'),
	item('when', 'date', 'Когда сделано', 'When it was done'),
	item('by-whom', 'text', 'Кто сделал: организация, бригада', 'Who did it: company, crew'),
	item('proof', 'photograph', 'Фотография «после»', 'A photograph of "after"'),
];

/** Where something is explained or decided: by which rule, and what the person can do next. */
export const decisions: CheckItem[] = [
	item('decided', 'text', 'Что решено или выяснено', 'What was decided or found out'),
	item(
		'ground',
		'text',
		'На каком основании: закон, порядок, номер документа',
		'On what ground: law, order, number of a paper',
	),
	item('next', 'text', 'Что человек может сделать дальше', 'What the person can do next', false),
	item('contact', 'text', 'К кому обратиться: имя, телефон', 'Whom to turn to: name, telephone'),
];
