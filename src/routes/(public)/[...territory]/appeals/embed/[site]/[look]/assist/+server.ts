import { assistAnswer } from '#pages/filing/answer-assist.ts';
import { embedded } from '#pages/filing/embedded.ts';

/** What the form in a frame is told while one writes. */
export const POST = async (event) => {
	const { territory, base, bearer } = await embedded(event);
	return assistAnswer(event, territory, { base, bearer });
};
