import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { registerFileOwner } from '#platform/files/door.server.ts';
import { may } from '#platform/permissions/door.ts';
import type { Job, Room } from '#platform/room.ts';
import { seedCategories } from './categories.server.ts';
import type { AppealEvent } from './events.ts';
import { permissions } from './permissions.ts';
import { erase, exportOf } from './personal.ts';
import { project } from './project.ts';
import { trimLists } from './projections-store.server.ts';
import { placeOf } from './reach.ts';
import * as store from './store.server.ts';
import { takeIn } from './take-in.ts';
import { askToCount, recount } from './tally.ts';

const refOf = (event: AppealEvent) => ({ territory: event.territory, id: event.appeal });
/** Every change is mirrored; some are told and counted too. */
const changed =
	(...further: ((event: AppealEvent) => Promise<void>)[]): Job<AppealEvent> =>
	async (event) => {
		await project(refOf(event), event.was ?? null);
		for (const next of further) await next(event);
	};
const count = (event: AppealEvent) => askToCount(event.territory);

export const room: Room = {
	name: 'appeals',
	permissions,
	listens: {
		'appeals.filed': async (event: AppealEvent) => {
			await takeIn(refOf(event));
			await project(refOf(event));
			await count(event);
		},
		'appeals.registered': changed(),
		'appeals.routed': changed(),
		'appeals.classified': changed(),
		'appeals.taken-up': changed(),
		'appeals.assigned': changed(),
		'appeals.answered': changed(count),
		'appeals.returned': changed(count),
		'appeals.accepted': changed(count),
		'appeals.closed': changed(count),
		'appeals.joined': changed(),
	},
	jobs: {
		'appeals.count': async ({ territory, day }: { territory: TerritoryId; day: string }) =>
			recount(territory, day),
		'appeals.trim-lists': async () => {
			await trimLists(database());
		},
	},
	crontab: { 'appeals.trim-lists': '20 22 * * *' },
	personal: { export: exportOf, erase },
	seed: seedCategories,
	async open() {
		registerFileOwner('appeals.appeal', async (actor, thing) => {
			const appeal = await store.read(database(), { territory: thing.territory, id: thing.id as never });
			if (!appeal) return false;
			const mine = actor.account !== null && appeal.author === actor.account;
			return may(actor, 'appeals.see', placeOf(appeal, mine));
		});
	},
};
