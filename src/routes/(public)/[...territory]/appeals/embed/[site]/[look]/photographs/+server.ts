import { photographAnswer } from '#pages/filing/answer-photograph.ts';
import { embedded } from '#pages/filing/embedded.ts';

/** One photograph of a form in a frame: a draft for a day. */
export const POST = async (event) => {
	const { territory, bearer } = await embedded(event);
	return photographAnswer(event, territory, { by: null, bearer });
};
