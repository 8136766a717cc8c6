import { bearerOf } from '#pages/action.ts';
import { assistAnswer } from '#pages/filing/answer-assist.ts';
import { here } from '#rooms/territories/door.server.ts';

/** What the operator's form is told while the caller speaks. */
export const POST = async (event) =>
	assistAnswer(event, here(event.locals.territory), { base: 'appeals/new', bearer: () => bearerOf(event) });
