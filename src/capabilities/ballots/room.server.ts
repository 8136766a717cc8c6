import { offerEndpoints } from '#platform/api/door.server.ts';
import { type AccountId, database, transaction } from '#platform/db/door.server.ts';
import type { JobContext, Room } from '#platform/room.ts';
import { accountOf } from '#rooms/identity/door.server.ts';
import { offerActions, offerBlocks, offerPages } from '#rooms/territories/door.server.ts';
import { forgetAddress } from './allowed-store.server.ts';
import { castOne, checkOne } from './api/cast.ts';
import { listVotesOf, readResult, readVote } from './api/votes.ts';
import type { BallotRef } from './ballot.ts';
import { actions, blocks } from './blocks.ts';
import { loggedBallots } from './logged-store.server.ts';
import { permissions } from './permissions.ts';
import * as personal from './personal-store.server.ts';
import { index, offerBallots } from './searchable.server.ts';
import { tellMaker } from './tell-maker.ts';
import { tendBallot, tendBallots } from './tend-ballots.ts';

const indexed = ({ territory, id }: BallotRef) => index({ territory, id });

export const room: Room = {
	name: 'ballots',
	permissions,
	jobs: {
		'ballots.tend': async ({ territory, id }: BallotRef) => tendBallot({ territory, id }),
		'ballots.tend-all': async (_: unknown, { signal }: JobContext) => tendBallots(new Date(), signal),
	},
	crontab: { 'ballots.tend-all': '* * * * *' },
	listens: {
		'ballots.announced': indexed,
		'ballots.opened': indexed,
		'ballots.changed': indexed,
		'ballots.closed': async (ref: BallotRef) => {
			await indexed(ref);
			await tellMaker(ref);
		},
	},
	notices: [{ kind: 'ballots.counted', default: { account: true, email: 'at-once' } }],
	logged: loggedBallots,
	async open() {
		offerBallots();
		offerEndpoints(listVotesOf, readVote, castOne, checkOne, readResult);
		offerBlocks(...blocks);
		offerActions(...actions);
		offerPages({ key: 'ballots.list.title', page: 'votes', position: 20 });
	},
	personal: {
		async export(account: AccountId) {
			const [voted, named] = await Promise.all([
				personal.votedOver(database(), account),
				personal.namedVotes(database(), account),
			]);
			return { voted, 'named-votes': named };
		},
		/** Nobody finds the person by their vote any more; the vote stays counted. */
		async erase(account: AccountId) {
			const email = (await accountOf(account))?.email ?? null;
			await transaction(async (tx) => {
				await personal.forgetVoter(tx, account);
				if (email) await forgetAddress(tx, email);
			});
			return { kept: [] };
		},
	},
};
