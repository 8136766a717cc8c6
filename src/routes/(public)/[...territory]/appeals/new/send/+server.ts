import { bearerOf } from '#pages/action.ts';
import { filingFrom } from '#pages/filing/read.ts';
import { rememberCode } from '#pages/filing/steps.ts';
import { placeOf } from '#pages/place.ts';
import { newId } from '#platform/db/door.server.ts';
import { Invalid, Refusal, refuse } from '#platform/errors/door.ts';
import { readForm } from '#platform/http/form.server.ts';
import { isFormToken } from '#platform/http/form-token.server.ts';
import { addressOf, fileFromPage } from '#rooms/appeals/door.server.ts';
import { undecided } from '#rooms/appeals/door.ts';

/** Takes a form that had waited for the network: the same fields as the page, answered as JSON. A repeat gets the same receipt. */
export const POST = async (event) => {
	const { locals, request } = event;
	const form = await readForm(request, { files: 0 });
	const { actor, t } = locals;
	try {
		if (!isFormToken(form.token, bearerOf(event))) refuse('platform.form-expired-meanwhile');
		const filing = filingFrom(form, placeOf(locals), actor.account ? 'account' : 'web');
		// nobody is there to choose from what the next step would suggest
		const category = filing.category || undecided;
		const receipt = await fileFromPage(actor, {
			...filing,
			category,
			waited: true,
			key: form.key || newId(),
		});
		rememberCode(event, receipt);
		return Response.json({
			number: receipt.number,
			code: receipt.code,
			due: t.formats.date(receipt.dueOn, 'long'),
			address: locals.href(addressOf(receipt)),
			...(receipt.urgent ? { warning: t('appeals.urgent.told') } : {}),
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
