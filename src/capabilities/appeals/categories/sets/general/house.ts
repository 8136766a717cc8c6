import type { SetCategory } from '../set.ts';
import { decisions, works } from './checklists.ts';

export const house: SetCategory = {
	code: 'house',
	ru: ['Дом и подъезд', 'Крыша, лифт, уборка, управляющая компания, плата'],
	en: ['House and stairs', 'Roof, lift, cleaning, managing company, charges'],
	answer: '10 working-days',
	reaction: '2 working-days',
	placeKind: 'house',
	routeAt: 0.75,
	checklist: works,
	below: [
		{
			code: 'house.stairs',
			ru: ['Подъезд', 'Не моют, нет света, нужен ремонт, сломана дверь или домофон'],
			en: ['Stairs and entrance', 'Not washed, no light, needs repair, broken door or intercom'],
			answer: '7 working-days',
			words: {
				ru: 'подъезд, уборщица, ремонт подъезда, домофон, дверь подъезда, лампочка в подъезде, грязно в подъезде, почтовые ящики',
				en: 'stairwell, staircase, intercom, entrance door, dirty stairs',
			},
		},
		{
			code: 'yards.lift',
			ru: ['Лифт', 'Лифт стоит или работает опасно'],
			en: ['Lift', 'Lift out of order or unsafe'],
			answer: '3 working-days',
			reaction: '4 working-hours',
			calendar: 'every-day',
			words: {
				ru: 'лифт, застрял в лифте, кабина лифта, лифт не работает',
				en: 'lift, elevator, stuck in the lift',
			},
			asks: [
				{
					code: 'entrance',
					kind: 'number',
					required: true,
					ru: ['Номер подъезда'],
					en: ['Number of the entrance'],
				},
				{
					code: 'state',
					kind: 'choice',
					ru: ['Что с лифтом'],
					en: ['What is wrong with it'],
					options: {
						stands: ['Стоит', 'It stands'],
						stops: ['Застревает между этажами', 'It stops between floors'],
						unsafe: ['Работает опасно', 'It is unsafe'],
					},
				},
			],
		},
		{
			code: 'yards.roof',
			ru: ['Крыша, стены, балконы', 'Течёт крыша, трещина, плесень, падает штукатурка'],
			en: ['Roof, walls, balconies', 'Leaking roof, crack, mould, falling plaster'],
			answer: '7 working-days',
			reaction: '1 working-days',
			words: {
				ru: 'крыша, кровля, протекает, течет потолок, сырость, плесень, фасад, стена, трещина, балкон, козырек, штукатурка, водосток',
				en: 'roof, leaking, damp, mould, facade, crack, balcony, downpipe',
			},
		},
		{
			code: 'house.icicles',
			ru: ['Сосульки и снег на крыше', 'Висят над входом, снег может сойти'],
			en: ['Icicles and snow on the roof', 'They hang over the entrance, snow may slide'],
			answer: '2 working-days',
			reaction: '4 working-hours',
			calendar: 'every-day',
			season: {
				from: '11-15',
				to: '04-15',
				ru: 'Сосульки убирают зимой и ранней весной.',
				en: 'Icicles are removed in winter and early spring.',
			},
			words: {
				ru: 'сосульки, наледь на крыше, снег на крыше, сбить сосульки, козырек снег',
				en: 'icicles, snow on the roof',
			},
		},
		{
			code: 'house.basement',
			ru: ['Подвал и трубы в доме', 'Топит подвал, засор, течёт стояк, запах'],
			en: ['Basement and pipes of the house', 'Flooded basement, blockage, leaking riser, smell'],
			answer: '3 working-days',
			reaction: '4 working-hours',
			calendar: 'every-day',
			words: {
				ru: 'подвал, затопило подвал, стояк, засор в доме, течет труба в подвале, залили квартиру, комары из подвала',
				en: 'basement, flooded basement, riser, blockage in the house, leak from above',
			},
		},
		{
			code: 'house.pests',
			ru: ['Крысы, тараканы, клопы', 'Грызуны и насекомые в доме'],
			en: ['Rats, cockroaches, bedbugs', 'Rodents and insects in the house'],
			answer: '7 working-days',
			words: {
				ru: 'крысы, мыши, тараканы, клопы, дератизация, дезинсекция, грызуны, блохи',
				en: 'rats, mice, cockroaches, bedbugs, rodents, pest control',
			},
		},
		{
			code: 'house.company',
			ru: ['Управляющая компания', 'Бездействие, отчёты, собрание, смена компании'],
			en: ['Managing company', 'Inaction, reports, meeting, change of company'],
			answer: '15 working-days',
			shownTo: 'nameless',
			checklist: decisions,
			words: {
				ru: 'управляющая компания, тсж, собрание собственников, не отвечает ук, сменить управляющую, протокол собрания',
				en: 'managing company, housing association, meeting of owners',
			},
		},
		{
			code: 'yards.charges',
			ru: ['Плата за жильё и услуги', 'Ошибка в квитанции, непонятное начисление, счётчики'],
			en: ['Housing charges', 'Error in a bill, unclear charge, meters'],
			answer: '15 working-days',
			shownTo: 'authority',
			checklist: decisions,
			words: {
				ru: 'квитанция, начисление, тариф, плата, переплата, перерасчет, счетчик, долг, задолженность, платежка, пени, квартплата, коммунальные услуги',
				en: 'bill, charge, tariff, overpayment, recalculation, meter, debt, arrears',
			},
			asks: [
				{
					code: 'month',
					kind: 'text',
					ru: ['За какой месяц', 'Например: октябрь 2026'],
					en: ['For which month', 'For example: October 2026'],
				},
				{
					code: 'service',
					kind: 'choice',
					ru: ['За что'],
					en: ['For what'],
					options: {
						housing: ['Содержание дома', 'Upkeep of the house'],
						water: ['Вода', 'Water'],
						heat: ['Отопление', 'Heating'],
						power: ['Электричество', 'Electricity'],
						waste: ['Вывоз мусора', 'Waste collection'],
						repair: ['Взнос на капитальный ремонт', 'Overhaul fund'],
						other: ['Другое', 'Something else'],
					},
				},
			],
		},
		{
			code: 'house.overhaul',
			ru: ['Капитальный ремонт', 'Когда ремонт, плохо сделали, взносы'],
			en: ['Overhaul', 'When it comes, bad work, contributions'],
			answer: '20 working-days',
			checklist: decisions,
			words: {
				ru: 'капитальный ремонт, капремонт, взнос на капремонт, фонд капитального ремонта',
				en: 'overhaul, capital repair, overhaul fund',
			},
		},
		{
			code: 'house.neighbours',
			ru: ['Перепланировка, соседи', 'Снесли стену, выход на крышу, захламили общий коридор'],
			en: ['Alterations, neighbours', 'Wall torn down, access to the roof, cluttered corridor'],
			answer: '15 working-days',
			shownTo: 'authority',
			words: {
				ru: 'перепланировка, снесли стену, захламили коридор, общий коридор, соседи ремонт, хостел в квартире',
				en: 'alterations, cluttered corridor, neighbours, hostel in a flat',
			},
		},
	],
};
