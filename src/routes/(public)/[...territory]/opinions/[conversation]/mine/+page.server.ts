import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { conversationAt, crumbsOf, waysOf } from '#pages/opinions.ts';
import { placeShown } from '#pages/place.ts';
import { refuse } from '#platform/errors/door.ts';
import {
	type Mark,
	markStatement,
	myMarks,
	myStatements,
	viewConversation,
} from '#rooms/opinions/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locals } = event;
	const ref = conversationAt(event);
	const [conversation, marks, added] = await Promise.all([
		viewConversation(locals.actor, ref),
		myMarks(locals.actor, ref),
		myStatements(locals.actor, ref),
	]);
	const ways = waysOf(locals, ref);
	const { question, shownIn, state, lacks, mine } = conversation;
	return {
		question,
		shownIn,
		mayChange: state === 'open' && lacks.length === 0,
		left: mine?.left ?? 0,
		marks,
		added,
		place: placeShown(locals),
		crumbs: crumbsOf(locals, { title: question, href: ways.item, lang: shownIn }),
		ways,
	};
};

export const actions: Actions = {
	default: action(async (event, form) => {
		const ref = conversationAt(event);
		const found = /^(\d{1,6}):(1|0|-1|none)$/.exec(form.text('mark')) ?? refuse('platform.not-found');
		const statement = Number(found[1]);
		const mark = found[2] === 'none' ? null : (Number(found[2]) as Mark);
		await markStatement(event.locals.actor, ref, { statement, mark });
		redirect(
			303,
			mark === null ? waysOf(event.locals, ref).mine : `${waysOf(event.locals, ref).mine}#s${statement}`,
		);
	}),
};
