import type { Attach, Attachment } from '#platform/channels/door.server.ts';
import { letterPdf } from '#platform/export/door.server.ts';
import { outsider } from '#rooms/identity/door.server.ts';
import { appealByNumber } from '../follow.ts';
import { readReply, withPictures } from './reply.ts';

export const replyMaker = 'appeals.reply';

/** For a letter to the author: the answer on the body's form as a PDF. */
export const replyAttach = (number: string, round: number): Attach => ({
	maker: replyMaker,
	of: { number, round },
});

/** Makes it when the letter leaves; null where the appeal or the answer is no more. */
export async function replyAttached(of: Attach['of']): Promise<Attachment | null> {
	const appeal = await appealByNumber(String(of.number));
	if (!appeal) return null;
	const { territory, number } = appeal;
	const round = Number(of.round);
	const reply = await readReply({ actor: outsider(), asAuthor: true }, territory, number, round);
	return {
		name: `${number}-${round}.pdf`,
		type: 'application/pdf',
		content: await letterPdf(await withPictures(reply)),
	};
}
