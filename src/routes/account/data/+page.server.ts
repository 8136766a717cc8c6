import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { callerOf } from '#pages/caller.ts';
import { consentsOf } from '#pages/consents.ts';
import {
	accountOf,
	askForErasure,
	askForExport,
	cancelErasure,
	chooseConsents,
	consentJournal,
	daysToThink,
	ownErasure,
	ownExports,
	textsInForce,
} from '#rooms/identity/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { actor } = locals;
	const [journal, exports, erasure, account] = await Promise.all([
		consentJournal(actor),
		ownExports(actor),
		ownErasure(actor),
		actor.account ? accountOf(actor.account) : null,
	]);
	return {
		texts: textsInForce(locals.lang),
		given: journal.filter((one) => one.withdrawnAt === null).map((one) => one.purpose),
		journal,
		exports,
		erasure,
		daysToThink,
		hasPassword: account?.hasPassword ?? false,
		email: account?.email ?? null,
		saved: url.searchParams.get('saved'),
	};
};

export const actions: Actions = {
	consents: action(async (event, form) => {
		await chooseConsents(event.locals.actor, consentsOf(form));
		redirect(303, event.locals.href('/account/data?saved=consents'));
	}),
	export: action(async (event) => {
		await askForExport(event.locals.actor);
		redirect(303, event.locals.href('/account/data?saved=export'));
	}),
	erase: action(async (event, form) => {
		await askForErasure(event.locals.actor, { current: form.all('current-password')[0] ?? '' });
		redirect(303, event.locals.href('/account/data?saved=erase'));
	}),
	cancel: action(async (event) => {
		await cancelErasure(event.locals.actor, callerOf(event));
		redirect(303, event.locals.href('/account/data?saved=cancel'));
	}),
};
