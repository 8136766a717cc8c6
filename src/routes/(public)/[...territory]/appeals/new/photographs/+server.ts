import { bearerOf } from '#pages/action.ts';
import { keepPhotograph, pictureOf } from '#pages/filing/drafts.ts';
import { placeOf } from '#pages/place.ts';
import { Invalid, refuse } from '#platform/errors/door.ts';
import { readForm } from '#platform/http/form.server.ts';
import { isFormToken } from '#platform/http/form-token.server.ts';

/** One photograph of a form that is still being filled in: a draft for a day. Answers where and when it was taken. */
export const POST = async (event) => {
	const { locals, request } = event;
	const form = await readForm(request, { files: 1 });
	try {
		if (!isFormToken(form.token, bearerOf(event))) refuse('platform.form-expired-meanwhile');
		const upload = form.file('file') ?? refuse('files.empty', { name: '' });
		const { file, shot } = await keepPhotograph(upload, placeOf(locals).id, locals.actor.account);
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
};
