import { offerEndpoints } from '#platform/api/door.server.ts';
import { type AccountId, database, transaction } from '#platform/db/door.server.ts';
import type { JobContext, Room } from '#platform/room.ts';
import { offerActions, offerBlocks, offerPages } from '#rooms/territories/door.server.ts';
import { listConversations, readConversation, readResults, readStatements } from './api/conversations.ts';
import { actions, blocks } from './blocks.ts';
import type { ConversationRef } from './conversation.ts';
import { permissions } from './permissions.ts';
import * as personal from './personal-store.server.ts';
import { readOpinions } from './read-opinions.server.ts';
import { index, offerConversations } from './searchable.server.ts';
import { tellAuthors, tellMaker, tellParticipants } from './tell.ts';
import { tendConversation, tendConversations } from './tend.ts';

const indexed = ({ territory, id }: ConversationRef) => index({ territory, id });

export const room: Room = {
	name: 'opinions',
	permissions,
	jobs: {
		'opinions.tend': async ({ territory, id }: ConversationRef) => tendConversation({ territory, id }),
		'opinions.tend-all': async (_: unknown, { signal }: JobContext) => tendConversations(new Date(), signal),
	},
	crontab: { 'opinions.tend-all': '* * * * *' },
	listens: {
		'opinions.opened': indexed,
		'opinions.changed': indexed,
		'opinions.closed': async ({ territory, id }: ConversationRef) => {
			const ref = { territory, id };
			await index(ref);
			await readOpinions(ref);
			await tellMaker(ref);
			await tellParticipants(ref);
		},
		'opinions.decided': async ({ territory, id, numbers }: ConversationRef & { numbers: number[] }) =>
			tellAuthors({ territory, id }, numbers),
	},
	notices: [
		{ kind: 'opinions.closed', default: { account: true, email: 'at-once' } },
		{ kind: 'opinions.over', default: { account: true, email: 'digest' } },
		{ kind: 'opinions.decided', default: { account: true, email: 'digest' } },
	],
	async open() {
		offerConversations();
		offerEndpoints(listConversations, readConversation, readStatements, readResults);
		offerBlocks(...blocks);
		offerActions(...actions);
		offerPages({ key: 'opinions.list.title', page: 'opinions', position: 21 });
	},
	personal: {
		async export(account: AccountId) {
			const [marked, added] = await Promise.all([
				personal.marksOver(database(), account),
				personal.statementsOver(database(), account),
			]);
			return { marked, added };
		},
		async erase(account: AccountId) {
			await transaction((tx) => personal.forgetPerson(tx, account));
			return { kept: [] };
		},
	},
};
