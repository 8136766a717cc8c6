import { receptionActions, receptionsHere } from '#pages/receptions.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const found = await receptionsHere(locals, url, ['hotline', 'centre']);
	return { ...found, operator: locals.href(`/office/appeals/operator?in=${found.territory.id}`) };
};

const { add, close } = receptionActions('/office/filing/receptions');
export const actions: Actions = { add, close };
