import type { SetCategory } from '../set.ts';
import { decisions } from './checklists.ts';

export const authority: SetCategory = {
	code: 'authority',
	ru: ['Работа органов власти', 'Отказ, волокита, грубость, предложение или благодарность'],
	en: ['Work of the authorities', 'Refusal, delay, rudeness, a proposal or thanks'],
	reaction: '3 working-days',
	shownTo: 'nameless',
	routeAt: 'never',
	checklist: decisions,
	words: {
		ru: 'администрация, чиновник, глава, депутат, прием граждан',
		en: 'administration, official, mayor, council',
	},
	below: [
		{
			code: 'authority.answer',
			ru: ['Плохой ответ, волокита', 'Отписка, не ответили в срок, бездействие'],
			en: ['Bad answer, delay', 'Formal reply, no answer in time, inaction'],
			approval: ['controller', 'head'],
			words: {
				ru: 'отписка, бездействие, волокита, не отвечают, жалоба на ответ, формальный ответ, не ответили',
				en: 'no reply, delay, formal reply, inaction',
			},
		},
		{
			code: 'authority.manners',
			ru: ['Грубость, нарушение', 'Поведение сотрудника, взятка, нарушение прав'],
			en: ['Rudeness, wrongdoing', 'Conduct of an employee, a bribe, rights violated'],
			shownTo: 'authority',
			approval: ['head'],
			words: {
				ru: 'грубость чиновника, взятка, коррупция, злоупотребление, нарушение прав, превышение полномочий',
				en: 'rude official, bribe, corruption, abuse of power',
			},
		},
		{
			code: 'authority.services',
			ru: ['Услуги, МФЦ, сайты', 'Очередь, отказ, ошибка на сайте, справки'],
			en: ['Services, service centres, sites', 'Queue, refusal, error of a site, certificates'],
			answer: '10 working-days',
			words: {
				ru: 'госуслуги, мфц, мои документы, отказ в услуге, справка, сайт администрации, электронная очередь',
				en: 'public services, service centre, refusal of a service, certificate',
			},
		},
		{
			code: 'authority.question',
			ru: ['Вопрос', 'Как сделать, куда обратиться, что планируют'],
			en: ['A question', 'How to do it, where to go, what is planned'],
			answer: '10 working-days',
			words: {
				ru: 'подскажите, вопрос, куда обратиться, когда планируется, разъясните',
				en: 'question, where to apply, when is it planned',
			},
		},
		{
			code: 'authority.proposal',
			ru: ['Предложение', 'Как сделать лучше'],
			en: ['A proposal', 'How to make things better'],
			shownTo: 'public',
			words: {
				ru: 'предложение, предлагаю, было бы хорошо, инициатива, идея',
				en: 'proposal, suggest, idea',
			},
		},
		{
			code: 'authority.thanks',
			ru: ['Благодарность', 'Кому и за что спасибо'],
			en: ['Thanks', 'Whom to thank and for what'],
			answer: '10 working-days',
			shownTo: 'public',
			checklist: [],
			words: {
				ru: 'благодарность, спасибо, благодарю, выражаю благодарность',
				en: 'thanks, thank you, gratitude',
			},
		},
	],
};

export const other: SetCategory = {
	code: 'other',
	ru: ['Другое', 'Если ничего не подошло: разберёмся и передадим кому нужно'],
	en: ['Something else', 'If nothing fits: we will find who answers for it'],
	reaction: '2 working-days',
	shownTo: 'nameless',
	routeAt: 'never',
	checklist: decisions,
};
