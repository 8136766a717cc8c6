import type { SetCategory } from '../set.ts';

export const danger: SetCategory = {
	code: 'danger',
	ru: ['Опасность прямо сейчас', 'Пожар, утечка газа, оборванный провод, угроза жизни'],
	en: ['Danger right now', 'Fire, gas leak, fallen wire, threat to life'],
	emergency: {
		ru: 'Если есть угроза жизни, не пишите: звоните. Помощь приедет быстрее, чем мы прочтём сообщение.',
		en: 'If life is in danger, do not write: call. Help comes faster than we read a message.',
	},
	answer: '1 working-days',
	reaction: '1 working-hours',
	calendar: 'every-day',
	shownTo: 'authority',
	routeAt: 'never',
	words: {
		ru: 'пожар, горит дом, задымление, взрыв, обрушение, угроза жизни, тонет',
		en: 'fire, smoke, explosion, collapse, drowning',
	},
	below: [
		{
			code: 'danger.gas',
			ru: ['Запах газа', 'Пахнет газом в доме, в подъезде, на улице'],
			en: ['Smell of gas', 'Smell of gas at home, on the stairs, in the street'],
			emergency: {
				phone: '104',
				ru: 'Откройте окна, не включайте свет, выйдите на улицу и звоните в газовую службу.',
				en: 'Open the windows, do not switch on the light, go outside and call the gas service.',
			},
			words: { ru: 'утечка газа, запах газа, пахнет газом', en: 'gas leak, smell of gas' },
		},
		{
			code: 'danger.fire',
			ru: ['Пожар, дым', 'Горит дом, машина, трава, лес'],
			en: ['Fire, smoke', 'House, car, grass or forest on fire'],
			emergency: {
				phone: '101',
				ru: 'Выйдите в безопасное место и звоните пожарным.',
				en: 'Get to safety and call the fire service.',
			},
			words: {
				ru: 'горит трава, горит лес, горит машина, пал травы',
				en: 'grass fire, forest fire, car on fire',
			},
		},
		{
			code: 'danger.wire',
			ru: ['Оборванный провод', 'Провод на земле, искрит щит или столб'],
			en: ['Fallen wire', 'Wire on the ground, sparking box or pole'],
			emergency: {
				ru: 'Не подходите ближе десяти шагов и не трогайте ничего рядом. Звоните.',
				en: 'Keep ten steps away and touch nothing near it. Call.',
			},
			words: { ru: 'оборван провод, провод на земле, искрит', en: 'live wire, wire on the ground, sparking' },
		},
		{
			code: 'danger.collapse',
			ru: ['Может обрушиться', 'Стена, балкон, дерево, опора вот-вот упадут; провал на дороге'],
			en: ['About to collapse', 'Wall, balcony, tree or pole about to fall; a hole in the road'],
			emergency: {
				ru: 'Отойдите и предупредите других. Звоните.',
				en: 'Step away and warn others. Call.',
			},
			words: { ru: 'вот-вот упадет, обрушится, провал грунта', en: 'about to fall, sinkhole' },
		},
	],
};
