import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { accountIn } from '#pages/office-place.ts';
import { spacePath, spaceRefOf, territoryOf } from '#pages/space-address.ts';
import { isUuid } from '#platform/db/ids.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import {
	decideRequest,
	handOver,
	invite,
	type MemberRole,
	memberRoles,
	members,
	openInvitations,
	removeMember,
	revokeInvitation,
	setAddedRole,
	setRole,
	spaceAt,
} from '#rooms/spaces/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const territory = territoryOf(locals);
	const space = await spaceAt(locals.actor, territory.id, params.slug);
	const [people, invitations] = await Promise.all([
		members(locals.actor, space),
		space.may.invite ? openInvitations(locals.actor, space) : [],
	]);
	return {
		place: { name: territory.name.nominative, href: locals.href(`/${territory.path}`) },
		demonstration: territory.demonstration,
		zone: territory.zone,
		base: locals.href(spacePath(territory, space.slug)),
		space,
		...people,
		invitations,
		me: locals.actor.account,
		saved: url.searchParams.get('saved'),
	};
};

type Event = Parameters<NonNullable<Actions['role']>>[0];
const back = ({ locals, params }: Event, saved: string): never =>
	redirect(303, locals.href(`${spacePath(territoryOf(locals), params.slug, 'members')}?saved=${saved}`));

export const actions: Actions = {
	decide: action(async (event: Event, form) => {
		const { locals, params } = event;
		const request = form.text('request');
		if (!isUuid(request)) refuse('platform.not-found');
		await decideRequest(locals.actor, await spaceRefOf(locals, params.slug), {
			request,
			accept: form.text('answer') === 'yes',
		});
		back(event, 'decided');
	}),
	role: action(async (event: Event, form) => {
		const { locals, params } = event;
		const role = memberRoles.find((one) => one === form.text('role'));
		if (!role) invalid({ field: 'role', code: 'platform.field.choose' });
		await setRole(locals.actor, await spaceRefOf(locals, params.slug), {
			account: accountIn(form.text('account')),
			role: role as MemberRole,
		});
		back(event, 'role');
	}),
	added: action(async (event: Event, form) => {
		const { locals, params } = event;
		await setAddedRole(locals.actor, await spaceRefOf(locals, params.slug), {
			account: accountIn(form.text('account')),
			role: form.text('role'),
			held: form.text('held') === 'yes',
		});
		back(event, 'role');
	}),
	remove: action(async (event: Event, form) => {
		const { locals, params } = event;
		await removeMember(locals.actor, await spaceRefOf(locals, params.slug), {
			account: accountIn(form.text('account')),
		});
		back(event, 'removed');
	}),
	'hand-over': action(async (event: Event, form) => {
		const { locals, params } = event;
		await handOver(locals.actor, await spaceRefOf(locals, params.slug), {
			to: accountIn(form.text('account')),
		});
		redirect(303, locals.href(`${spacePath(territoryOf(locals), params.slug)}?saved=handed-over`));
	}),
	invite: action(async (event: Event, form) => {
		const { locals, params } = event;
		const email = form.text('email');
		const made = await invite(locals.actor, await spaceRefOf(locals, params.slug), {
			email: email || null,
			role: 'member',
			days: 14,
			places: null,
			lang: locals.lang,
		});
		return { link: email ? null : made.link, invited: email };
	}),
	revoke: action(async (event: Event, form) => {
		const { locals, params } = event;
		const id = form.text('invitation');
		if (!isUuid(id)) refuse('platform.not-found');
		await revokeInvitation(locals.actor, await spaceRefOf(locals, params.slug), id);
		back(event, 'revoked');
	}),
};
