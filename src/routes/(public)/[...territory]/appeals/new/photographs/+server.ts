import { bearerOf } from '#pages/action.ts';
import { photographAnswer } from '#pages/filing/answer-photograph.ts';
import { placeOf } from '#pages/place.ts';

/** One photograph of the form of this page. */
export const POST = async (event) =>
	photographAnswer(event, placeOf(event.locals), {
		by: event.locals.actor.account,
		bearer: () => bearerOf(event),
	});
