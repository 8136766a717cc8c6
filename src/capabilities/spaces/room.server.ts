import { type AccountId, database, transaction } from '#platform/db/door.server.ts';
import { isWithin } from '#platform/permissions/door.ts';
import type { Room } from '#platform/room.ts';
import { grantsHeld, standingActor } from '#rooms/identity/door.server.ts';
import { offerBlocks, offerPages } from '#rooms/territories/door.server.ts';
import { blocks } from './blocks.ts';
import { firstKinds } from './kinds.ts';
import { projectMember, replaceMember } from './members.ts';
import { permissions } from './permissions.ts';
import { index, offerSpaces } from './searchable.server.ts';
import { isMemberRole, type SpaceId } from './space.ts';
import * as store from './store.server.ts';
import { tellAnswer, tellHeir, tellOwners } from './tell.ts';

type Granted = { territory: never; account: never; space: SpaceId | null };
const follow = async ({ territory, account, space }: Granted) => {
	if (space) await projectMember({ territory, id: space }, account);
};

const indexed = ({ territory, space }: { territory: never; space: SpaceId }) =>
	index({ territory, id: space });

export const room: Room = {
	name: 'spaces',
	permissions,
	seed: async (tx) => {
		for (const kind of firstKinds) await store.putKind(tx, kind);
	},
	listens: {
		'identity.granted': follow,
		'identity.withdrawn': follow,
		'spaces.created': indexed,
		'spaces.changed': indexed,
		'spaces.closed': indexed,
		'spaces.asked': tellOwners,
		'spaces.decided': tellAnswer,
		'spaces.handed-over': tellHeir,
	},
	notices: [
		{ kind: 'spaces.asked', default: { account: true, email: 'digest' } },
		{ kind: 'spaces.accepted', default: { account: true, email: 'at-once' } },
		{ kind: 'spaces.declined', default: { account: true, email: 'never' } },
		{ kind: 'spaces.yours', default: { account: true, email: 'at-once' } },
	],
	async open() {
		offerBlocks(...blocks);
		offerPages({ key: 'spaces.list.title', page: 'spaces', position: 40 });
		offerSpaces();
	},
	/** What the leaver owns or runs there passes to the successor. */
	handOver: async ({ actor, from, to, territory }) => {
		const held = (await grantsHeld(from)).filter(
			(one) =>
				one.space !== null &&
				one.role !== 'member' &&
				isMemberRole(one.role) &&
				isWithin(one.territory, territory),
		);
		let passed = 0;
		for (const one of held) {
			const ref = { territory: one.territory, id: one.space as SpaceId };
			const space = await store.spaceById(database(), ref);
			// a person's own community is not the office's to pass on
			if (!space || space.kind === 'community') continue;
			await replaceMember(actor, ref, from, to);
			passed++;
		}
		return passed;
	},
	personal: {
		async export(account) {
			const mine = await store.mySpaces(database(), account);
			const spaces = await store.spacesByRefs(
				database(),
				mine.map((one) => ({ territory: one.territory, id: one.space })),
			);
			const byId = new Map(spaces.map((one) => [one.id, one]));
			return mine.length
				? {
						memberships: mine.map((one) => ({
							space: byId.get(one.space)?.name ?? '',
							role: one.role,
							since: one.since,
						})),
					}
				: {};
		},
		/** A space without its last owner goes to the longest-standing member, or is closed when nobody is left. */
		async erase(account: AccountId) {
			const actor = await standingActor(account);
			for (const one of await store.mySpaces(database(), account)) {
				const ref = { territory: one.territory, id: one.space };
				if (one.role === 'owner' && actor) {
					const heir = await store.seniorMember(database(), ref, account);
					if (heir) await replaceMember(actor, ref, account, heir);
					else await transaction((tx) => store.closeSpace(tx, ref, new Date()));
				}
				await transaction((tx) => store.putMemberships(tx, ref, account, []));
				await transaction((tx) => store.putMySpaces(tx, ref, account, []));
			}
			return { kept: [] };
		},
	},
};
