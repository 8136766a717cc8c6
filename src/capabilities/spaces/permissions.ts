import { type Actor, holds, type Rules } from '#platform/permissions/door.ts';
import type { Kind, Space } from './space.ts';

type Making = { territory: Space['territory']; madeBy: Kind['madeBy'] };
/** A space as a place: its own id is the space of the grant. */
export type SpacePlace = Pick<Space, 'territory' | 'openness'> & {
	space: Space['id'];
	madeBy: Kind['madeBy'];
};

const owns = (actor: Actor, space: SpacePlace) => holds(actor, 'owner', space);

export const permissions = {
	'spaces.create': {
		may: ['administrator', 'signed-in'],
		when: (_actor, making: Making) => making.madeBy === 'anyone',
		always: ['administrator'],
	},
	/** What a secret or closed space holds inside; the page of an open or closed one is public. */
	'spaces.enter': {
		may: ['member', 'anyone'],
		when: (_actor, space: SpacePlace) => space.openness === 'open',
		always: ['member'],
	},
	'spaces.see-members': { may: ['member'] },
	'spaces.edit': { may: ['admin'] },
	/** The owner agrees to each member of a closed space and invites into a secret one; elsewhere administrators do too. */
	'spaces.admit': {
		may: ['owner', 'admin'],
		when: (actor, space: SpacePlace) => space.openness === 'open' || owns(actor, space),
	},
	'spaces.invite': {
		may: ['owner', 'admin'],
		when: (actor, space: SpacePlace) => space.openness === 'open' || owns(actor, space),
	},
	'spaces.remove-member': { may: ['moderator'] },
	'spaces.set-roles': { may: ['admin'] },
	'spaces.set-admins': { may: ['owner'] },
	/** Ownership: of a community by its owner; of what the administration made, by the administration as well. */
	'spaces.hand-over': {
		may: ['owner', 'administrator'],
		when: (_actor, space: SpacePlace) => space.madeBy !== 'anyone' && space.openness !== 'secret',
		always: ['owner'],
	},
	'spaces.close': { may: ['owner'] },
} satisfies Rules;
