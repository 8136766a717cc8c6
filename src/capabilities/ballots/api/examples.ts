import type { Example } from '#platform/api/door.server.ts';

/** Examples of the reference. A test runs each of them: {vote} is open and takes codes, {counted} is counted, {sheet} may vote. */

const aCard = {
	id: '019345b2-0000-4000-8000-000000000000',
	territory: { id: 5907, name: 'Озёрский округ', path: 'zaozyorsky/ozyorsky' },
	state: 'open',
	kind: 'choice',
	secrecy: 'secret',
	question: 'Что построить?',
	opensAt: '2026-11-20T06:00:00.000Z',
	closesAt: '2026-11-27T15:00:00.000Z',
	voted: 1208,
	url: 'https://veche.example/zaozyorsky/ozyorsky/votes/019345b2-0000-4000-8000-000000000000',
};

const here = { territory: '{territory}' };
const aVote = { ...here, vote: '{vote}' };
const aReceipt = {
	code: 'a1b2c3d4e5f6',
	words: ['лампа', 'дятел', 'камень', 'поле', 'окно', 'якорь'],
	thing: '7b1d9f9e-3c1b-4c55-9a59-0d2f0a1c2b3d',
};
const aSecret = 'AAAAAAAAAAAAAAAAAAAAAA';

export const list: Example = {
	title: 'ballots.api.example.list',
	params: here,
	query: { show: 'open' },
	status: 200,
	answer: { items: [aCard], next: null },
};

export const one: Example = {
	title: 'ballots.api.example.one',
	params: aVote,
	status: 200,
	answer: {
		...aCard,
		explanation: 'Место есть одно.',
		options: [{ code: '1', title: 'Каток', note: '', cost: null }],
		marks: { kind: 'choose-1' },
		rule: 'plurality',
		budget: null,
		quorum: null,
		eligible: null,
		channels: ['code'],
		who: {
			residence: 'none',
			area: 5907,
			reach: 'subtree',
			ageFrom: null,
			ageTo: null,
			members: false,
			listed: false,
		},
		mayChange: false,
		results: 'after',
		openedAt: '2026-11-20T06:00:00.000Z',
		closedAt: null,
		cancelled: null,
		fixed: '5d41402abc4b2a76b9719d911017c592ae1d3f1f0b4c1a2f3e4d5c6b7a8f9e0d',
	},
};

export const result: Example = {
	title: 'ballots.api.example.result',
	params: { ...here, vote: '{counted}' },
	status: 200,
	answer: {
		vote: aCard.id,
		countedAt: '2026-11-27T15:00:04.000Z',
		votes: 1208,
		blank: 3,
		spoiled: 0,
		damaged: 0,
		turnout: { all: 1208, byChannel: { site: 0, code: 1208, desk: 0, paper: 0 } },
		quorum: null,
		accepted: null,
		budget: null,
		spent: null,
		lines: [{ code: '1', title: 'Каток', votes: 702, points: 702, won: true, cost: null }],
		steps: ['Больше всего голосов у «Каток»: 702.'],
		files: [],
		proof: null,
	},
};

export const cast: Example = {
	title: 'ballots.api.example.cast',
	params: aVote,
	headers: { 'idempotency-key': '6f2b5f0e-9a41-4c0d-8d64-3f1c7f1f5a10' },
	body: { code: '{sheet}', marks: ['1'] },
	status: 201,
	answer: {
		...aReceipt,
		secret: aSecret,
		day: '2026-11-20',
		url: `https://veche.example/zaozyorsky/ozyorsky/votes/${aCard.id}/check#${aSecret}`,
	},
};

export const castRefused: Example = {
	title: 'ballots.api.example.cast-refused',
	params: aVote,
	headers: { 'idempotency-key': '0c5c2c34-1d0e-4a7b-9a55-7d2f6b1a9e11' },
	body: { code: 'AAAA-AAAA-AA', marks: ['1'] },
	status: 422,
};

export const check: Example = {
	title: 'ballots.api.example.check',
	params: aVote,
	body: { secret: aSecret },
	status: 200,
	answer: { ...aReceipt, state: 'unknown', proof: null, row: null },
};
