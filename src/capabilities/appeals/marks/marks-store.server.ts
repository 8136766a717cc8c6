import type { Db, Id, TerritoryId, Tx } from '#platform/db/door.server.ts';
import type { AppealRef } from '../appeal.ts';
import type { ReceptionId } from '../reception/reception.ts';

export type ServiceId = Id<'service-given'>;
export type ServiceGiven = { id: ServiceId; name: string; digital: boolean; closedAt: Date | null };

export async function servicesOf(db: Db, territory: TerritoryId): Promise<ServiceGiven[]> {
	return db<ServiceGiven[]>`
		select id, name, digital, closed_at as "closedAt" from appeals.service_given
		where territory_id = ${territory} order by closed_at is not null, name collate "C", id limit 1000`;
}

export async function insertService(
	tx: Tx,
	territory: TerritoryId,
	service: { id: ServiceId; name: string; digital: boolean; at: Date },
): Promise<void> {
	await tx`
		insert into appeals.service_given (territory_id, id, name, digital, created_at)
		values (${territory}, ${service.id}, ${service.name}, ${service.digital}, ${service.at})`;
}

export async function closeService(tx: Tx, territory: TerritoryId, id: string, at: Date): Promise<boolean> {
	const rows = await tx`
		update appeals.service_given set closed_at = ${at}
		where territory_id = ${territory} and id = ${id} and closed_at is null returning 1`;
	return rows.length > 0;
}

export async function insertMark(
	tx: Tx,
	territory: TerritoryId,
	mark: {
		id: Id<'service-mark'>;
		centre: ReceptionId;
		service: ServiceId | null;
		window: string;
		mark: number;
		words: string;
		appeal: AppealRef | null;
		at: Date;
	},
): Promise<void> {
	await tx`
		insert into appeals.service_mark (territory_id, id, centre_id, service_id, window_name, mark, words,
			appeal_territory_id, appeal_id, at)
		values (${territory}, ${mark.id}, ${mark.centre}, ${mark.service}, ${mark.window}, ${mark.mark}, ${mark.words},
			${mark.appeal?.territory ?? null}, ${mark.appeal?.id ?? null}, ${mark.at})`;
}

/** Figures of marks: by centre, or by service. */
export type Figures = { key: string | null; marks: number; mean: number; bad: number; answered: number };

export async function figuresBy(
	db: Db,
	territory: TerritoryId,
	what: 'centre' | 'service',
	since: Date,
): Promise<Figures[]> {
	const key = what === 'centre' ? db`centre_id` : db`service_id`;
	return db<Figures[]>`
		select ${key} as key, count(*)::int as marks, avg(mark)::float8 as mean,
			(count(*) filter (where mark <= 2))::int as bad, count(appeal_id)::int as answered
		from appeals.service_mark where territory_id = ${territory} and at >= ${since} group by 1`;
}

export type SaidMark = {
	id: string;
	centre: ReceptionId;
	service: ServiceId | null;
	window: string;
	mark: number;
	words: string;
	appeal: AppealRef['id'] | null;
	appealTerritory: TerritoryId | null;
	at: Date;
};

/** The newest with words. */
export async function newestSaid(db: Db, territory: TerritoryId, limit: number): Promise<SaidMark[]> {
	return db<SaidMark[]>`
		select id, centre_id as centre, service_id as service, window_name as window, mark, words, appeal_id as appeal,
			appeal_territory_id as "appealTerritory", at
		from appeals.service_mark where territory_id = ${territory} and words <> ''
		order by at desc, id desc limit ${limit}`;
}
