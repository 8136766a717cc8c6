import { placeOf } from '#pages/place.ts';
import { type Problem, Refusal } from '#platform/errors/door.ts';
import type { Form } from '#platform/http/form.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import {
	categories,
	checkFiling,
	type Filing,
	fileFromPage,
	type ReceptionRef,
} from '#rooms/appeals/door.server.ts';
import { categoryName, undecided } from '#rooms/appeals/door.ts';
import type { Told } from '#rooms/appeals/ui/filing/filing-page.ts';
import type { DraftPicture } from '#rooms/appeals/ui/filing/PhotographsPart.svelte';
import type { TerritoryView } from '#rooms/territories/door.server.ts';
import { keepPhotographs, picturesOf } from './drafts.ts';
import { filingFrom, gather, tell, type Values } from './read.ts';
import { receiptData } from './receipt.ts';

/** What the device of a kiosk shows. */
export const kioskCookie = 'veche_kiosk';

/** One thing a screen; what a category asks stands between only where it asks something. */
const all = ['what', 'about', 'questions', 'where', 'who', 'check'] as const;
export type KioskStep = (typeof all)[number];

export type KioskAnswer = {
	step: KioskStep | 'danger';
	steps: KioskStep[];
	values: Values;
	told: Told | null;
	problems: (Problem & { message: string })[];
	/** Photographs that are kept so far. */
	drafts: DraftPicture[];
	/** Of the last look: what will be sent. */
	summary: { category: string; dueOn: string; answers: { wording: string; answer: string }[] } | null;
};

/** Which screen asks for a field. */
function stepOf(field: string): KioskStep {
	if (field === 'text' || field === 'not-urgent') return 'what';
	if (field === 'category' || field === 'suggested') return 'about';
	if (field.startsWith('answer-')) return 'questions';
	return ['where', 'lat', 'lon', 'place', 'photographs'].includes(field) ? 'where' : 'who';
}

/** Who sees it is asked on a later screen: until then as most choose. */
const asKiosk = (form: Form, territory: TerritoryView): Omit<Filing, 'key'> => ({
	...filingFrom(form.with({ visibility: form.text('visibility') || 'nameless' }), territory, 'kiosk'),
	standing: 'message',
});

/** The next screen, or this one again with what is wrong on it; later screens are not asked for yet. */
export async function kioskStep(locals: App.Locals, form: Form, actor: Actor): Promise<KioskAnswer> {
	const territory = placeOf(locals);
	const values: Values = { ...form.values };
	const now = all.find((one) => one === form.text('step')) ?? 'what';
	const back = form.text('go') === 'back';
	delete values.go;
	const chosen = form.text('category') || form.text('suggested');
	if (now === 'about') values.category = chosen;
	const kept = await gather([], () => keepPhotographs(form, territory.id, null));
	const ids = kept.done?.ids ?? form.all('photograph').filter(Boolean);
	values.photograph = ids;
	const [told, drafts] = await Promise.all([tell(locals, territory, values), picturesOf(territory.id, ids)]);
	const asks = (told.chosen?.questions.length ?? 0) > 0;
	const steps = all.filter((one) => one !== 'questions' || asks);
	const common = { values, told, steps, drafts, summary: null };
	const at = steps.indexOf(now);
	if (back) return { ...common, step: steps[Math.max(0, at - 1)] ?? 'what', problems: [] };
	const wrong = [...kept.problems, ...(await problemsOf(form.with(values), territory, actor, chosen))];
	const here = wrong.filter((one) => stepOf(one.field) === now);
	if (here.length) return { ...common, step: now, problems: inWords(locals, here) };
	if (told.danger && !told.danger.declined) return { ...common, step: 'danger', problems: [] };
	const step = steps[at + 1] ?? 'check';
	if (step !== 'check') return { ...common, step, problems: [] };
	const first = wrong[0];
	if (first) return { ...common, step: stepOf(first.field), problems: inWords(locals, wrong) };
	return {
		...common,
		step,
		problems: [],
		summary: await summaryOf(locals, form.with(values), territory, actor),
	};
}

/** Everything that is wrong so far, wherever it stands. */
async function problemsOf(
	form: Form,
	territory: TerritoryView,
	actor: Actor,
	chosen: string,
): Promise<Problem[]> {
	const typed = await gather([], () => asKiosk(form, territory));
	const filing = typed.done;
	const missing: Problem[] = chosen ? [] : [{ field: 'category', code: 'appeals.form.category.missing' }];
	if (!filing) return [...typed.problems, ...missing];
	const checked = await gather([], () => checkFiling(actor, filing));
	return checked.problems;
}

async function summaryOf(locals: App.Locals, form: Form, territory: TerritoryView, actor: Actor) {
	const filing = asKiosk(form, territory);
	const [checked, tree] = await Promise.all([checkFiling(actor, filing), categories()]);
	return {
		category:
			filing.category === undecided
				? locals.t('appeals.form.category.undecided')
				: categoryName(tree.get(filing.category), locals.lang),
		dueOn: checked.dueOn,
		answers: checked.answers.map(({ wording, answer }) => ({ wording, answer })),
	};
}

const inWords = (locals: App.Locals, problems: readonly Problem[]) =>
	problems.map((one) => ({ ...one, message: locals.t.any(one.code, one.facts) }));

/** Files it; a mistake leads back to its screen. */
export async function kioskFile(
	locals: App.Locals,
	form: Form,
	actor: Actor,
	kiosk: ReceptionRef,
	key: string,
): Promise<KioskAnswer | { step: 'receipt'; receipt: Awaited<ReturnType<typeof receiptData>> }> {
	const territory = placeOf(locals);
	const filed = await gather([], () =>
		fileFromPage(actor, { ...asKiosk(form, territory), key }, kiosk).catch((error: unknown) => {
			if (error instanceof Refusal && error.code === 'appeals.emergency') return undefined;
			throw error;
		}),
	);
	if (filed.done)
		return { step: 'receipt', receipt: await receiptData(locals, filed.done, form.text('email') || null) };
	const again = await kioskStep(locals, form.with({ step: 'who' }), actor);
	return again;
}
