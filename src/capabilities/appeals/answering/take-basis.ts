import { database } from '#platform/db/door.server.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type { AppealRef } from '../appeal.ts';
import { reportsOf } from '../field/field-store.server.ts';
import { longest } from '../input.ts';
import { hidden } from '../mask.ts';
import { placeOf } from '../reach.ts';
import * as appeals from '../store.server.ts';
import { templatesFor } from '../templates.ts';
import { keepAnswer, type TypedAnswer } from './keep-answer.ts';
import { placeholderFacts } from './placeholder-facts.ts';
import { fillIn } from './placeholders.ts';
import { solvedLike } from './similar-solved.ts';

/**
 * Puts a template, the answer to an appeal like this one, or what was reported from the place, into the draft after what was typed: nothing typed is lost. `what` is
 * `template:<id>`, `appeal:<id>` or `report:<id>` of a worker in the field, as the buttons carry it.
 */
export async function takeBasis(
	actor: Actor,
	ref: AppealRef,
	typed: TypedAnswer,
	what: string,
): Promise<void> {
	const appeal = (await appeals.read(database(), ref)) ?? refuse('appeals.not-found');
	demand(actor, 'appeals.answer', placeOf(appeal, false));
	const [kind, id] = what.split(':', 2);
	let taken: string | undefined;
	if (kind === 'template' && appeal.body) {
		const template = (await templatesFor(actor, appeal.body, appeal.category)).find((one) => one.id === id);
		const applicant = await appeals.applicantOf(database(), ref);
		taken = template && fillIn(template.text, await placeholderFacts(appeal, applicant?.name ?? ''));
	} else if (kind === 'appeal')
		// what is hidden in public is to be written anew
		taken = (await solvedLike(appeal)).find((one) => one.id === id)?.answer.replaceAll(hidden, '{? …}');
	else if (kind === 'report')
		taken = (await reportsOf(database(), ref)).find((one) => one.id === id)?.text || undefined;
	if (taken === undefined) refuse('appeals.answer.basis-gone');
	const text = typed.text.trim() ? `${typed.text.trim()}\n\n${taken}` : taken;
	if (text.length > longest) {
		await keepAnswer(actor, ref, typed);
		invalid({ field: 'text', code: 'appeals.answer.no-room' });
	}
	await keepAnswer(actor, ref, { ...typed, text });
}
