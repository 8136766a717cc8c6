import { openSteps } from '#pages/first-steps.ts';
import { accountOf, ownErasure, ownFactors, ownResidence } from '#rooms/identity/door.server.ts';
import { mySpaces } from '#rooms/spaces/door.server.ts';
import { pathOf, view } from '#rooms/territories/door.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { actor } = locals;
	const [account, residence, factors, spaces, steps, erasure] = await Promise.all([
		actor.account ? accountOf(actor.account) : null,
		ownResidence(actor),
		ownFactors(actor),
		mySpaces(actor),
		openSteps(actor),
		ownErasure(actor),
	]);
	const home = residence.today ? await view(residence.today.territory, locals.lang) : null;
	return {
		name: actor.name,
		email: account?.email ?? null,
		emailConfirmed: account?.emailConfirmed ?? false,
		home: home
			? {
					name: home.name.nominative,
					href: locals.href(`/${home.path}`),
					confirmed: residence.today?.confirmedAt != null,
				}
			: null,
		factors: factors.factors.length,
		spaces: spaces.slice(0, 6).map((one) => ({
			id: one.id,
			title: one.name,
			href: locals.href(`/${[pathOf(one.territory), 'spaces', one.slug].filter(Boolean).join('/')}`),
			text: one.summary,
		})),
		steps: steps.length ? { done: steps.filter((one) => one.done).length, all: steps.length } : null,
		withheld: (actor.withheld?.length ?? 0) > 0,
		erasure: erasure?.dueAt ?? null,
	};
};
