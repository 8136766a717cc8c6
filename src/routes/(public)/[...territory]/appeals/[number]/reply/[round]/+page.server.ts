import { under } from '#pages/place.ts';
import { replyIn } from '#pages/reply.ts';
import { addressOf } from '#rooms/appeals/door.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locals } = event;
	const { appeal, letter, round } = await replyIn(event);
	const here = locals.href(`${addressOf(appeal)}/reply/${round}`);
	return {
		letter,
		number: appeal.number,
		appeal: locals.href(addressOf(appeal)),
		list: locals.href(under(locals, 'appeals')),
		pdf: `${here}/answer.pdf`,
		docx: `${here}/answer.docx`,
	};
};
