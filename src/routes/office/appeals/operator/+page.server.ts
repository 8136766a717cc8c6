import { fail, type RequestEvent } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { keepPhotographs, picturesOf } from '#pages/filing/drafts.ts';
import { filingData } from '#pages/filing/page.ts';
import { filingFrom, gather, mendPlace, tell, type Values } from '#pages/filing/read.ts';
import { receiptData } from '#pages/filing/receipt.ts';
import { beginAtTheTop, within } from '#pages/office-place.ts';
import { newId } from '#platform/db/door.server.ts';
import { Invalid, type Problem, Refusal } from '#platform/errors/door.ts';
import type { Form } from '#platform/http/form.server.ts';
import {
	callInput,
	categories,
	findCallers,
	receptionsFor,
	takeCall,
	typedCaller,
} from '#rooms/appeals/door.server.ts';
import { categoryName } from '#rooms/appeals/door.ts';
import { here } from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

const base = '/office/appeals/operator';

export const load: PageServerLoad = async ({ locals, url }) => {
	beginAtTheTop(locals);
	const territory = here(locals.territory);
	const { href, actor } = locals;
	const [data, receptions, all] = await Promise.all([
		filingData(locals, territory, { base: 'appeals/new', bare: true }),
		receptionsFor(actor, territory.id),
		categories(),
	]);
	return {
		...data,
		territory,
		assistTo: href(`${base}/assist?in=${territory.id}`),
		within: within(locals),
		via: url.searchParams.get('via') ?? '',
		receptions: receptions.map(({ territory: of, id, kind, name, phone }) => ({
			value: `${of}/${id}`,
			kind,
			name: phone ? `${name}, ${phone}` : name,
		})),
		nameOf: (category: string) => categoryName(all.get(category), locals.lang),
		here: href(base),
	};
};

/** Photographs that came with the form join those that were kept before. */
async function photographsOf(locals: App.Locals, values: Values, form: Form) {
	const { account } = locals.actor;
	const kept = await gather([], () => keepPhotographs(form.with(values), here(locals.territory).id, account));
	const ids = kept.done?.ids ?? [values.photograph ?? []].flat().filter(Boolean);
	values.photograph = ids;
	return { ids, problems: kept.problems };
}

/** The form with everything as it was, and what is known of the caller and of what was said so far. */
async function formAgain(
	{ locals }: RequestEvent,
	values: Values,
	form: Form,
	kept?: Awaited<ReturnType<typeof photographsOf>>,
) {
	const territory = here(locals.territory);
	const photographs = kept ?? (await photographsOf(locals, values, form));
	const placed = await mendPlace(values, territory, locals.lang);
	const asked = form.text('caller-search');
	const [told, drafts, callers] = await Promise.all([
		tell(locals, territory, values),
		picturesOf(territory.id, photographs.ids),
		asked ? findCallers(locals.actor, territory.id, asked) : null,
	]);
	const put = callers?.length === 0 ? putIn(values, asked) : null;
	const problems = [...photographs.problems, ...placed.problems].map((one) => ({
		...one,
		message: locals.t.any(one.code, one.facts),
	}));
	return {
		step: 'form' as const,
		values,
		told,
		drafts,
		callers,
		put,
		candidates: placed.candidates,
		problems,
	};
}

const fields = ['name', 'phone', 'email'] as const;

/** Of who is not known what was typed goes into the form; what the operator wrote there stays. @returns the field that has it */
function putIn(values: Values, asked: string): (typeof fields)[number] | null {
	const typed = typedCaller(asked);
	if (!typed) return null;
	if (!values[typed.field]) {
		values[typed.field] = typed.value;
		values['caller-put'] = typed.value;
	}
	return values[typed.field] === typed.value ? typed.field : null;
}

/** What an earlier search put in is not of the one who is looked for now. */
function withoutPut({ 'caller-put': put, ...values }: Values): Values {
	for (const field of fields) if (put && values[field] === put) delete values[field];
	return values;
}

export const actions: Actions = {
	find: action(async (event, form) => formAgain(event, withoutPut({ ...form.values }), form)),
	/** Name and contacts as the person gave them before. */
	take: action(async (event, form) => {
		const { locals } = event;
		const values = withoutPut({ ...form.values });
		const number = form.text('take');
		const [caller] = await findCallers(locals.actor, here(locals.territory).id, number);
		if (caller)
			for (const field of ['name', 'phone', 'email', 'address'] as const)
				if (caller[field]) values[field] = caller[field];
		delete values.take;
		return { ...(await formAgain(event, values, form)), taken: true };
	}),
	file: action(async (event, form) => {
		const { locals } = event;
		const territory = here(locals.territory);
		const values: Values = { ...form.values };
		const placed = await mendPlace(values, territory, locals.lang);
		const photographs = await photographsOf(locals, values, form);
		try {
			const wrong = [...photographs.problems, ...placed.problems];
			if (wrong.length) throw new Invalid(wrong);
			const { channel: _, standing: __, ...filing } = filingFrom(form.with(values), territory, 'phone');
			const receipt = await takeCall(
				locals.actor,
				{ ...filing, photograph: photographs.ids, key: form.key || newId() },
				form.parse(callInput),
			);
			return {
				step: 'receipt' as const,
				receipt: await receiptData(locals, receipt, form.text('email') || null),
				via: form.text('via'),
			};
		} catch (error) {
			const emergency = error instanceof Refusal && error.code === 'appeals.emergency';
			if (!(error instanceof Invalid) && !emergency) throw error;
			const again = await formAgain(event, values, form, photographs);
			const problems: readonly Problem[] =
				error instanceof Invalid
					? error.problems
					: [{ field: 'not-urgent', code: 'appeals.operator.emergency' }];
			return fail(422, {
				...again,
				problems: problems.map((one) => ({ ...one, message: locals.t.any(one.code, one.facts) })),
			});
		}
	}),
};
