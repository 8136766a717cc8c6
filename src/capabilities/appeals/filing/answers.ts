import { Temporal } from 'temporal-polyfill';
import type { Problem } from '#platform/errors/door.ts';
import { type Question, wordsIn } from '../category.ts';
import type { AnswerToQuestion } from '../filing-store.server.ts';

/** The field of a form that takes the answer. */
export const fieldOfQuestion = (code: string): string => `answer-${code}`;

const longest = 2_000;

/** Answers as a form sent them, by the code of the question. */
export function answersFrom(values: Readonly<Record<string, string | string[]>>): Record<string, string> {
	const answers: Record<string, string> = {};
	for (const [name, value] of Object.entries(values))
		if (name.startsWith('answer-')) {
			const text = (Array.isArray(value) ? (value[0] ?? '') : value).trim();
			if (text !== '') answers[name.slice('answer-'.length)] = text;
		}
	return answers;
}

/**
 * Checks answers against what the category asks; in words, as they will be kept. A day that is yet to come cannot have been
 * when something happened. `demanding`: what is required must be there (a form can ask; an import cannot).
 */
export function readAnswers(
	questions: readonly Question[],
	given: Readonly<Record<string, string>>,
	options: { lang: string; today: string; demanding: boolean },
): { answers: AnswerToQuestion[]; problems: Problem[] } {
	const answers: AnswerToQuestion[] = [];
	const problems: Problem[] = [];
	for (const question of questions) {
		const field = fieldOfQuestion(question.code);
		const typed = (given[question.code] ?? '').trim();
		const wording = wordsIn(question.texts, options.lang)?.label ?? question.code;
		if (typed === '') {
			if (question.required && options.demanding)
				problems.push({ field, code: 'appeals.form.answer.missing', facts: { question: wording } });
			continue;
		}
		const read = readAnswer(question, typed, options);
		if ('answer' in read) answers.push({ question: question.code, wording, answer: read.answer });
		else problems.push({ field, code: read.code, facts: { max: longest } });
	}
	return { answers, problems };
}

function readAnswer(
	question: Question,
	typed: string,
	{ lang, today }: { lang: string; today: string },
): { answer: string } | { code: string } {
	switch (question.kind) {
		case 'choice': {
			const option = question.options.find((one) => one.code === typed && one.offered);
			return option
				? { answer: wordsIn(option.texts, lang)?.label ?? option.code }
				: { code: 'platform.field.choose' };
		}
		case 'number': {
			const plain = typed.replace(/[\s\u00a0]/g, '').replace(',', '.');
			return /^[+-]?\d{1,15}(\.\d{1,6})?$/.test(plain)
				? { answer: plain.replace('.', lang === 'en' ? '.' : ',') }
				: { code: 'platform.field.not-a-number' };
		}
		case 'date': {
			const day = readDay(typed);
			if (!day) return { code: 'platform.field.not-a-date' };
			if (day > today) return { code: 'appeals.form.answer.future' };
			return { answer: lang === 'en' ? day : day.split('-').reverse().join('.') };
		}
		case 'text':
			return typed.length > longest ? { code: 'platform.field.too-long' } : { answer: typed };
	}
}

/** `2026-11-20` of a date field, or `20.11.2026` typed by hand; undefined for a day that does not exist. */
export function readDay(typed: string): string | undefined {
	const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(typed);
	const hand = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(typed);
	const [year, month, day] = iso ? iso.slice(1) : hand ? [hand[3], hand[2], hand[1]] : [];
	if (!year || !month || !day || Number(year) < 1900) return undefined;
	try {
		return Temporal.PlainDate.from(
			{ year: Number(year), month: Number(month), day: Number(day) },
			{ overflow: 'reject' },
		).toString();
	} catch {
		return undefined;
	}
}
