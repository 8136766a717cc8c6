import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { within } from '#pages/office-place.ts';
import { conversationCrumbs, conversationIn, opinionsPath } from '#pages/opinions/office.ts';
import { draftSteps, linesIn, pathOfStep, stepOf } from '#pages/opinions/read-draft.ts';
import {
	addFirstStatements,
	type ConversationRef,
	type ConversationView,
	changeFirstStatement,
	decideStatements,
	dropFirstStatement,
	faultsOf,
	firstStatements,
	limits,
	readyReasons,
	statementsOf,
	viewConversation,
	waitingIn,
} from '#rooms/opinions/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

const states = ['waiting', 'shown', 'rejected', 'withdrawn'] as const;
type Shown = (typeof states)[number];
const decisions = ['show', 'reject', 'withdraw'] as const;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { actor, t } = locals;
	const ref = conversationIn(locals, params.id);
	const one = await viewConversation(actor, ref);
	const isDraft = one.state === 'draft';
	const first = isDraft ? await firstStatements(actor, ref) : [];
	const asked = url.searchParams;
	const to = (path: string, query: Record<string, string> = {}) =>
		opinionsPath(locals, `/${ref.id}${path}`, query);
	const state = stateAsked(one, asked.get('state'));
	const listed = isDraft ? null : await listOf(locals, ref, state, asked);
	const added = Number(asked.get('added'));
	return {
		within: within(locals),
		crumbs: conversationCrumbs(locals, one),
		question: one.question,
		shownIn: one.shownIn,
		lang: one.lang,
		isDraft,
		isOpen: one.state === 'open',
		may: one.may,
		limits,
		first,
		faults:
			isDraft && asked.has('check')
				? faultsOf(one, first.length, new Date())
						.filter(({ field }) => stepOf(field) === 'statements')
						.map(({ code, facts }) => ({ field: 'statements', message: t.any(code, facts) }))
				: [],
		steps: Object.fromEntries(draftSteps.map((step) => [step, to(pathOfStep[step])])),
		state,
		tabs: states
			.filter((one) => one !== 'waiting' || state !== null)
			.map((name) => ({
				title: t.any(`opinions.office.statements.${name}`),
				href: to('/statements', { state: name }),
				current: name === state,
				...(name === 'waiting' ? { count: one.waiting } : {}),
			})),
		words: asked.get('words') ?? '',
		statements: listed?.items ?? [],
		next: listed?.next
			? to('/statements', { ...(state ? { state } : {}), ...wordsOf(asked), after: listed.next })
			: null,
		list: to('/statements'),
		readyReasons: readyReasons.map((name) => ({
			value: name,
			label: t.any(`opinions.reason.ready.${name}`),
		})),
		done: decisions.find((name) => name === asked.get('done')) ?? null,
		count: Number(asked.get('count')) || 0,
		added: Number.isInteger(added) && added > 0 ? added : 0,
	};
};

/** What waits comes first, where there is something. */
function stateAsked(one: ConversationView, asked: string | null): Shown {
	return states.find((name) => name === asked) ?? (one.waiting > 0 ? 'waiting' : 'shown');
}

const wordsOf = (asked: URLSearchParams): Record<string, string> => {
	const words = asked.get('words')?.trim();
	return words ? { words } : {};
};

async function listOf(locals: App.Locals, ref: ConversationRef, state: Shown, asked: URLSearchParams) {
	if (state === 'waiting') return { items: await waitingIn(locals.actor, ref), next: null };
	return statementsOf(locals.actor, ref, {
		state,
		sort: 'new',
		...wordsOf(asked),
		after: asked.get('after'),
	});
}

export const actions: Actions = {
	add: action(async ({ locals, params }, form) => {
		const ref = conversationIn(locals, params.id);
		const added = await addFirstStatements(locals.actor, ref, {
			lines: linesIn(form.text('statements')),
			otherLines: linesIn(form.text('other-statements')),
		});
		redirect(303, opinionsPath(locals, `/${ref.id}/statements`, { added: String(added.length) }));
	}),
	write: action(async ({ locals, params }, form) => {
		const ref = conversationIn(locals, params.id);
		await changeFirstStatement(locals.actor, ref, {
			number: Number(form.text('number')),
			text: form.text('text'),
			other: form.text('other-text') || null,
		});
		redirect(303, opinionsPath(locals, `/${ref.id}/statements`));
	}),
	drop: action(async ({ locals, params }, form) => {
		const ref = conversationIn(locals, params.id);
		await dropFirstStatement(locals.actor, ref, Number(form.text('number')));
		redirect(303, opinionsPath(locals, `/${ref.id}/statements`));
	}),
	decide: action(async ({ locals, params }, form) => {
		const ref = conversationIn(locals, params.id);
		const decision = decisions.find((one) => one === form.text('do')) ?? 'show';
		const ready = readyReasons.find((one) => one === form.text('ready')) ?? null;
		const numbers = form.all('numbers').map(Number).filter(Number.isInteger);
		const count = await decideStatements(locals.actor, ref, {
			numbers,
			decision,
			reason: form.text('reason'),
			ready,
		});
		redirect(
			303,
			opinionsPath(locals, `/${ref.id}/statements`, {
				state: form.text('from') || 'shown',
				done: decision,
				count: String(count),
			}),
		);
	}),
};
