/** Conversations of the demonstration: what is asked, and how each camp of the invented people answers. */
type Both = readonly [ru: string, en: string];

export type DemoStatement = {
	text: Both;
	/** By camp: how likely one of it who has an opinion agrees. */
	agrees: readonly number[];
};

export type DemoConversation = {
	question: Both;
	explanation: Both;
	statements: readonly DemoStatement[];
	/** Statements that residents added, shown since. */
	own: readonly DemoStatement[];
	/** How many people of each camp. */
	camps: readonly number[];
};

/** Drivers; those who walk, cycle and take the bus; those who want quiet and no new expenses. */
export const streets: DemoConversation = {
	question: ['Как городу жить с автомобилями?', 'How shall the city live with cars?'],
	explanation: [
		'Весной город готовит план дворов, стоянок и автобусов на пять лет. До этого хотим услышать не самых громких, а всех. Отметьте, с чем вы согласны, и добавьте своё. Что объединит жителей, войдёт в план первым.',
		'In spring the city makes its plan of yards, car parks and buses for five years. Before that we want to hear everybody, not the loudest. Mark what you agree with and add your own. What unites residents goes into the plan first.',
	],
	statements: [
		{
			text: [
				'В часы пик автобус должен приходить хотя бы раз в десять минут.',
				'At rush hour a bus should come at least every ten minutes.',
			],
			agrees: [0.96, 0.98, 0.96],
		},
		{
			text: [
				'Во дворе сначала нужны деревья и площадки, а уже потом места для машин.',
				'A yard needs trees and playgrounds first, and places for cars only then.',
			],
			agrees: [0.12, 0.93, 0.72],
		},
		{
			text: [
				'У каждой семьи во дворе должно быть своё место для машины.',
				'Every family should have a place for its car in the yard.',
			],
			agrees: [0.93, 0.08, 0.3],
		},
		{
			text: [
				'По выходным центр лучше отдать пешеходам и не пускать туда машины.',
				'On weekends the centre had better belong to walkers, without cars.',
			],
			agrees: [0.08, 0.94, 0.4],
		},
		{
			text: ['Платная стоянка у вокзала — это справедливо.', 'A paid car park at the station is fair.'],
			agrees: [0.1, 0.82, 0.25],
		},
		{
			text: [
				'Автобусам нужна своя полоса, даже если машинам станет теснее.',
				'Buses need a lane of their own, even if cars get less room.',
			],
			agrees: [0.08, 0.94, 0.45],
		},
		{
			text: [
				'После одиннадцати вечера во дворе не должно быть слышно моторов.',
				'After eleven at night no engine should be heard in a yard.',
			],
			agrees: [0.3, 0.6, 0.96],
		},
		{
			text: [
				'Сначала починить тротуары, потом строить новое.',
				'Mend the pavements first, build new things later.',
			],
			agrees: [0.94, 0.95, 0.98],
		},
		{
			text: [
				'Проезд не должен дорожать, даже если автобусы станут ходить реже.',
				'The fare must not rise, even if buses come less often.',
			],
			agrees: [0.4, 0.12, 0.93],
		},
		{
			text: [
				'Велодорожка вдоль реки нужна, даже если на неё уйдёт полоса дороги.',
				'A cycle path along the river is needed, even if it takes a lane.',
			],
			agrees: [0.12, 0.9, 0.1],
		},
		{
			text: [
				'У школ и садов скорость надо снизить до 30 километров в час.',
				'At schools and kindergartens the limit should be 30 km/h.',
			],
			agrees: [0.86, 0.98, 0.97],
		},
		{
			text: [
				'Городу нужна стоянка в несколько этажей за счёт бюджета.',
				'The city needs a multi-storey car park paid by the budget.',
			],
			agrees: [0.94, 0.12, 0.06],
		},
		{
			text: [
				'Зимой снег сначала убирают у остановок и переходов, потом на дорогах.',
				'In winter snow is cleared at stops and crossings first, on roads later.',
			],
			agrees: [0.55, 0.96, 0.94],
		},
		{
			text: [
				'Мне хватает того, что есть: лучше ничего не перестраивать.',
				'What there is is enough for me: better rebuild nothing.',
			],
			agrees: [0.3, 0.05, 0.88],
		},
	],
	own: [
		{
			text: [
				'Остановкам нужны крыша и скамейка: пожилым негде присесть.',
				'Stops need a roof and a bench: the old have nowhere to sit.',
			],
			agrees: [0.96, 0.97, 0.98],
		},
		{
			text: ['Самокаты с тротуаров надо убрать.', 'Scooters must go from the pavements.'],
			agrees: [0.7, 0.3, 0.97],
		},
	],
	camps: [21, 24, 17],
};

/** What a moderator of the open conversation has still to decide on. */
export const waitingStatement = 'На повороте с Мельничной нужен светофор: дети перебегают дорогу.';
/** What was not shown, and why. */
export const refusedStatement = {
	text: 'Мой сосед с пятого этажа ставит машину на газон, уберите его.',
	ready: 'person' as const,
};

/** Those for a loud holiday, and those for a quiet and thrifty one. */
export const newYear: DemoConversation = {
	question: ['Как встречать Новый год в городе?', 'How shall the city meet the New Year?'],
	explanation: [
		'Каждую зиму спорят о салюте. Спросили обо всём празднике сразу: где, как громко, на что деньги.',
		'Every winter there is a quarrel about fireworks. We asked about the whole holiday at once: where, how loud, what the money goes to.',
	],
	statements: [
		{
			text: ['Салют нужен: это праздник для всех.', 'Fireworks are needed: they are a feast for all.'],
			agrees: [0.95, 0.08],
		},
		{
			text: [
				'Деньги на салют лучше потратить на горки и катки.',
				'The money for fireworks is better spent on slides and rinks.',
			],
			agrees: [0.15, 0.96],
		},
		{
			text: [
				'Ёлка на площади должна стоять до старого Нового года.',
				'The tree on the square should stand until the old New Year.',
			],
			agrees: [0.9, 0.88],
		},
		{
			text: ['Петарды во дворах надо запретить.', 'Firecrackers in yards must be forbidden.'],
			agrees: [0.25, 0.97],
		},
		{
			text: [
				'Музыка на площади может играть до двух часов ночи.',
				'Music on the square may play until two at night.',
			],
			agrees: [0.92, 0.1],
		},
		{
			text: ['Автобусы должны ходить всю новогоднюю ночь.', 'Buses should run all through New Year’s night.'],
			agrees: [0.96, 0.9],
		},
		{
			text: [
				'Дети и животные боятся взрывов, и это важнее салюта.',
				'Children and animals fear the bangs, and that matters more than fireworks.',
			],
			agrees: [0.1, 0.96],
		},
		{
			text: [
				'Один большой праздник лучше десяти маленьких по районам.',
				'One large feast is better than ten small ones in the districts.',
			],
			agrees: [0.86, 0.22],
		},
		{
			text: [
				'Украшать надо и дальние улицы, а не только центр.',
				'Far streets should be decorated too, not the centre alone.',
			],
			agrees: [0.88, 0.95],
		},
		{
			text: [
				'На площади в эту ночь не должно быть алкоголя.',
				'There should be no alcohol on the square that night.',
			],
			agrees: [0.55, 0.85],
		},
	],
	own: [
		{
			text: [
				'У катка нужны тёплая раздевалка и туалет.',
				'The rink needs a warm changing room and a toilet.',
			],
			agrees: [0.9, 0.96],
		},
	],
	camps: [27, 22],
};
