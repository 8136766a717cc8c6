import { action } from '#pages/action.ts';
import { receptionActions, receptionOf, receptionsHere } from '#pages/receptions.ts';
import { issueKioskKey } from '#rooms/appeals/door.server.ts';
import { here } from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => receptionsHere(locals, url, ['kiosk']);

const { add, close } = receptionActions('/office/filing/kiosks', { kind: 'kiosk' });
export const actions: Actions = {
	add,
	close,
	/** The address is shown on this page alone and once. */
	key: action(async ({ locals }, form) => {
		const territory = here(locals.territory);
		const key = await issueKioskKey(locals.actor, receptionOf(form));
		const path = `/${territory.path}/appeals/kiosk/open/${key}`.replace('//', '/');
		return { opens: `${locals.origin}${locals.href(path)}`, values: {}, problems: [] };
	}),
};
