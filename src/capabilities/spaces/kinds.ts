import type { KindSeed } from './store.server.ts';

/** Kinds that every installation has from the start; other rooms add theirs by `spaces.putKind`. */
export const firstKinds: readonly KindSeed[] = [
	{
		kind: 'service',
		madeBy: 'room',
		openness: ['open'],
		position: 0,
		texts: {
			ru: {
				name: 'сервис территории',
				many: 'Сервисы территории',
				hint: 'Страница одного из десяти сервисов территории.',
			},
			en: {
				name: 'service of a territory',
				many: 'Services of the territory',
				hint: 'The page of one of the ten services of a territory.',
			},
		},
	},
	{
		kind: 'programme',
		madeBy: 'administrator',
		openness: ['open', 'closed'],
		position: 10,
		texts: {
			ru: {
				name: 'специальная программа',
				many: 'Специальные программы',
				hint: 'Программа администрации со своими участниками и материалами.',
			},
			en: {
				name: 'special programme',
				many: 'Special programmes',
				hint: 'A programme of the administration with its own members and materials.',
			},
		},
		roles: {
			executor: { ru: 'исполнитель', en: 'executor' },
			expert: { ru: 'эксперт', en: 'expert' },
		},
	},
	{
		kind: 'community',
		madeBy: 'anyone',
		openness: ['open', 'closed', 'secret'],
		position: 20,
		texts: {
			ru: {
				name: 'сообщество',
				many: 'Сообщества',
				hint: 'Соседи, кружок, движение: всякий, кто вошёл, может создать сообщество.',
			},
			en: {
				name: 'community',
				many: 'Communities',
				hint: 'Neighbours, a circle, a movement: anyone signed in can make a community.',
			},
		},
	},
];
