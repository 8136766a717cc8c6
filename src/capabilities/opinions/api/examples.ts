import type { Example } from '#platform/api/door.server.ts';

/** Examples of the reference. A test runs each of them: {conversation} is open and shows its results. */

const aCard = {
	id: '019345b2-0000-4000-8000-000000000000',
	territory: { id: 5907, name: 'Озёрский округ', path: 'zaozyorsky/ozyorsky' },
	state: 'open',
	question: 'Каким быть парку у реки?',
	closesAt: '2026-12-20T15:00:00.000Z',
	people: 214,
	marks: 4087,
	statements: 38,
	url: 'https://veche.example/zaozyorsky/ozyorsky/opinions/019345b2-0000-4000-8000-000000000000',
};

const here = { territory: '{territory}' };
const aConversation = { ...here, conversation: '{conversation}' };

export const list: Example = {
	title: 'opinions.api.example.list',
	params: here,
	query: { show: 'open' },
	status: 200,
	answer: { items: [aCard], next: null },
};

export const one: Example = {
	title: 'opinions.api.example.one',
	params: aConversation,
	status: 200,
	answer: {
		...aCard,
		explanation: 'Деньги есть на одну очередь работ.',
		adding: 'residents',
		moderation: 'before',
		results: 'always',
		openMarks: true,
		openedAt: '2026-11-20T06:00:00.000Z',
		closedAt: null,
		cancelled: null,
	},
};

export const statements: Example = {
	title: 'opinions.api.example.statements',
	params: aConversation,
	query: { sort: 'agree' },
	status: 200,
	answer: {
		items: [
			{
				number: 3,
				text: 'Вдоль реки нужна дорожка без машин.',
				lang: 'ru',
				first: true,
				said: { agree: 151, disagree: 20, pass: 12 },
			},
		],
		next: null,
		total: 1,
	},
};

export const result: Example = {
	title: 'opinions.api.example.result',
	params: aConversation,
	status: 200,
	answer: {
		at: '2026-11-21T10:00:00.000Z',
		people: 12,
		counted: 9,
		marks: 130,
		verdict: 'too-few',
		groups: [],
		common: [],
		dividing: [],
	},
};
