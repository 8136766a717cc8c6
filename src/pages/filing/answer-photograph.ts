import type { RequestEvent } from '@sveltejs/kit';
import type { AccountId } from '#platform/db/door.server.ts';
import { Invalid, refuse } from '#platform/errors/door.ts';
import { type Form, readForm } from '#platform/http/form.server.ts';
import { isFormToken } from '#platform/http/form-token.server.ts';
import type { TerritoryView } from '#rooms/territories/door.server.ts';
import { keepPhotograph, pictureOf } from './drafts.ts';

/** One photograph of a form that is still being filled in: a draft for a day. Answers where and when it was taken. */
export async function photographAnswer(
	{ locals, request }: RequestEvent,
	territory: TerritoryView,
	stand: { by: AccountId | null; bearer: (form: Form) => string },
): Promise<Response> {
	const form = await readForm(request, { files: 1 });
	try {
		if (!isFormToken(form.token, stand.bearer(form))) refuse('platform.form-expired-meanwhile');
		const upload = form.file('file') ?? refuse('files.empty', { name: '' });
		const { file, shot } = await keepPhotograph(upload, territory.id, stand.by);
		return Response.json({ ...pictureOf(file), shot }, { headers: { 'cache-control': 'no-store' } });
	} catch (error) {
		if (!(error instanceof Invalid)) throw error;
		const [problem] = error.problems;
		return Response.json(
			{ message: locals.t.any(problem?.code ?? '', problem?.facts) },
			{ status: 422, headers: { 'cache-control': 'no-store' } },
		);
	} finally {
		await form.dispose();
	}
}
