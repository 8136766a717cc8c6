import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { action } from '#pages/action.ts';
import { beginAtTheTop } from '#pages/office-place.ts';
import { type AccountId, type Id, isUuid, type TerritoryId } from '#platform/db/ids.ts';
import { refuse } from '#platform/errors/door.ts';
import { may } from '#platform/permissions/door.ts';
import { accountsOf } from '#rooms/identity/door.server.ts';
import { absencesAt, colleagues, declareAbsence, endAbsence } from '#rooms/organisations/door.server.ts';
import type { Actions, PageServerLoad } from './$types';
import { chosenPlace } from './places.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { actor, href } = locals;
	if (!url.searchParams.has('at')) beginAtTheTop(locals);
	const { at, places } = await chosenPlace(locals, url.searchParams.get('at'));
	const space = { territory: at.where.territory, space: at.where.body };
	const others = may(actor, 'organisations.send-away', space);
	const [people, absences] = await Promise.all([colleagues(at.where), absencesAt(at.where)]);
	const names = await accountsOf([
		...people.map((one) => one.account),
		...absences.flatMap((one) => [one.account, one.deputy]),
	]);
	const options = [...new Set(people.map((one) => one.account))].map((account) => ({
		value: account as string,
		label: names.get(account)?.name ?? '',
	}));
	return {
		at: at.key,
		self: href('/office/absences'),
		places: places.map((one) => ({
			key: one.key,
			title: one.name,
			href: `${href('/office/absences')}?at=${encodeURIComponent(one.key)}`,
			current: one.key === at.key,
		})),
		me: people.find((one) => one.account === actor.account)?.account ?? '',
		others,
		people: options,
		deputies: options.filter((one) => others || one.value !== actor.account),
		absences: absences.map((one) => ({
			...one,
			name: names.get(one.account)?.name ?? '',
			deputyName: names.get(one.deputy)?.name ?? '',
			mayEnd: others || one.account === actor.account,
		})),
		done: url.searchParams.get('done'),
	};
};

const day = z
	.string()
	.regex(/^\d{4}-\d{2}-\d{2}$/, 'organisations.absence.day')
	.refine((text) => !Number.isNaN(Date.parse(text)), 'organisations.absence.day');
const input = z.object({
	account: z.uuid('platform.field.choose').optional(),
	deputy: z.uuid('platform.field.choose'),
	from: day,
	until: day,
});

export const actions: Actions = {
	declare: action(async ({ locals, url }, form) => {
		const { actor } = locals;
		const { at } = await chosenPlace(locals, url.searchParams.get('at'));
		const { account, deputy, from, until } = form.parse(input);
		await declareAbsence(actor, at.where, {
			account: (account ?? actor.account) as AccountId,
			deputy: deputy as AccountId,
			from,
			until,
		});
		redirect(303, `${locals.href('/office/absences')}?at=${encodeURIComponent(at.key)}&done=declared`);
	}),
	end: action(async ({ locals, url }, form) => {
		const [territory = '', id = ''] = form.text('absence').split('/');
		if (!/^\d{1,9}$/.test(territory) || !isUuid(id)) refuse('organisations.absence-not-found');
		await endAbsence(locals.actor, { territory: Number(territory) as TerritoryId, id: id as Id<'absence'> });
		redirect(
			303,
			`${locals.href('/office/absences')}?at=${encodeURIComponent(url.searchParams.get('at') ?? '')}&done=ended`,
		);
	}),
};
