import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { placeOf, within } from '#pages/office-place.ts';
import { isUuid, type TerritoryId } from '#platform/db/ids.ts';
import { refuse } from '#platform/errors/door.ts';
import { installation, may } from '#platform/permissions/door.ts';
import { demandFactor, demandsFactor, peopleIn, revokeOffice } from '#rooms/identity/door.server.ts';
import { bodiesNamed, bodyKey } from '#rooms/organisations/door.server.ts';
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
	const bodies = await bodiesNamed(
		[...found.held, ...found.invitations].flatMap((one) =>
			one.space ? [{ territory: one.territory, id: one.space as never }] : [],
		),
		lang,
	);
	const names = await namesOf(
		[...found.held, ...found.invitations].map((one) => one.territory),
		lang,
	);
	const placeOfGrant = (one: { territory: TerritoryId; space: string | null }) =>
		(one.space && bodies.get(bodyKey({ territory: one.territory, id: one.space as never }))?.shortName) ||
		(names.get(one.territory)?.nominative ?? '');
	const people = [...Map.groupBy(found.held, (one) => one.account).values()].map((own) => ({
		account: own[0]!.account,
		name: own[0]!.name,
		email: own[0]!.email,
		since: own.map((one) => one.grantedAt).reduce((a, b) => (a < b ? a : b)),
		roles: [...Map.groupBy(own, (one) => `${placeOfGrant(one)} ${one.reach}`).values()].map((there) => ({
			place: placeOfGrant(there[0]!),
			reach: there[0]!.reach,
			roles: there.map((one) => one.role),
		})),
	}));
	return {
		within: within(locals),
		territory,
		below,
		role,
		people,
		invitations: found.invitations.map((one) => ({ ...one, place: placeOfGrant(one) })),
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
