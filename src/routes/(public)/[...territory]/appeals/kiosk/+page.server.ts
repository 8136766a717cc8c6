import { fail, type RequestEvent } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { bareBearer, bareVisit, outsiderOf } from '#pages/filing/bare.ts';
import { kioskCookie, kioskFile, kioskStep } from '#pages/filing/kiosk-steps.ts';
import { filingData } from '#pages/filing/page.ts';
import { qrOf } from '#pages/filing/receipt.ts';
import { placeOf, under } from '#pages/place.ts';
import { newId } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import type { Form } from '#platform/http/form.server.ts';
import { kioskOf } from '#rooms/appeals/door.server.ts';
import { tree } from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

const base = 'appeals/kiosk';

/** The device shows the key of a kiosk of this territory, or of one above, open or closed; without it there is nothing here. */
async function kioskHere({ cookies, locals }: RequestEvent) {
	const territory = placeOf(locals);
	const kiosk = await kioskOf(cookies.get(kioskCookie));
	const serves = kiosk && (kiosk.territory === territory.id || tree.isWithin(territory.id, kiosk.territory));
	return serves ? kiosk : refuse('platform.not-found');
}

export const load: PageServerLoad = async (event) => {
	const { locals, setHeaders } = event;
	const kiosk = await kioskHere(event);
	const territory = placeOf(locals);
	// the way back shows nothing of the one before
	setHeaders({ 'cache-control': 'no-store' });
	const common = {
		bare: true,
		territory,
		kiosk: { name: kiosk.name, address: kiosk.address },
		start: locals.href(under(locals, base)),
		other: locals.lang === 'ru' ? `/en${under(locals, base)}` : under(locals, base),
	};
	if (kiosk.closedAt) {
		const site = `${locals.origin}${locals.href(under(locals, 'appeals/new'))}`;
		return { ...common, closed: { site, qr: await qrOf(site) } };
	}
	const { visit, token } = bareVisit(`kiosk ${kiosk.id}`);
	return {
		...common,
		closed: null,
		filing: await filingData(locals, territory, { base, bare: true, visit, token }),
	};
};

const onKiosk =
	<Answer>(
		work: (event: RequestEvent, form: Form, kiosk: Awaited<ReturnType<typeof kioskHere>>) => Promise<Answer>,
	) =>
	async (event: RequestEvent) => {
		const kiosk = await kioskHere(event);
		// closed while somebody wrote: it is not taken in, and what was written is shown
		const closed = async (form: Form) => fail(410, { step: 'closed' as const, values: form.values });
		return action(async (_, form) => (kiosk.closedAt ? closed(form) : work(event, form, kiosk)), {
			bearer: (_, form) => bareBearer(`kiosk ${kiosk.id}`)(form),
		})(event);
	};

export const actions: Actions = {
	go: onKiosk(async (event, form) => {
		const answer = await kioskStep(event.locals, form, outsiderOf(event));
		return answer.problems.length ? fail(422, answer) : answer;
	}),
	file: onKiosk(async (event, form, kiosk) =>
		kioskFile(event.locals, form, outsiderOf(event), kiosk, form.key || newId()),
	),
};
