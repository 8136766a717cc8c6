import { placeOf } from '#pages/office-place.ts';
import { momentIn } from '#pages/wall-time.ts';
import { isUuid, type TerritoryId } from '#platform/db/ids.ts';
import type { Problem } from '#platform/errors/door.ts';
import type { Form } from '#platform/http/form.server.ts';
import {
	channels,
	type Definition,
	faultsOf,
	kindOf,
	readyKinds,
	withKind,
} from '#rooms/ballots/door.server.ts';
import { readOptions } from './read-options.ts';
import { readRule } from './read-rule.ts';
import { Typed } from './typed.ts';

/** The steps in which a vote is made, in their order. */
export const draftSteps = ['question', 'options', 'rule', 'who', 'terms'] as const;
export type DraftStep = (typeof draftSteps)[number];

export const isStep = (text: string): text is DraftStep => (draftSteps as readonly string[]).includes(text);

/** The draft with what one step typed. */
export function readStep(locals: App.Locals, step: DraftStep, form: Form, before: Definition): Definition {
	if (step === 'question') return readQuestion(locals, form, before);
	if (step === 'options') return readOptions(form, before);
	if (step === 'rule') return readRule(form, before);
	return step === 'who' ? readWho(locals, form, before) : readTerms(locals, form, before);
}

export function readQuestion({ t }: App.Locals, form: Form, before: Definition): Definition {
	const other = { question: form.text('other-question'), explanation: form.text('other-explanation') };
	const isTranslated =
		other.question || other.explanation || before.options.some((one) => one.other !== null);
	const next: Definition = {
		...before,
		question: form.text('question'),
		explanation: form.text('explanation'),
		other: isTranslated ? other : null,
	};
	const kind = new Typed(form).one('kind', [kindOf(before), ...readyKinds]);
	const answers = [
		t('ballots.office.answer.yes'),
		t('ballots.office.answer.no'),
		t('ballots.office.answer.abstain'),
	] as const;
	const isSame = kind === kindOf(before) && (kind !== 'yes-no' || before.options.length > 0);
	return isSame ? next : withKind(next, kind, answers);
}

function readWho(locals: App.Locals, form: Form, before: Definition): Definition {
	const typed = new Typed(form);
	const number = typed.whole('eligible');
	const who: Definition['who'] = {
		residence: typed.one('residence', ['confirmed', 'declared', 'none']),
		area: (typed.whole('area') ?? placeOf(locals)) as TerritoryId,
		reach: typed.one('reach', ['subtree', 'territory']),
		ageFrom: typed.whole('age-from'),
		ageTo: typed.whole('age-to'),
		space: isUuid(typed.text('space')) ? typed.text('space') : null,
		listed: typed.is('listed'),
	};
	typed.done();
	return { ...before, who, eligible: number ? { number, source: typed.text('eligible-source') } : null };
}

function readTerms(locals: App.Locals, form: Form, before: Definition): Definition {
	const typed = new Typed(form);
	const chosen = form.all('channels');
	const secrecy = typed.one('secrecy', ['secret', 'open']);
	const [opensAt, closesAt] = ['opens-at', 'closes-at'].map((name) => {
		const at = momentIn(locals, typed.text(name));
		if (!at && typed.text(name)) typed.problems.push({ field: name, code: 'platform.field.not-a-date' });
		return at;
	}) as [Date | null, Date | null];
	typed.done();
	return {
		...before,
		secrecy,
		names: secrecy === 'open' && typed.is('names'),
		channels: channels.filter((one) => chosen.includes(one)),
		opensAt,
		closesAt,
		mayCloseEarly: typed.is('may-close-early'),
		mayChange: typed.is('may-change'),
		results: typed.one('results', ['after', 'live']),
	};
}

/** All that keeps the draft from opening, each with the step where it is mended. */
export function faultsByStep(
	definition: Parameters<typeof faultsOf>[0],
	now: Date,
): (Problem & { step: DraftStep })[] {
	return faultsOf(definition, now).map((one) => ({ ...one, step: stepOf(one.field) }));
}

function stepOf(field: string): DraftStep {
	if (/^(other-)?(question|explanation)$/.test(field)) return 'question';
	if (/^(options?|group)\b/.test(field)) return 'options';
	if (/^(rule|marks|seats|budget|majority|quorum|ties|threshold)\b/.test(field)) return 'rule';
	return /^(who|age|eligible|area|space|listed)\b/.test(field) ? 'who' : 'terms';
}
