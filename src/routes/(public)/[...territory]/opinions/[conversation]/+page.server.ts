import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { action } from '#pages/action.ts';
import { opinionsPath } from '#pages/opinions/office.ts';
import { conversationAt, crumbsOf, waysOf } from '#pages/opinions.ts';
import { placeShown } from '#pages/place.ts';
import { readWhose } from '#pages/whose.ts';
import {
	addStatement,
	limits,
	type Mark,
	markStatement,
	nextFor,
	readingOf,
	viewConversation,
} from '#rooms/opinions/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locals, url } = event;
	const ref = conversationAt(event);
	const conversation = await viewConversation(locals.actor, ref);
	const [next, reading, whose] = await Promise.all([
		conversation.state === 'open' ? nextFor(locals.actor, ref) : null,
		conversation.resultsShown === 'shown' ? readingOf(locals.actor, ref) : null,
		readWhose(locals, conversation),
	]);
	return {
		conversation,
		next,
		reading,
		limits,
		...whose,
		place: placeShown(locals),
		crumbs: crumbsOf(locals),
		ways: waysOf(locals, ref),
		decide: conversation.may.moderate ? opinionsPath(locals, `/${ref.id}/statements`) : null,
		/** What has just been done here. */
		marked: Number(url.searchParams.get('marked')) || null,
		added:
			url.searchParams.get('added') === 'waiting'
				? ('waiting' as const)
				: url.searchParams.has('added')
					? ('shown' as const)
					: null,
	};
};

const marking = z.object({ statement: z.coerce.number().int().positive(), mark: z.enum(['1', '0', '-1']) });

export const actions: Actions = {
	mark: action(async (event, form) => {
		const ref = conversationAt(event);
		const { statement, mark } = form.parse(marking);
		await markStatement(event.locals.actor, ref, { statement, mark: Number(mark) as Mark });
		redirect(303, `${waysOf(event.locals, ref).item}?marked=${statement}#mark`);
	}),
	say: action(async (event, form) => {
		const ref = conversationAt(event);
		const { state } = await addStatement(event.locals.actor, ref, { text: form.text('text') });
		redirect(303, `${waysOf(event.locals, ref).item}?added=${state === 'waiting' ? 'waiting' : 'shown'}#say`);
	}),
};
