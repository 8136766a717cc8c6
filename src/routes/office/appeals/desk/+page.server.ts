import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { action } from '#pages/action.ts';
import { beginAtTheTop, inboxCrumb, placeOf, within } from '#pages/office-place.ts';
import { invalid } from '#platform/errors/door.ts';
import {
	readDays,
	reminderDaysIn,
	setReminderDays,
	setUndoSeconds,
	undoSeconds,
	undoSecondsIn,
} from '#rooms/appeals/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	beginAtTheTop(locals);
	return {
		placeName: locals.territory?.name.nominative ?? '',
		undo: await undoSecondsIn(placeOf(locals)),
		reminders: await reminderDaysIn(placeOf(locals)),
		choices: [undoSeconds.least, 60, 120, undoSeconds.usual, 600, undoSeconds.most],
		within: within(locals),
		crumbs: inboxCrumb(locals),
		done: url.searchParams.has('done'),
	};
};

const input = z.object({ seconds: z.coerce.number().int().min(undoSeconds.least).max(undoSeconds.most) });

export const actions: Actions = {
	keep: action(async ({ locals }, form) => {
		await setUndoSeconds(locals.actor, placeOf(locals), form.parse(input).seconds);
		redirect(303, `${locals.href('/office/appeals/desk')}?${within(locals)}&done=yes`);
	}),
	remind: action(async ({ locals }, form) => {
		const days = readDays(form.text('days')) ?? invalid({ field: 'days', code: 'appeals.desk.remind.wrong' });
		await setReminderDays(locals.actor, placeOf(locals), days);
		redirect(303, `${locals.href('/office/appeals/desk')}?${within(locals)}&done=yes`);
	}),
};
