import { type AccountId, database, type Id, type TerritoryId } from '#platform/db/door.server.ts';
import type { Room } from '#platform/room.ts';
import { offerServiceWays, offerStartItems } from '#rooms/territories/door.server.ts';
import type { AbsenceRef } from './absence/absence.ts';
import { beginAbsence, beginAbsences } from './absence/begin-absence.ts';
import { endAbsencesOfLeft } from './absence/end-absence.ts';
import { handOver } from './hand-over.ts';
import { starterKinds } from './kinds.ts';
import { permissions } from './permissions.ts';
import { starterPlaceKinds } from './place-kinds.ts';
import { bodiesOf, rulesOf, saveKind, savePlaceKind } from './store.server.ts';

export const room: Room = {
	name: 'organisations',
	permissions,
	handOver,
	jobs: {
		'organisations.begin-absence': async (ref: AbsenceRef) =>
			beginAbsence({ territory: ref.territory, id: ref.id }),
		'organisations.begin-absences': async () => beginAbsences(),
	},
	crontab: { 'organisations.begin-absences': '5 * * * *' },
	listens: {
		'organisations.staff-changed': async (event: {
			territory: TerritoryId;
			body: Id<'body'>;
			account: AccountId;
		}) => endAbsencesOfLeft({ territory: event.territory, id: event.body }, event.account),
	},
	notices: [
		{ kind: 'organisations.stands-in', default: { account: true, email: 'at-once' } },
		{ kind: 'organisations.stands-in-no-more', default: { account: true, email: 'at-once' } },
	],
	async open() {
		offerServiceWays({ service: 'direct', key: 'organisations.list.title', path: 'bodies' });
		offerStartItems(
			{
				name: 'organisations.bodies',
				title: 'organisations.start.bodies',
				position: 30,
				path: (territory) => `/office/bodies?in=${territory.id}`,
				isDone: async (territory) => (await bodiesOf(database(), territory.id)).length > 0,
			},
			{
				name: 'organisations.rules',
				title: 'organisations.start.rules',
				position: 31,
				path: (territory) => `/office/bodies/rules?in=${territory.id}`,
				isDone: async (territory) => (await rulesOf(database(), [territory.id])).length > 0,
			},
		);
	},
	seed: async (tx) => {
		for (const [position, kind] of starterKinds.entries()) await saveKind(tx, { ...kind, position });
		for (const [position, kind] of starterPlaceKinds.entries())
			await savePlaceKind(tx, { ...kind, position });
	},
};
