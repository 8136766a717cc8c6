import type { SetCategory, SetQuestion } from '../set.ts';
import { decisions } from './checklists.ts';

const route: SetQuestion = {
	code: 'route',
	kind: 'text',
	required: true,
	ru: ['Номер маршрута'],
	en: ['Number of the route'],
};
const when: SetQuestion = {
	code: 'day',
	kind: 'date',
	ru: ['Когда это было'],
	en: ['When it was'],
};

export const transport: SetCategory = {
	code: 'transport',
	ru: ['Общественный транспорт', 'Маршруты, расписание, остановки, водители'],
	en: ['Public transport', 'Routes, timetables, stops, drivers'],
	answer: '10 working-days',
	reaction: '2 working-days',
	routeAt: 0.75,
	checklist: decisions,
	below: [
		{
			code: 'transport.late',
			ru: ['Автобус не пришёл', 'Опоздал, не остановился, ходит редко'],
			en: ['The bus did not come', 'Late, did not stop, comes rarely'],
			answer: '7 working-days',
			words: {
				ru: 'не пришел автобус, не ходит, рейс, интервал, опоздал, не остановился, ждали автобус, сорван рейс, битком',
				en: 'did not come, late bus, interval, did not stop, waited for the bus',
			},
			asks: [route, when],
		},
		{
			code: 'transport.route',
			ru: ['Маршрут и расписание', 'Изменить или добавить маршрут, рейс, остановку на пути'],
			en: ['Route and timetable', 'Change or add a route, a run, a stop on the way'],
			answer: '15 working-days',
			words: {
				ru: 'автобус, маршрут, расписание, маршрутка, троллейбус, трамвай, электричка, пригородный, добраться, добавить рейс, новый маршрут',
				en: 'bus, route, timetable, tram, trolleybus, minibus, new route',
			},
		},
		{
			code: 'transport.stop',
			ru: ['Остановка', 'Сломан павильон, нет расписания, грязно'],
			en: ['Stop', 'Broken shelter, no timetable, dirty'],
			placeKind: 'stop',
			words: {
				ru: 'остановка, павильон, остановочный, навес, автобусная остановка, остановочный павильон',
				en: 'bus stop, bus shelter, stop',
			},
		},
		{
			code: 'transport.manners',
			ru: ['Водитель и кондуктор', 'Грубость, опасная езда, не выдали билет'],
			en: ['Driver and conductor', 'Rudeness, dangerous driving, no ticket'],
			shownTo: 'nameless',
			words: {
				ru: 'водитель, кондуктор, билет, грубость водителя, хамство, курит водитель, нарушает правила водитель, телефон за рулем',
				en: 'driver, conductor, ticket, rude, dangerous driving',
			},
			asks: [
				route,
				{
					code: 'vehicle',
					kind: 'text',
					ru: ['Номер машины', 'Государственный или бортовой, если запомнили'],
					en: ['Number of the vehicle', 'Plate or fleet number, if you remember'],
				},
				when,
			],
		},
		{
			code: 'transport.cabin',
			ru: ['Салон', 'Грязно, холодно, жарко, неисправная машина'],
			en: ['Cabin', 'Dirty, cold, hot, a vehicle in bad order'],
			words: {
				ru: 'салон, в салоне холодно, грязный автобус, старый автобус, сломанные сиденья, духота в автобусе',
				en: 'cabin, cold bus, dirty bus, old bus, broken seats',
			},
			asks: [route, when],
		},
		{
			code: 'transport.fares',
			ru: ['Оплата и льготы', 'Карта, валидатор, цена билета, льготный проезд'],
			en: ['Fares and concessions', 'Card, validator, price, concessions'],
			shownTo: 'nameless',
			words: {
				ru: 'проезд, валидатор, проездной, наличными, транспортная карта, стоимость проезда, льготный проезд, списали дважды',
				en: 'fare, validator, travel card, price of a ticket, charged twice',
			},
		},
		{
			code: 'transport.taxi',
			ru: ['Такси, самокаты', 'Брошенные самокаты, езда по тротуарам, нелегальное такси'],
			en: ['Taxis, scooters', 'Abandoned scooters, riding on pavements, illegal taxis'],
			words: {
				ru: 'такси, самокат, электросамокат, кикшеринг, таксист',
				en: 'taxi, scooter, e-scooter, taxi driver',
			},
		},
	],
};
