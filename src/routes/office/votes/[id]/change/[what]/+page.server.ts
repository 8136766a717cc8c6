import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { within } from '#pages/office-place.ts';
import { Typed } from '#pages/votes/typed.ts';
import { voteCrumbs, voteIn, votesPath } from '#pages/votes/vote.ts';
import { momentIn, wallText } from '#pages/wall-time.ts';
import { refuse } from '#platform/errors/door.ts';
import type { Form } from '#platform/http/form.server.ts';
import {
	type BallotRef,
	cancelBallot,
	closeEarly,
	correctBallot,
	prolongBallot,
	setEligible,
	viewBallot,
} from '#rooms/ballots/door.server.ts';
import { zoneName, zoneOf } from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

const changes = ['prolong', 'correct', 'eligible', 'close', 'cancel'] as const;
type Change = (typeof changes)[number];
const changeIn = (text: string): Change =>
	changes.find((one) => one === text) ?? refuse('platform.not-found');

export const load: PageServerLoad = async ({ locals, params }) => {
	const what = changeIn(params.what);
	const ref = voteIn(locals, params.id);
	// texts as they stand, whatever language the reader has
	const vote = await viewBallot(locals.actor, ref);
	const own = await viewBallot({ ...locals.actor, lang: vote.lang }, ref);
	const rights = { prolong: 'change', correct: 'change', eligible: 'change', close: 'closeEarly' } as const;
	if (!vote.may[what === 'cancel' ? 'cancel' : rights[what]]) refuse('platform.not-found');
	return {
		what,
		within: within(locals),
		crumbs: voteCrumbs(locals, vote),
		question: vote.question,
		shownIn: vote.shownIn,
		explanation: own.explanation,
		otherExplanation: vote.other?.explanation ?? null,
		closesAt: wallText(locals, vote.closesAt),
		until: vote.closesAt,
		/** Not `zone`: that is by which the page tells its times. */
		zoneSaid: zoneName(zoneOf(ref.territory)),
		eligible: vote.eligible,
		secrecy: vote.secrecy,
	};
};

const past: Record<Change, string> = {
	prolong: 'prolonged',
	correct: 'corrected',
	eligible: 'eligible-set',
	close: 'closed',
	cancel: 'cancelled',
};

export const actions: Actions = {
	default: action(async ({ locals, params }, form) => {
		const what = changeIn(params.what);
		await carryOut(locals, voteIn(locals, params.id), what, form);
		redirect(303, votesPath(locals, `/${params.id}`, { done: past[what] }));
	}),
};

async function carryOut(locals: App.Locals, ref: BallotRef, what: Change, form: Form): Promise<void> {
	const { actor } = locals;
	const reason = form.text('reason');
	if (what === 'cancel') return cancelBallot(actor, ref, { reason });
	if (what === 'close') return closeEarly(actor, ref, { reason });
	if (what === 'correct')
		return correctBallot(actor, ref, {
			explanation: form.text('explanation'),
			otherExplanation: form.has('other-explanation') ? form.text('other-explanation') : null,
			reason,
		});
	if (what === 'prolong')
		// nothing, or no date, is not later than the end that there is
		return prolongBallot(actor, ref, {
			closesAt: momentIn(locals, form.text('closes-at')) ?? new Date(0),
			reason,
		});
	const typed = new Typed(form);
	const number = typed.whole('eligible');
	typed.done();
	return setEligible(actor, ref, { number: number ?? 0, source: form.text('eligible-source'), reason });
}
