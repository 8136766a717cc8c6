import { beginAtTheTop, placeOf, within } from '#pages/office-place.ts';
import { votesPath } from '#pages/votes/vote.ts';
import { may } from '#platform/permissions/door.ts';
import { type BallotState, ballotStates, ballotsIn, ledSpaces } from '#rooms/ballots/door.server.ts';
import { tree } from '#rooms/territories/door.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	beginAtTheTop(locals);
	const { actor, href, t } = locals;
	const territory = placeOf(locals);
	const asked = url.searchParams.get('state');
	const state = ballotStates.find((one) => one === asked) ?? null;
	const { items, next } = await ballotsIn(actor, territory, {
		of: 'office',
		state,
		after: url.searchParams.get('after'),
	});
	const led = await ledSpaces(actor, territory);
	const makes = led.length > 0 || may(actor, 'ballots.make', { territory });
	const narrowed: Record<string, string> = state ? { state } : {};
	return {
		place: locals.territory?.name.nominative ?? '',
		owns: tree.ownsRecords(territory),
		state,
		states: [null, ...ballotStates].map((one: BallotState | null) => ({
			title: one ? t.any(`ballots.state.${one}`) : t('ballots.office.all'),
			href: votesPath(locals, '', one ? { state: one } : {}),
			current: one === state,
		})),
		/** Where one works at votes of spaces too, each says whose it is. */
		hasOwners: led.length > 0,
		items: items.map((one) => ({
			...one,
			owner: led.find(({ id }) => id === one.space)?.name ?? '',
			href: votesPath(locals, `/${one.id}`),
		})),
		next: next ? votesPath(locals, '', { ...narrowed, after: next }) : null,
		newVote: makes ? votesPath(locals, '/new') : null,
		laboratory: makes ? votesPath(locals, '/laboratory') : null,
		shown: href(`/${locals.territory?.path ?? ''}/votes`.replace('//', '/')),
		dropped: url.searchParams.has('dropped'),
		within: within(locals),
	};
};
