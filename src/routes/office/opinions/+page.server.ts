import { beginAtTheTop, placeOf } from '#pages/office-place.ts';
import { opinionsPath } from '#pages/opinions/office.ts';
import { may } from '#platform/permissions/door.ts';
import {
	type ConversationState,
	conversationStates,
	conversationsIn,
	ledSpaces,
} from '#rooms/opinions/door.server.ts';
import { tree } from '#rooms/territories/door.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	beginAtTheTop(locals);
	const { actor, href, t } = locals;
	const territory = placeOf(locals);
	const asked = url.searchParams.get('state');
	const state = conversationStates.find((one) => one === asked) ?? null;
	const { items, next } = await conversationsIn(actor, territory, {
		of: 'office',
		state,
		after: url.searchParams.get('after'),
	});
	const led = await ledSpaces(actor, territory);
	const makes = led.length > 0 || may(actor, 'opinions.make', { territory });
	const narrowed: Record<string, string> = state ? { state } : {};
	return {
		place: locals.territory?.name.nominative ?? '',
		owns: tree.ownsRecords(territory),
		state,
		states: [null, ...conversationStates].map((one: ConversationState | null) => ({
			title: one ? t.any(`opinions.state.${one}`) : t('opinions.office.all'),
			href: opinionsPath(locals, '', one ? { state: one } : {}),
			current: one === state,
		})),
		/** Where one works at conversations of spaces too, each says whose it is. */
		hasOwners: led.length > 0,
		items: items.map((one) => ({
			...one,
			owner: led.find(({ id }) => id === one.space)?.name ?? '',
			href: opinionsPath(locals, `/${one.id}`),
			toDecide: opinionsPath(locals, `/${one.id}/statements`, { state: 'waiting' }),
		})),
		next: next ? opinionsPath(locals, '', { ...narrowed, after: next }) : null,
		newOne: makes ? opinionsPath(locals, '/new') : null,
		shown: href(`/${locals.territory?.path ?? ''}/opinions`.replace('//', '/')),
		dropped: url.searchParams.has('dropped'),
	};
};
