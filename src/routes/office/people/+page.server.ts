import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { accountIn, placeOf, within } from '#pages/office-place.ts';
import { isUuid } from '#platform/db/ids.ts';
import { refuse } from '#platform/errors/door.ts';
import { installation, may } from '#platform/permissions/door.ts';
import {
	demandFactor,
	demandsFactor,
	peopleIn,
	revokeOffice,
	withdraw,
} from '#rooms/identity/door.server.ts';
import { namesOf } from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { actor, lang } = locals;
	const territory = placeOf(locals);
	const below = url.searchParams.has('below');
	const role = url.searchParams.get('role') ?? '';
	const [found, demand] = await Promise.all([
		peopleIn(actor, territory, { below, ...(role ? { role } : {}) }),
		demandsFactor(territory),
	]);
	const names = await namesOf(
		[...found.held, ...found.invitations].map((one) => one.territory),
		lang,
	);
	const placeName = (id: number) => names.get(id as never)?.nominative ?? '';
	return {
		within: within(locals),
		territory,
		below,
		role,
		held: found.held.map((one) => ({ ...one, place: placeName(one.territory) })),
		invitations: found.invitations.map((one) => ({ ...one, place: placeName(one.territory) })),
		more: found.more,
		demand,
		may: {
			grant: may(actor, 'identity.grant', { territory }),
			demand: may(actor, 'identity.demand', { territory }),
			residence: may(actor, 'identity.residence', { territory }),
			providers: may(actor, 'identity.providers', { territory: installation }),
		},
		saved: url.searchParams.get('saved'),
	};
};

export const actions: Actions = {
	withdraw: action(async (event, form) => {
		const { actor, href } = event.locals;
		const grant = form.text('grant');
		if (!isUuid(grant)) refuse('platform.not-found');
		await withdraw(actor, {
			account: accountIn(form.text('account')),
			grant,
			why: form.text('why').slice(0, 1000),
		});
		redirect(303, href(`/office/people?saved=withdrawn&${within(event.locals)}`));
	}),
	revoke: action(async (event, form) => {
		const { actor, href } = event.locals;
		const id = form.text('invitation');
		const territory = Number(form.text('territory'));
		if (!isUuid(id) || !Number.isInteger(territory)) refuse('platform.not-found');
		await revokeOffice(actor, { territory: territory as never, id });
		redirect(303, href(`/office/people?saved=revoked&${within(event.locals)}`));
	}),
	demand: action(async (event, form) => {
		await demandFactor(event.locals.actor, placeOf(event.locals), form.has('second-factor'));
		redirect(303, event.locals.href(`/office/people?saved=demand&${within(event.locals)}`));
	}),
};
