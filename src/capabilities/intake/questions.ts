import { invalid, type Problem } from '#platform/errors/door.ts';
import { type Question, wordsIn } from '#rooms/appeals/door.ts';

type Answer = { question: string; wording: string; answer: string };

/**
 * What a program answered to the questions of a category, checked and in words: a choice by its code or its own words, days as
 * ISO, numbers with a point or a comma. Answers to what is not asked are passed over.
 * @throws Invalid with the field `<prefix><code>` for each mistake
 */
export function answersTo(
	questions: readonly Question[],
	given: Readonly<Record<string, string | undefined>>,
	{ lang, prefix }: { lang: string; prefix: string },
): Answer[] {
	const problems: Problem[] = [];
	const answers: Answer[] = [];
	for (const question of questions) {
		const field = `${prefix}${question.code}`;
		const typed = given[question.code]?.trim() ?? '';
		const wording = wordsIn(question.texts, lang)?.label ?? question.code;
		if (typed === '') {
			if (question.required)
				problems.push({ field, code: 'intake.questions.missing', facts: { question: wording } });
			continue;
		}
		const read = readAnswer(question, typed, lang);
		if (read === null)
			problems.push({ field, code: `intake.questions.wrong.${question.kind}`, facts: { question: wording } });
		else answers.push({ question: question.code, wording, answer: read });
	}
	if (problems.length) invalid(...problems);
	return answers;
}

function readAnswer(question: Question, typed: string, lang: string): string | null {
	switch (question.kind) {
		case 'text':
			return typed.length <= 2_000 ? typed : null;
		case 'number':
			return /^[-+]?\d{1,15}([.,]\d{1,6})?$/.test(typed) ? typed.replace(',', '.') : null;
		case 'date':
			return /^\d{4}-\d{2}-\d{2}/.test(typed) && !Number.isNaN(Date.parse(typed.slice(0, 10)))
				? typed.slice(0, 10)
				: null;
		case 'choice': {
			const option = question.options.find(
				(one) =>
					one.offered &&
					(one.code === typed || one.texts.some((text) => text.label.toLowerCase() === typed.toLowerCase())),
			);
			return option ? (wordsIn(option.texts, lang)?.label ?? option.code) : null;
		}
	}
}
