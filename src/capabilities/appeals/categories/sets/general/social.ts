import type { SetCategory } from '../set.ts';
import { decisions, works } from './checklists.ts';

export const social: SetCategory = {
	code: 'social',
	ru: ['Люди и помощь', 'Выплаты, пожилые, семьи, жильё, работа'],
	en: ['People and support', 'Payments, the elderly, families, housing, work'],
	answer: '15 working-days',
	reaction: '2 working-days',
	shownTo: 'authority',
	routeAt: 0.85,
	checklist: decisions,
	below: [
		{
			code: 'social.benefits',
			ru: ['Выплаты и льготы', 'Пособия, пенсии, субсидии, отказ, задержка'],
			en: ['Payments and benefits', 'Allowances, pensions, subsidies, refusal, delay'],
			words: {
				ru: 'выплата, пособие, пенсия, льгота, льготный, субсидия, материнский капитал, соцзащита, компенсация, малоимущий, социальная поддержка, пенсионный фонд',
				en: 'payment, allowance, pension, benefit, concession, subsidy, compensation',
			},
			asks: [{ code: 'payment', kind: 'text', ru: ['Какая выплата'], en: ['Which payment'] }],
		},
		{
			code: 'social.elderly',
			ru: ['Помощь пожилым и больным', 'Соцработник, уход на дому, дом-интернат'],
			en: ['Help for the elderly and sick', 'Social worker, care at home, care home'],
			answer: '7 working-days',
			reaction: '1 working-days',
			words: {
				ru: 'соцработник, социальный работник, уход на дому, дом престарелых, интернат, пожилой, одинокая бабушка, сиделка',
				en: 'social worker, care at home, care home, elderly, lonely',
			},
		},
		{
			code: 'social.access',
			ru: ['Доступная среда', 'Нет пандуса, недоступное здание'],
			en: ['Accessibility', 'No ramp, building out of reach'],
			shownTo: 'public',
			checklist: works,
			words: {
				ru: 'пандус, доступная среда, коляска, инвалидная коляска, маломобильные, подъемник, незрячий, тактильная плитка, инвалид, инвалидность',
				en: 'ramp, accessibility, wheelchair, blind, tactile paving, disabled',
			},
		},
		{
			code: 'social.families',
			ru: ['Семьи с детьми', 'Многодетные, опека, трудная жизненная ситуация'],
			en: ['Families with children', 'Large families, guardianship, hardship'],
			words: {
				ru: 'многодетная, опека, дети, сирота, детское пособие, трудная жизненная ситуация, алименты, приемная семья',
				en: 'large family, guardianship, orphan, hardship, foster family',
			},
		},
		{
			code: 'social.veterans',
			ru: ['Ветераны и участники СВО', 'Поддержка ветеранов, военных и их семей'],
			en: ['Veterans and servicemen', 'Support of veterans, servicemen and their families'],
			answer: '7 working-days',
			reaction: '1 working-days',
			words: {
				ru: 'ветеран, сво, мобилизованный, участник боевых действий, семья военного, труженик тыла, дети войны',
				en: 'veteran, serviceman, family of a serviceman',
			},
		},
		{
			code: 'social.housing',
			ru: ['Жильё', 'Очередь на квартиру, аварийный дом, переселение, сироты'],
			en: ['Housing', 'Waiting list, unfit house, resettlement, orphans'],
			answer: '20 working-days',
			words: {
				ru: 'очередь на жилье, аварийный дом, переселение, ветхое жилье, непригодное жилье, улучшение жилищных условий, социальный найм, молодая семья',
				en: 'housing queue, unfit house, resettlement, council flat',
			},
		},
		{
			code: 'social.work',
			ru: ['Работа и зарплата', 'Не платят, нет работы, центр занятости'],
			en: ['Work and wages', 'Not paid, no work, job centre'],
			words: {
				ru: 'зарплата, не платят, работа, центр занятости, безработица, увольнение, трудоустройство, мрот',
				en: 'wages, not paid, job centre, unemployed, dismissal',
			},
		},
	],
};
