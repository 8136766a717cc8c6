import { redirect } from '@sveltejs/kit';
import { action } from '#pages/action.ts';
import { accountIn, placeOf, within } from '#pages/office-place.ts';
import { refuse } from '#platform/errors/door.ts';
import { confirmAtDesk, personFor, unconfirm } from '#rooms/identity/door.server.ts';
import { view } from '#rooms/territories/door.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const territory = placeOf(locals);
	const person = await personFor(locals.actor, territory, accountIn(params.account));
	const home = person.residence ? await view(person.residence.territory, locals.lang) : null;
	return {
		within: within(locals),
		person: { name: person.name, email: person.email, residence: person.residence },
		home: home?.name.nominative ?? null,
		here: locals.territory ? { id: locals.territory.id, in: locals.territory.name.in } : null,
		self: person.account === locals.actor.account,
		saved: url.searchParams.get('saved'),
	};
};

export const actions: Actions = {
	confirm: action(async (event, form) => {
		const { locals, params } = event;
		const account = accountIn(params.account);
		const here = locals.territory?.id ?? refuse('platform.not-found');
		const person = await personFor(locals.actor, here, account);
		// who has declared a place below is confirmed there; who has declared none, or another, is confirmed here
		await confirmAtDesk(locals.actor, {
			account,
			territory: person.residence?.territory ?? here,
			paper: form.text('paper-secret'),
			bornOn: form.text('born-on'),
		});
		redirect(303, locals.href(`/office/people/residence/${account}?saved=confirmed&${within(locals)}`));
	}),
	unconfirm: action(async (event, form) => {
		const { locals, params } = event;
		const account = accountIn(params.account);
		await unconfirm(locals.actor, { account, why: form.text('why') });
		redirect(303, locals.href(`/office/people/residence/${account}?saved=unconfirmed&${within(locals)}`));
	}),
};
