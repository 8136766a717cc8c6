import { bearerOf } from '#pages/action.ts';
import { keepPhotograph, pictureOf } from '#pages/filing/drafts.ts';
import type { TerritoryId } from '#platform/db/door.server.ts';
import { Invalid, refuse } from '#platform/errors/door.ts';
import { readForm } from '#platform/http/form.server.ts';
import { isFormToken } from '#platform/http/form-token.server.ts';
import { tree } from '#rooms/territories/door.server.ts';

/** One photograph of a report that is still being written: the worker's own draft for a day. */
export const POST = async (event) => {
	const { locals, request, url } = event;
	const form = await readForm(request, { files: 1 });
	try {
		if (!isFormToken(form.token, bearerOf(event))) refuse('platform.form-expired-meanwhile');
		const territory = Number(url.searchParams.get('territory')) as TerritoryId;
		if (!Number.isInteger(territory) || tree.ownerOf(territory) === null) refuse('platform.not-found');
		const upload = form.file('file') ?? refuse('files.empty', { name: '' });
		const { file, shot } = await keepPhotograph(upload, territory, locals.actor.account);
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
