import { paper, replyIn } from '#pages/reply.ts';
import { letterPdf } from '#platform/export/door.server.ts';
import { withPictures } from '#rooms/appeals/door.server.ts';

export const GET = async (event) => {
	const reply = await replyIn(event);
	return paper(
		await letterPdf(await withPictures(reply)),
		'application/pdf',
		`${reply.appeal.number}-${reply.round}.pdf`,
	);
};
