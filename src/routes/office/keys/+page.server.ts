import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { beginAtTheTop } from '#pages/office-place.ts';
import { isUuid } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { issueKey, type KeyId, keyInput, listKeys, revokeKey } from '#rooms/intake/door.server.ts';
import { here } from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	beginAtTheTop(locals);
	const territory = here(locals.territory);
	return {
		territory,
		keys: await listKeys(locals.actor, territory.id),
		revoked: url.searchParams.get('revoked') === '1',
		example: `${url.origin}/api/v1/territories/${territory.id}/appeals`,
	};
};

export const actions: Actions = {
	issue: action(async ({ locals }, form) => {
		const territory = here(locals.territory);
		const { key } = await issueKey(locals.actor, territory.id, form.parse(keyInput));
		return { issued: key, values: {}, problems: [] };
	}),
	revoke: action(async ({ locals }, form) => {
		const territory = here(locals.territory);
		const id = form.text('id');
		if (!isUuid(id)) refuse('platform.not-found');
		await revokeKey(locals.actor, territory.id, id as KeyId);
		redirect(303, locals.href(`/office/keys?in=${territory.id}&revoked=1`));
	}),
};
