import type { RequestEvent } from '@sveltejs/kit';
import { refuse } from '#platform/errors/door.ts';
import { type Form, readForm } from '#platform/http/form.server.ts';
import { isFormToken } from '#platform/http/form-token.server.ts';
import type { TerritoryView } from '#rooms/territories/door.server.ts';
import { assisted } from './assist.ts';

/**
 * What a form is told while one writes, where nothing is kept: at the operator's, on a kiosk, on another site. A body, because a
 * text of a resident must not stand in logs.
 */
export async function assistAnswer(
	{ locals, request }: RequestEvent,
	territory: TerritoryView,
	stand: { base: string; bearer: (form: Form) => string },
): Promise<Response> {
	const form = await readForm(request, { files: 0 });
	try {
		if (!isFormToken(form.token, stand.bearer(form))) refuse('platform.form-expired-meanwhile');
		const answer = await assisted(locals, form, territory, { signedIn: false, base: stand.base });
		return Response.json(answer, { headers: { 'cache-control': 'no-store' } });
	} finally {
		await form.dispose();
	}
}
