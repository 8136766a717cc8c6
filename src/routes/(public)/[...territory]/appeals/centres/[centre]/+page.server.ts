import { action } from '#pages/action.ts';
import { receiptData } from '#pages/filing/receipt.ts';
import { crumbsTo, placeOf, under } from '#pages/place.ts';
import { newId } from '#platform/db/door.server.ts';
import { outsider } from '#platform/http/ports.server.ts';
import { centreToMark, markInput, markService } from '#rooms/appeals/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Opened by the QR of a window: how the service was given. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const territory = placeOf(locals);
	const { centre, services } = await centreToMark(territory.id, params.centre);
	return {
		territory,
		crumbs: crumbsTo(locals, { title: locals.t('appeals.list.title'), path: under(locals, 'appeals') }),
		centre: { name: centre.name, address: centre.address },
		services: services.map(({ id, name }) => ({ value: id, label: name })),
		service: url.searchParams.get('service') ?? '',
		window: (url.searchParams.get('window') ?? '').slice(0, 20),
	};
};

export const actions: Actions = {
	default: action(async ({ locals, params }, form) => {
		const input = form.parse(markInput);
		// a mark is nobody's: who is signed in here does not stand in it
		const actor = outsider(locals.lang, locals.requestId);
		const receipt = await markService(actor, placeOf(locals).id, params.centre ?? '', {
			...input,
			key: form.key || newId(),
		});
		return {
			done: true as const,
			mark: input.mark,
			receipt: receipt ? await receiptData(locals, receipt, input.email) : null,
		};
	}),
};
