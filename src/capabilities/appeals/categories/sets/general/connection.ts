import type { SetCategory } from '../set.ts';
import { decisions } from './checklists.ts';

export const connection: SetCategory = {
	code: 'connection',
	ru: ['Связь, интернет, почта', 'Нет сигнала, интернет, телевидение, отделение почты'],
	en: ['Mobile, internet, post', 'No signal, internet, television, post office'],
	answer: '15 working-days',
	reaction: '2 working-days',
	routeAt: 0.8,
	checklist: decisions,
	below: [
		{
			code: 'connection.mobile',
			ru: ['Мобильная связь', 'Нет сигнала, нужна вышка, против вышки'],
			en: ['Mobile signal', 'No signal, a mast is needed, against a mast'],
			words: {
				ru: 'мобильная связь, сотовая связь, нет сигнала, вышка, оператор связи, не ловит',
				en: 'mobile signal, no signal, mast, coverage',
			},
			asks: [{ code: 'operator', kind: 'text', ru: ['Какой оператор'], en: ['Which operator'] }],
		},
		{
			code: 'connection.internet',
			ru: ['Интернет и телевидение', 'Нет интернета, медленно, провода на домах'],
			en: ['Internet and television', 'No internet, slow, cables on houses'],
			words: {
				ru: 'интернет, провайдер, телевидение, цифровое тв, оптоволокно, антенна',
				en: 'internet, provider, television, broadband',
			},
		},
		{
			code: 'connection.post',
			ru: ['Почта и банки', 'Закрыто отделение, очередь, не носят письма, нет банкомата'],
			en: ['Post and banks', 'Closed office, queue, no delivery, no cash machine'],
			words: {
				ru: 'почта, почтальон, отделение почты, посылка, банкомат, почтовый ящик не',
				en: 'post office, postman, parcel, cash machine',
			},
		},
	],
};
