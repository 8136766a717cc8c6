import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { opinionsPath } from '#pages/opinions/office.ts';
import { spacePath, spaceRefOf, territoryOf } from '#pages/space-address.ts';
import { may } from '#platform/permissions/door.ts';
import { conversationsIn } from '#rooms/opinions/door.server.ts';
import { join, leave, type SpaceRef, spaceAt } from '#rooms/spaces/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const territory = territoryOf(locals);
	const space = await spaceAt(locals.actor, territory.id, params.slug);
	const base = locals.href(spacePath(territory, space.slug));
	return {
		place: { name: territory.name.nominative, href: locals.href(`/${territory.path}`) },
		list: locals.href(spacePath(territory)),
		demonstration: territory.demonstration,
		zone: territory.zone,
		space,
		base,
		votes: space.may.enter ? `${locals.href(`/${territory.path}/votes`)}?space=${space.id}` : null,
		opinions: space.may.enter ? `${locals.href(`/${territory.path}/opinions`)}?space=${space.id}` : null,
		decide: await decidingIn(locals, space),
		signedIn: locals.actor.account !== null,
		signIn: `${locals.href('/account/sign-in')}?to=${encodeURIComponent(base)}`,
		saved: url.searchParams.get('saved'),
	};
};

/** For who moderates the space's conversations: what waits for a decision, and where to go. */
async function decidingIn(locals: App.Locals, space: SpaceRef) {
	const { actor } = locals;
	const place = { territory: space.territory, space: space.id };
	if (!may(actor, 'opinions.moderate', place)) return null;
	const { items } = await conversationsIn(actor, space.territory, { of: 'office', space: space.id });
	if (items.length === 0) return null;
	const waiting = items.filter((one) => one.waiting > 0);
	const [only] = waiting.length === 1 ? waiting : items.length === 1 ? items : [];
	return {
		count: waiting.reduce((sum, one) => sum + one.waiting, 0),
		href: only ? opinionsPath(locals, `/${only.id}/statements`) : opinionsPath(locals),
	};
}

export const actions: Actions = {
	join: action(async (event, form) => {
		const { locals, params } = event;
		const ref = await spaceRefOf(locals, params.slug);
		const done = await join(locals.actor, ref, form.text('message'));
		redirect(303, locals.href(`${spacePath(territoryOf(locals), params.slug)}?saved=${done}`));
	}),
	leave: action(async (event) => {
		const { locals, params } = event;
		const ref = await spaceRefOf(locals, params.slug);
		const secret = (await spaceAt(locals.actor, ref.territory, params.slug)).openness === 'secret';
		await leave(locals.actor, ref);
		const path = spacePath(territoryOf(locals), secret ? undefined : params.slug);
		redirect(303, locals.href(`${path}${secret ? '' : '?saved=left'}`));
	}),
};
