import { database, type TerritoryId } from '#platform/db/door.server.ts';
import { type FileId, fileAddress } from '#platform/files/door.server.ts';
import { type Actor, may } from '#platform/permissions/door.ts';
import { accountsOf } from '#rooms/identity/door.server.ts';
import type { Appeal } from '../appeal.ts';
import { placeOf } from '../reach.ts';
import * as store from '../store.server.ts';
import type { FieldReport } from './field.ts';
import * as field from './field-store.server.ts';

export type SeenReport = Omit<FieldReport, 'photographs'> & {
	name: string;
	photographs: { src: string; thumbnail: string; moment: 'before' | 'after' }[];
};

/** What workers reported from the place, newest first, for the panel of work. */
export async function reportsFor(appeal: Appeal): Promise<SeenReport[]> {
	const reports = await field.reportsOf(database(), appeal);
	if (reports.length === 0) return [];
	const people = await accountsOf([...new Set(reports.map((one) => one.account))]);
	return reports.map((one) => ({
		...one,
		name: people.get(one.account)?.name ?? '',
		photographs: one.photographs.map(({ file, name, moment }) => {
			const src = fileAddress({ territory: appeal.territory, id: file as FileId, name });
			return { src: `${src}?w=960`, thumbnail: `${src}?w=320`, moment };
		}),
	}));
}

/** For `/files`: who reads the whole appeal; after the answer everybody who sees it. */
export async function maySeeReport(
	actor: Actor,
	thing: { territory: TerritoryId; id: string },
): Promise<boolean> {
	const found = await field.appealOfReport(database(), thing.territory, thing.id);
	const appeal = found && (await store.read(database(), found.ref));
	if (!appeal) return false;
	const mine = actor.account !== null && appeal.author === actor.account;
	return (
		may(actor, 'appeals.see-whole', placeOf(appeal, false)) ||
		(found.shown && may(actor, 'appeals.see', placeOf(appeal, mine)))
	);
}
