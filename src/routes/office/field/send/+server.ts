import { bearerOf } from '#pages/action.ts';
import { newId } from '#platform/db/door.server.ts';
import { Invalid, Refusal, refuse } from '#platform/errors/door.ts';
import { readForm } from '#platform/http/form.server.ts';
import { isFormToken } from '#platform/http/form-token.server.ts';
import { fieldInput, mirror, numberOf, reportFromField } from '#rooms/appeals/door.server.ts';

/** Takes a report that had waited for the network: the same fields as the page, answered as JSON. A repeat is one report. */
export const POST = async (event) => {
	const { locals, request } = event;
	const form = await readForm(request, { files: 0 });
	const { actor, t } = locals;
	try {
		if (!isFormToken(form.token, bearerOf(event))) refuse('platform.form-expired-meanwhile');
		const input = form.parse(fieldInput);
		const ref = await reportFromField(actor, {
			...input,
			uploads: { before: [], after: [] },
			key: form.key || newId(),
		});
		await mirror(ref);
		return Response.json({
			number: await numberOf(ref),
			code: '',
			due: '',
			address: locals.href(`/office/appeals/${ref.territory}/${ref.id}`),
		});
	} catch (error) {
		if (error instanceof Invalid) {
			const message = error.problems.map((one) => t.any(one.code, one.facts)).join(' ');
			return Response.json({ message }, { status: 422 });
		}
		if (error instanceof Refusal)
			return Response.json({ message: t.any(error.code, error.facts) }, { status: error.status });
		throw error;
	} finally {
		await form.dispose();
	}
};
