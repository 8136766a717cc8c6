import { type ActionFailure, fail, type RequestEvent, redirect } from '@sveltejs/kit';
import { rememberFollowCode } from '#pages/follow.ts';
import { newId } from '#platform/db/door.server.ts';
import { invalid, type Problem, Refusal, refuse } from '#platform/errors/door.ts';
import type { Form } from '#platform/http/form.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import {
	addressOf,
	appealByNumber,
	type Channel,
	categories,
	checkFiling,
	fileFromPage,
	joinAppeal,
	keepDraft,
	personalIn,
	type ReceptionRef,
} from '#rooms/appeals/door.server.ts';
import { categoryName, undecided } from '#rooms/appeals/door.ts';
import type { FilingAnswer } from '#rooms/appeals/ui/filing/filing-page.ts';
import { namesOf, type TerritoryView } from '#rooms/territories/door.server.ts';
import { keepPhotographs, picturesOf } from './drafts.ts';
import { filingFrom, gather, mendPlace, tell, type Values } from './read.ts';
import { type ReceiptData, receiptData } from './receipt.ts';

/** Who files, and by which way: the same for a page, a frame in another site and a kiosk. */
export type Filer = { actor: Actor; channel: Channel; reception?: ReceptionRef };

/** Everything typed is checked and shown once more, with what will come of it. */
export async function checkStep(
	{ locals }: RequestEvent,
	form: Form,
	territory: TerritoryView,
	filer: Filer,
): Promise<FilingAnswer | ActionFailure<FilingAnswer>> {
	const values: Values = { ...form.values };
	const kept = await gather([], () => keepPhotographs(form, territory.id, filer.actor.account));
	const ids = kept.done?.ids ?? form.all('photograph').filter(Boolean);
	values.photograph = ids;
	delete values.drop;
	const placed = await mendPlace(values, territory, locals.lang);
	const before: Problem[] = [...kept.problems, ...placed.problems];
	const typed = await gather(before, () => filingFrom(form.with(values), territory, filer.channel));
	const filing = typed.done;
	const checked = filing
		? await gather(typed.problems, () =>
				checkFiling(filer.actor, { ...filing, photograph: ids }, { partly: true }),
			)
		: { done: undefined, problems: withPlace(typed.problems, form) };
	const [told, drafts] = await Promise.all([tell(locals, territory, values), picturesOf(territory.id, ids)]);
	const common = { values, told, drafts, shot: kept.done?.shot ?? null, candidates: placed.candidates };
	if (!checked.done || !filing || checked.problems.length)
		return fail(422, {
			...common,
			step: 'form' as const,
			problems: inWords(locals, checked.problems),
		} satisfies FilingAnswer);
	if (told.danger && !told.danger.declined) return { ...common, step: 'emergency' as const };
	const all = await categories();
	const { place, owner, dueOn, standing, answers } = checked.done;
	const name = (await namesOf([place ?? owner], locals.lang)).get(place ?? owner)?.nominative ?? '';
	const category = filing.category;
	if (category) values.category = category;
	return {
		...common,
		step: 'summary' as const,
		summary: {
			key: newId(),
			dueOn,
			standing,
			category:
				category === undecided
					? [locals.t('appeals.form.category.undecided')]
					: category
						? all
								.chain(category)
								.map((one) => categoryName(one, locals.lang))
								.reverse()
						: [],
			placeName: name,
			answers: answers.map(({ wording, answer }) => ({ wording, answer })),
			text: filing.visibility === 'authority' ? whole(filing.text) : pieces(filing.text),
		},
	} satisfies FilingAnswer;
}

const whole = (text: string) => [{ words: text, hidden: false }];

/** The text cut where something personal stands. */
function pieces(text: string): { words: string; hidden: boolean }[] {
	const found: { words: string; hidden: boolean }[] = [];
	let from = 0;
	for (const { start, end } of personalIn(text)) {
		if (start > from) found.push({ words: text.slice(from, start), hidden: false });
		found.push({ words: text.slice(start, end), hidden: true });
		from = end;
	}
	if (from < text.length) found.push({ words: text.slice(from), hidden: false });
	return found;
}

/** The place is checked with the rest only when each field is in order; that it is missing is told at once all the same. */
function withPlace(problems: readonly Problem[], form: Form): Problem[] {
	const nowhere = ['where', 'lat', 'lon'].every((name) => form.text(name) === '');
	return nowhere && !problems.some((one) => one.field === 'where')
		? [...problems, { field: 'where', code: 'appeals.form.where.missing' }]
		: [...problems];
}

function inWords(locals: App.Locals, problems: readonly Problem[]) {
	return problems.map((one) => ({ ...one, message: locals.t.any(one.code, one.facts) }));
}

/** Back to the form with everything as it was; a button of the place may have mended it. */
export async function placeStep({ locals }: RequestEvent, form: Form, territory: TerritoryView) {
	const values: Values = { ...form.values };
	const placed = await mendPlace(values, territory, locals.lang);
	const ids = form.all('photograph').filter(Boolean);
	values.photograph = ids;
	const [told, drafts] = await Promise.all([tell(locals, territory, values), picturesOf(territory.id, ids)]);
	return {
		step: 'form' as const,
		values,
		told,
		drafts,
		candidates: placed.candidates,
		problems: inWords(locals, placed.problems),
	} satisfies FilingAnswer;
}

/** Files it; mistakes lead back to the summary, or to the form where they stand. */
export async function fileStep(
	event: RequestEvent,
	form: Form,
	territory: TerritoryView,
	filer: Filer,
): Promise<Filed | FilingAnswer | ActionFailure<FilingAnswer>> {
	const filed = await gather([], async () =>
		fileFromPage(
			filer.actor,
			{ ...filingFrom(form, territory, filer.channel), key: form.key || newId() },
			filer.reception ?? null,
		).catch((error: unknown) => {
			if (error instanceof Refusal && error.code === 'appeals.emergency') return undefined;
			throw error;
		}),
	);
	if (filed.done)
		return {
			step: 'receipt',
			receipt: await receiptData(event.locals, filed.done, form.text('email') || null),
		};
	const step = await checkStep(event, form, territory, filer);
	// what the second look lets pass is left to choose on the summary: a category, its questions
	if ('summary' in step && filed.problems.length)
		return fail(422, { ...step, problems: inWords(event.locals, filed.problems) });
	return step;
}

export type Filed = { step: 'receipt'; receipt: ReceiptData };

/** The code stays in this browser, where the page may keep cookies. */
export function rememberCode(event: RequestEvent, receipt: { number: string; code: string }): void {
	if (receipt.code) rememberFollowCode(event, receipt.number, receipt.code);
}

/** "It concerns me too" instead of a second letter: one press in the list of what is similar. */
export async function joinStep(event: RequestEvent, form: Form): Promise<never> {
	const number = form.text('join').split('/')[1] ?? '';
	const appeal = (await appealByNumber(number)) ?? refuse('appeals.not-found');
	await joinAppeal(event.locals.actor, appeal);
	redirect(303, `${event.locals.href(addressOf(appeal))}?done=joined`);
}

/** Keeps what was typed for the account: the button of those without script. */
export async function keepStep(event: RequestEvent, form: Form, territory: TerritoryView): Promise<void> {
	const { locals } = event;
	const kept = await gather([], () => keepPhotographs(form, territory.id, locals.actor.account));
	if (kept.problems.length) invalid(...kept.problems);
	await keepDraft(locals.actor, territory.id, { ...form.values, photograph: kept.done?.ids ?? [] });
}
