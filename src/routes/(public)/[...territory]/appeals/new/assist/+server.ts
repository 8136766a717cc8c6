import { bearerOf } from '#pages/action.ts';
import { assisted } from '#pages/filing/assist.ts';
import { placeOf } from '#pages/place.ts';
import { refuse } from '#platform/errors/door.ts';
import { readForm } from '#platform/http/form.server.ts';
import { isFormToken } from '#platform/http/form-token.server.ts';
import { keepDraft } from '#rooms/appeals/door.server.ts';

/** What the open form is told while one writes. A body, because a text of a resident must not stand in logs. */
export const POST = async (event) => {
	const { locals, request } = event;
	const form = await readForm(request, { files: 0 });
	try {
		if (!isFormToken(form.token, bearerOf(event))) refuse('platform.form-expired-meanwhile');
		const territory = placeOf(locals);
		const signedIn = locals.actor.account !== null;
		const answer = await assisted(locals, form, territory, { signedIn, join: '?/join', base: 'appeals/new' });
		const keeps = signedIn && form.has('_keep');
		if (keeps) await keepDraft(locals.actor, territory.id, form.values);
		return Response.json(
			{ ...answer, kept: keeps ? locals.t('appeals.draft.kept-now') : '' },
			{ headers: { 'cache-control': 'no-store' } },
		);
	} finally {
		await form.dispose();
	}
};
