import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { within } from '#pages/office-place.ts';
import { conversationCrumbs, conversationIn, opinionsPath } from '#pages/opinions/office.ts';
import { momentIn, wallText } from '#pages/wall-time.ts';
import { refuse } from '#platform/errors/door.ts';
import {
	cancelConversation,
	closeConversation,
	prolongConversation,
	viewConversation,
} from '#rooms/opinions/door.server.ts';
import { zoneName, zoneOf } from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

const changes = ['prolong', 'close', 'cancel'] as const;
type Change = (typeof changes)[number];
const changeIn = (text: string): Change =>
	changes.find((one) => one === text) ?? refuse('platform.not-found');

export const load: PageServerLoad = async ({ locals, params }) => {
	const what = changeIn(params.what);
	const ref = conversationIn(locals, params.id);
	const one = await viewConversation(locals.actor, ref);
	if (!one.may[what]) refuse('platform.not-found');
	return {
		what,
		within: within(locals),
		crumbs: conversationCrumbs(locals, one),
		question: one.question,
		shownIn: one.shownIn,
		closesAt: wallText(locals, one.closesAt),
		until: one.closesAt,
		/** Not `zone`: that is by which the page tells its times. */
		zoneSaid: zoneName(zoneOf(ref.territory)),
	};
};

const past: Record<Change, string> = { prolong: 'prolonged', close: 'closed', cancel: 'cancelled' };

export const actions: Actions = {
	default: action(async ({ locals, params }, form) => {
		const what = changeIn(params.what);
		const ref = conversationIn(locals, params.id);
		const reason = form.text('reason');
		if (what === 'prolong')
			await prolongConversation(locals.actor, ref, {
				// nothing, or no date, is not later than the end that there is
				closesAt: momentIn(locals, form.text('closes-at')) ?? new Date(0),
				reason,
			});
		else if (what === 'close') await closeConversation(locals.actor, ref, { reason });
		else await cancelConversation(locals.actor, ref, { reason });
		redirect(303, opinionsPath(locals, `/${ref.id}`, { done: past[what] }));
	}),
};
