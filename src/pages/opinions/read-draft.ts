import { placeOf } from '#pages/office-place.ts';
import { Typed } from '#pages/votes/typed.ts';
import { momentIn } from '#pages/wall-time.ts';
import { isUuid, type TerritoryId } from '#platform/db/ids.ts';
import type { Form } from '#platform/http/form.server.ts';
import type { Definition } from '#rooms/opinions/door.server.ts';

/** The steps in which a conversation is made, in their order; the last one is its own page. */
export const draftSteps = ['question', 'statements', 'terms', 'check'] as const;
export type DraftStep = (typeof draftSteps)[number];

/** Where each step is written, below the conversation. */
export const pathOfStep: Record<DraftStep, string> = {
	question: '/edit/question',
	statements: '/statements',
	terms: '/edit/terms',
	check: '',
};

/** The step where a fault is mended. */
export function stepOf(field: string): DraftStep {
	if (/^(other-)?(question|explanation)$/.test(field)) return 'question';
	return /^(other-)?statements$/.test(field) ? 'statements' : 'terms';
}

/** The field of that step's page, as its form calls it. */
export const anchorOf = (field: string): string =>
	stepOf(field) === 'statements' ? 'add-statements' : `f-${field}`;

export function readQuestion(form: Form, before: Definition): Definition {
	const other = { question: form.text('other-question'), explanation: form.text('other-explanation') };
	return {
		...before,
		question: form.text('question'),
		explanation: form.text('explanation'),
		other: other.question || other.explanation ? other : null,
	};
}

export function readTerms(locals: App.Locals, form: Form, before: Definition): Definition {
	const typed = new Typed(form);
	const closesAt = momentIn(locals, typed.text('closes-at'));
	if (!closesAt && typed.text('closes-at'))
		typed.problems.push({ field: 'closes-at', code: 'platform.field.not-a-date' });
	const who: Definition['who'] = {
		residence: typed.one('residence', ['none', 'declared', 'confirmed']),
		area: (typed.whole('area') ?? placeOf(locals)) as TerritoryId,
		reach: typed.one('reach', ['subtree', 'territory']),
		ageFrom: typed.whole('age-from'),
		ageTo: typed.whole('age-to'),
		space: isUuid(typed.text('space')) ? typed.text('space') : null,
		listed: false,
	} as Definition['who'];
	typed.done();
	return {
		...before,
		who,
		closesAt,
		adding: typed.one('adding', ['residents', 'nobody']),
		moderation: typed.one('moderation', ['before', 'after']),
		results: typed.one('results', ['after-mine', 'always', 'after-closing']),
		openMarks: typed.is('open-marks'),
	};
}

/** Lines of a field, blank ones left out; a list sign before a line is not of the statement. */
export const linesIn = (text: string): string[] =>
	text
		.split(/\r?\n/)
		.map((line) => line.trim().replace(/^(?:[-–—•*]|\d{1,3}[.)])\s+/, ''))
		.filter((line) => line !== '');
