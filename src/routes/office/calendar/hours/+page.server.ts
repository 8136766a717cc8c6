import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { action } from '#pages/action.ts';
import { beginAtTheTop, placeOf } from '#pages/office-place.ts';
import {
	hoursSetBy,
	setHours,
	takeHoursBack,
	undoHours,
	usualWeek,
	viewHours,
	weekdays,
} from '#platform/calendar/door.server.ts';
import { shiftsInWords } from '#platform/calendar/door.ts';
import { installation, may } from '#platform/permissions/door.ts';
import { accountsOf } from '#rooms/identity/door.server.ts';
import { namesOf, tree } from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	beginAtTheTop(locals);
	const { href, lang, t } = locals;
	const territory = placeOf(locals);
	const areas = territory === installation ? [] : [territory, ...tree.ancestors(territory)];
	const by = await hoursSetBy(areas);
	const [history, above] = await Promise.all([
		viewHours(territory),
		by === null || by === territory ? [] : viewHours(by),
	]);
	const people = await accountsOf(history.flatMap(({ madeBy }) => (madeBy ? [madeBy] : [])));
	const holds = (by === territory ? history : above)[0];
	const within = territory === installation ? '' : `in=${territory}`;
	return {
		crumbs: [
			{ title: t('frame.office.calendar.title'), href: href(`/office/calendar${within && `?${within}`}`) },
		],
		within,
		own: by === territory,
		/** Whose hours hold here; null: the usual ones. */
		by: by === null ? null : ((await namesOf([by], lang)).get(by)?.nominative ?? ''),
		source: holds?.source ?? '',
		week: Object.fromEntries(
			weekdays.map((day, i) => [day, shiftsInWords((holds?.week ?? usualWeek)[i] ?? [])]),
		) as Record<(typeof weekdays)[number], string>,
		history: history.map((edition) => ({
			version: edition.version,
			at: edition.madeAt,
			by: edition.madeBy ? (people.get(edition.madeBy)?.name ?? '') : '',
			inherits: edition.inherits,
			source: edition.source,
			week: edition.week.map(shiftsInWords),
		})),
		mayEdit: may(locals.actor, 'calendar.edit-hours', { territory }),
		done: url.searchParams.get('done'),
	};
};

const hours = z.string().max(80).default('');
const input = z.object({
	...(Object.fromEntries(weekdays.map((day) => [day, hours])) as Record<
		(typeof weekdays)[number],
		typeof hours
	>),
	source: z.string().min(3, 'calendar.source.needed').max(500),
});

const back = (locals: App.Locals, done: string) => {
	const query = new URLSearchParams({
		...(locals.territory ? { in: String(locals.territory.id) } : {}),
		done,
	});
	return `${locals.href('/office/calendar/hours')}?${query}`;
};

export const actions: Actions = {
	set: action(async ({ locals }, form) => {
		await setHours(locals.actor, placeOf(locals), form.parse(input));
		redirect(303, back(locals, 'set'));
	}),
	back: action(async ({ locals }) => {
		await takeHoursBack(locals.actor, placeOf(locals));
		redirect(303, back(locals, 'back'));
	}),
	undo: action(async ({ locals }) => {
		await undoHours(locals.actor, placeOf(locals));
		redirect(303, back(locals, 'undone'));
	}),
};
