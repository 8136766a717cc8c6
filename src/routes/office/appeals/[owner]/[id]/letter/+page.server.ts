import { readDraftLetter } from '#rooms/appeals/door.server.ts';
import { refOf } from '../ref.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	const ref = refOf(params);
	return {
		letter: await readDraftLetter(locals.actor, ref),
		inbox: locals.href('/office/appeals'),
		back: locals.href(`/office/appeals/${ref.territory}/${ref.id}`),
	};
};
