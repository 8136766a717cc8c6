import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { accountIn, placeOf, within } from '#pages/office-place.ts';
import { isUuid, type TerritoryId } from '#platform/db/ids.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import { installation, may } from '#platform/permissions/door.ts';
import {
	grant,
	leaveOffice,
	officialRoles,
	peopleIn,
	personFor,
	reachesBelow,
	suspendAccount,
	withdraw,
} from '#rooms/identity/door.server.ts';
import { bodiesNamed, bodyKey } from '#rooms/organisations/door.server.ts';
import { namesOf } from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { actor, lang } = locals;
	const territory = placeOf(locals);
	const account = accountIn(params.account);
	const [person, others] = await Promise.all([
		personFor(actor, territory, account),
		peopleIn(actor, territory, { below: true }),
	]);
	const names = await namesOf(
		person.grants.map((one) => one.territory),
		lang,
	);
	const bodies = await bodiesNamed(
		person.grants.flatMap((one) => (one.space ? [{ territory: one.territory, id: one.space as never }] : [])),
		lang,
	);
	const placeName = (one: { territory: TerritoryId; space: string | null }) =>
		[
			one.space && bodies.get(bodyKey({ territory: one.territory, id: one.space as never }))?.shortName,
			names.get(one.territory)?.nominative,
		]
			.filter(Boolean)
			.join(', ');
	const successors = new Map(
		others.held.filter((one) => one.account !== account).map((one) => [one.account, one.name]),
	);
	return {
		within: within(locals),
		person: {
			...person,
			grants: person.grants.map((one) => ({ ...one, place: placeName(one) })),
		},
		mayGrant: may(actor, 'identity.grant', { territory }),
		mayWithdraw: may(actor, 'identity.withdraw', { territory }) && account !== actor.account,
		maySuspend: may(actor, 'identity.suspend', { territory: installation }) && account !== actor.account,
		mayReachBelow: reachesBelow(actor, territory),
		roles: officialRoles.filter(
			(role) => role !== 'administrator' || may(actor, 'identity.appoint-administrator', { territory }),
		),
		successors: [...successors].map(([id, name]) => ({ value: id, label: name })),
		saved: url.searchParams.get('saved'),
	};
};

export const actions: Actions = {
	grant: action(async (event, form) => {
		const { locals, params } = event;
		const reach = form.text('reach') === 'subtree' ? 'subtree' : 'territory';
		if (reach === 'subtree' && !reachesBelow(locals.actor, placeOf(locals)))
			invalid({ field: 'reach', code: 'identity.reach-too-wide' });
		const account = accountIn(params.account);
		await grant(locals.actor, { account, role: form.text('role'), territory: placeOf(locals), reach });
		redirect(303, locals.href(`/office/people/${account}?saved=granted&${within(locals)}`));
	}),
	withdraw: action(async (event, form) => {
		const { locals, params } = event;
		const id = form.text('grant');
		if (!isUuid(id)) refuse('platform.not-found');
		const account = accountIn(params.account);
		await withdraw(locals.actor, { account, grant: id, why: form.text('why').slice(0, 1000) });
		redirect(303, locals.href(`/office/people/${account}?saved=withdrawn&${within(locals)}`));
	}),
	suspend: action((event, form) => setState(event, form.text('why'), true)),
	restore: action((event) => setState(event, '', false)),
	leave: action(async (event, form) => {
		const { locals, params } = event;
		if (!isUuid(form.text('to'))) invalid({ field: 'to', code: 'identity.leave.no-successor' });
		const account = accountIn(params.account);
		await leaveOffice(locals.actor, {
			account,
			to: accountIn(form.text('to')),
			territory: placeOf(locals),
			why: form.text('why').slice(0, 1000),
		});
		redirect(303, locals.href(`/office/people?saved=left&${within(locals)}`));
	}),
};

async function setState({ locals, params }: RequestEvent, why: string, suspend: boolean): Promise<never> {
	const account = accountIn(params.account);
	await suspendAccount(locals.actor, { account, suspend, why: why.slice(0, 1000) });
	const saved = suspend ? 'suspended' : 'restored';
	redirect(303, locals.href(`/office/people/${account}?saved=${saved}&${within(locals)}`));
}
