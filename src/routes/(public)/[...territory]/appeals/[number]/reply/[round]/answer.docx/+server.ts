import { paper, replyIn } from '#pages/reply.ts';
import { letterDocx } from '#platform/export/door.server.ts';
import { withPictures } from '#rooms/appeals/door.server.ts';

export const GET = async (event) => {
	const reply = await replyIn(event);
	return paper(
		await letterDocx(await withPictures(reply)),
		'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
		`${reply.appeal.number}-${reply.round}.docx`,
	);
};
