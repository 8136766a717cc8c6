import type { z } from 'zod';
import type { Category, CategoryText, Question, QuestionOption } from '../category.ts';
import { codeFor } from './codes.ts';
import type * as input from './input.ts';

/** Each part of a category's page as a change of the whole: pure, so that a preview, a form and an undo agree. */

const languages = ['ru', 'en'] as const;
type Lang = (typeof languages)[number];
const blank = (lang: string): CategoryText => ({
	lang,
	name: '',
	hint: '',
	seasonNote: '',
	emergencyNote: '',
});

function withTexts(before: Category, part: (lang: Lang) => Partial<CategoryText>): CategoryText[] {
	const others = before.texts.filter((text) => !languages.includes(text.lang as Lang));
	const texts = languages.map((lang) => ({
		...(before.texts.find((text) => text.lang === lang) ?? blank(lang)),
		...part(lang),
	}));
	return [
		...texts.filter((text) => text.name || text.hint || text.seasonNote || text.emergencyNote),
		...others,
	];
}

export function withWords(before: Category, typed: z.output<typeof input.wordsInput>): Category {
	const both = <T>(ru: readonly string[], en: readonly string[], as: (lang: Lang, line: string) => T) => [
		...ru.map((line) => as('ru', line)),
		...en.map((line) => as('en', line)),
	];
	return {
		...before,
		texts: withTexts(before, (lang) =>
			lang === 'ru' ? { name: typed.nameRu, hint: typed.hintRu } : { name: typed.nameEn, hint: typed.hintEn },
		),
		words: both(splitCommas(typed.wordsRu), splitCommas(typed.wordsEn), (lang, word) => ({ lang, word })),
		examples: both(typed.examplesRu, typed.examplesEn, (lang, text) => ({ lang, text })),
	};
}

const splitCommas = (lines: readonly string[]) =>
	[...new Set(lines.flatMap((line) => line.split(',').map((word) => word.trim())))].filter(
		(word) => word.length >= 2,
	);

export function withTerms(before: Category, typed: z.output<typeof input.termsInput>): Category {
	const of = (amount: number | null, unit: NonNullable<Category['answer']>['unit']) =>
		amount === null ? null : { amount, unit };
	return {
		...before,
		answer: of(typed.answerAmount, typed.answerUnit),
		reaction: of(typed.reactionAmount, typed.reactionUnit),
		calendar: typed.calendar,
	};
}

export function withPlace(before: Category, typed: z.output<typeof input.placeInput>): Category {
	return {
		...before,
		parent: typed.parent,
		shownTo: typed.shownTo,
		placeKind: typed.placeKind,
		placeKinds: typed.placeKinds,
		seasonFrom: typed.seasonFrom,
		seasonTo: typed.seasonTo,
		texts: withTexts(before, (lang) => ({
			seasonNote: lang === 'ru' ? typed.seasonNoteRu : typed.seasonNoteEn,
		})),
	};
}

export function withDanger(before: Category, typed: z.output<typeof input.dangerInput>): Category {
	return {
		...before,
		emergency: typed.emergency,
		emergencyPhone: typed.emergencyPhone,
		texts: withTexts(before, (lang) => ({
			emergencyNote: lang === 'ru' ? typed.emergencyNoteRu : typed.emergencyNoteEn,
		})),
	};
}

export function withRouting(before: Category, typed: z.output<typeof input.routingInput>): Category {
	const at = typed.route === 'from' && typed.percent !== null ? typed.percent / 100 : null;
	return { ...before, routeAt: at, routeNever: typed.route === 'never' };
}

/** Writes a list of its own, or goes back to the one above; a first list of its own begins as a copy of that. */
export function withOwn(
	before: Category,
	{ list, own }: z.output<typeof input.ownInput>,
	above: Pick<Category, 'questions' | 'checklist' | 'approval'>,
): Category {
	const isOwn = own === 'own';
	if (list === 'questions')
		return {
			...before,
			ownQuestions: isOwn,
			questions: isOwn && before.questions.length === 0 ? above.questions : before.questions,
		};
	if (list === 'checklist')
		return {
			...before,
			ownChecklist: isOwn,
			checklist: isOwn && before.checklist.length === 0 ? above.checklist : before.checklist,
		};
	return {
		...before,
		ownApproval: isOwn,
		approval: isOwn && before.approval.length === 0 ? above.approval : before.approval,
	};
}

/** Adds a question or changes one; what is offered no more stays, unoffered, for the answers that name it. */
export function withQuestion(before: Category, typed: z.output<typeof input.questionInput>): Category {
	const old = before.questions.find((one) => one.code === typed.question);
	const code =
		old?.code ??
		codeFor(typed.labelRu, null, (tried) => before.questions.some((one) => one.code === tried)).slice(0, 40);
	const question: Question = {
		code,
		kind: typed.kind,
		required: typed.required,
		asked: true,
		texts: languages
			.map((lang) => ({
				lang,
				label: lang === 'ru' ? typed.labelRu : typed.labelEn,
				hint: lang === 'ru' ? typed.hintRu : typed.hintEn,
			}))
			.filter((text) => text.label !== ''),
		options: typed.kind === 'choice' ? optionsOf(old?.options ?? [], typed) : (old?.options ?? []),
	};
	return {
		...before,
		ownQuestions: true,
		questions: old
			? before.questions.map((one) => (one === old ? question : one))
			: [...before.questions, question],
	};
}

function optionsOf(
	old: readonly QuestionOption[],
	typed: z.output<typeof input.questionInput>,
): QuestionOption[] {
	const named = (option: QuestionOption) => option.texts.find((text) => text.lang === 'ru')?.label;
	const taken = new Set(old.map((option) => option.code));
	const offered = typed.optionsRu.map((label, i): QuestionOption => {
		const known = old.find((option) => named(option) === label);
		const code = known?.code ?? codeFor(label, null, (tried) => taken.has(tried)).slice(0, 40);
		taken.add(code);
		const english = typed.optionsEn[i] ?? '';
		return {
			code,
			offered: true,
			texts: [{ lang: 'ru', label }, ...(english ? [{ lang: 'en', label: english }] : [])],
		};
	});
	const gone = old.filter((option) => !offered.some((one) => one.code === option.code));
	return [...offered, ...gone.map((option) => ({ ...option, offered: false }))];
}

export function withCheck(before: Category, typed: z.output<typeof input.checkInput>): Category {
	const old = before.checklist.find((one) => one.code === typed.item);
	const code =
		old?.code ??
		codeFor(typed.labelRu, null, (tried) => before.checklist.some((one) => one.code === tried)).slice(0, 40);
	const item = {
		code,
		kind: typed.kind,
		required: typed.required,
		texts: languages
			.map((lang) => ({ lang, label: lang === 'ru' ? typed.labelRu : typed.labelEn }))
			.filter((text) => text.label !== ''),
	};
	return {
		...before,
		ownChecklist: true,
		checklist: old ? before.checklist.map((one) => (one === old ? item : one)) : [...before.checklist, item],
	};
}

/** Moves a line of a list, or takes it away. */
export function withLine(before: Category, { list, line, way }: z.output<typeof input.lineInput>): Category {
	if (list === 'checklist') return { ...before, checklist: changed(before.checklist, line, way) };
	const asked = before.questions.filter((one) => one.asked);
	const rest = before.questions.filter((one) => !one.asked);
	const dropped = way === 'drop' ? asked.filter((one) => one.code === line) : [];
	return {
		...before,
		questions: [...changed(asked, line, way), ...rest, ...dropped.map((one) => ({ ...one, asked: false }))],
	};
}

function changed<T extends { code: string }>(
	all: readonly T[],
	code: string,
	way: 'up' | 'down' | 'drop',
): T[] {
	const at = all.findIndex((one) => one.code === code);
	const rest = all.filter((one) => one.code !== code);
	const one = all[at];
	if (!one || way === 'drop') return rest;
	rest.splice(Math.max(0, at + (way === 'up' ? -1 : 1)), 0, one);
	return rest;
}
