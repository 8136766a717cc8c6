import { bearerOf } from '#pages/action.ts';
import { typedAnswer } from '#pages/typed-answer.ts';
import { Invalid, Refusal, refuse } from '#platform/errors/door.ts';
import { readForm } from '#platform/http/form.server.ts';
import { isFormToken } from '#platform/http/form-token.server.ts';
import { keepAnswer } from '#rooms/appeals/door.server.ts';
import { refOf } from '../ref.ts';

/** Keeps an answer while it is typed; sent by the script. Photographs come with the form itself. */
export const POST = async (event) => {
	const { locals, params, request } = event;
	const told = (body: object, status = 200) =>
		Response.json(body, { status, headers: { 'cache-control': 'no-store' } });
	const form = await readForm(request, { files: 0 });
	try {
		if (!isFormToken(form.token, bearerOf(event))) refuse('platform.form-expired-meanwhile');
		const { text, checks, version } = typedAnswer(form);
		const kept = await keepAnswer(locals.actor, refOf(params), { text, checks, version: version ?? null });
		const at = locals.t.formats.time(kept.updatedAt, 'short');
		return told({ version: kept.version, said: locals.t('ui.form.kept', { at }) });
	} catch (error) {
		if (error instanceof Invalid) {
			const [problem] = error.problems;
			return told({ message: locals.t.any(problem?.code ?? '', problem?.facts) }, 422);
		}
		if (error instanceof Refusal && error.status !== 404)
			return told({ message: locals.t.any(error.code, error.facts) }, error.status);
		throw error;
	} finally {
		await form.dispose();
	}
};
