import { bearerOf } from '#pages/action.ts';
import { ballotAt } from '#pages/votes.ts';
import { refuse } from '#platform/errors/door.ts';
import { readForm } from '#platform/http/form.server.ts';
import { isFormToken } from '#platform/http/form-token.server.ts';
import { checkReceipt, receiptFile } from '#rooms/ballots/door.server.ts';
import type { RequestHandler } from './$types';

/** The file to keep, or the proof out of the log: by the secret, which comes in the body so that no log of addresses holds it. */
export const POST: RequestHandler = async (event) => {
	const { locals } = event;
	const form = await readForm(event.request, { files: 0, fieldBytes: 1_000 });
	try {
		if (!isFormToken(form.token, bearerOf(event))) refuse('platform.form-expired-meanwhile');
		const ballot = ballotAt(event);
		const secret = form.text('secret');
		const check = await checkReceipt(locals.actor, { ballot, secret });
		if (form.text('file') === 'proof')
			return fileNamed(
				check.proof ?? refuse('ballots.receipt.soon-later'),
				`${check.words.slice(0, 2).join('-')}.tlog-proof`,
			);
		const day = /^\d{4}-\d\d-\d\d$/.exec(form.text('day'))?.[0] ?? '';
		const { text, name } = await receiptFile({ ...check, ballot, secret, day, changed: false }, locals.lang);
		return fileNamed(text, name);
	} finally {
		await form.dispose();
	}
};

const fileNamed = (text: string, name: string) =>
	new Response(text, {
		headers: {
			'content-type': 'text/plain; charset=utf-8',
			'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
			'cache-control': 'private, no-store',
		},
	});
