import type { AccountId, Db, TerritoryId, Tx } from '#platform/db/door.server.ts';
import type { Figures, ModelDetails, ModelRef, Version } from './version.ts';

const columns = (db: Db) => db`
	m.territory_id as territory, m.id, m.version, m.trained_at as "trainedAt", m.account_id as account, m.texts,
	m.held_back as "heldBack", m.categories, m.last_text_at as "lastTextAt", m.right_share as right,
	m.among_three as "amongThree", m.weighted_f1 as "weightedF1", m.macro_f1 as "macroF1",
	m.calibration_error as "calibrationError", m.served_f1 as "servedF1", m.executor_right as "executorRight",
	m.executor_among_three as "executorAmongThree", m.took, m.activated_at as "activatedAt",
	m.retired_at as "retiredAt",
	case when a.model_id is not null then 'active' when m.activated_at is not null then 'retired' else 'candidate' end
		as state`;

export async function versionsOf(db: Db, territory: TerritoryId, limit = 50): Promise<Version[]> {
	return db<Version[]>`
		select ${columns(db)} from appeals.classifier_model m
		left join appeals.classifier_active a on a.territory_id = m.territory_id and a.model_id = m.id
		where m.territory_id = ${territory} order by m.version desc limit ${limit}`;
}

export async function readVersion(db: Db, ref: ModelRef): Promise<Version | undefined> {
	const [row] = await db<Version[]>`
		select ${columns(db)} from appeals.classifier_model m
		left join appeals.classifier_active a on a.territory_id = m.territory_id and a.model_id = m.id
		where m.territory_id = ${ref.territory} and m.id = ${ref.id}`;
	return row;
}

export async function readDetails(db: Db, ref: ModelRef): Promise<ModelDetails | undefined> {
	const [row] = await db<{ details: ModelDetails }[]>`
		select details from appeals.classifier_model where territory_id = ${ref.territory} and id = ${ref.id}`;
	return row?.details;
}

/** Writes a version with the next number of its territory. Of two at once the key lets one through; the other's job runs again. */
export async function insertVersion(
	tx: Tx,
	ref: ModelRef,
	version: Omit<Figures, 'version' | 'state' | 'activatedAt' | 'retiredAt'> & { account: AccountId | null },
	details: ModelDetails,
	bytes: ReadonlyMap<string, Uint8Array>,
): Promise<number> {
	const [row] = await tx<{ version: number }[]>`
		insert into appeals.classifier_model (territory_id, id, version, trained_at, account_id, texts, held_back, categories,
			last_text_at, right_share, among_three, weighted_f1, macro_f1, calibration_error, served_f1, executor_right,
			executor_among_three, details, took)
		select ${ref.territory}, ${ref.id}, coalesce(max(version), 0) + 1, ${version.trainedAt}, ${version.account}::uuid,
			${version.texts}::int, ${version.heldBack}::int, ${version.categories}::int, ${version.lastTextAt}::timestamptz,
			${version.right}::real, ${version.amongThree}::real, ${version.weightedF1}::real, ${version.macroF1}::real,
			${version.calibrationError}::real, ${version.servedF1}::real, ${version.executorRight}::real,
			${version.executorAmongThree}::real, ${tx.json(details as never)}::jsonb, ${version.took}::real
		from appeals.classifier_model where territory_id = ${ref.territory}
		returning version`;
	for (const [target, packed] of bytes)
		await tx`
			insert into appeals.classifier_bytes (territory_id, model_id, target, bytes)
			values (${ref.territory}, ${ref.id}, ${target}, ${Buffer.from(packed)})`;
	return row?.version ?? 1;
}

/** Puts a version in service; the one that served is kept. */
export async function serve(tx: Tx, ref: ModelRef, at: Date): Promise<void> {
	await tx`
		update appeals.classifier_model set retired_at = ${at}
		where territory_id = ${ref.territory} and activated_at is not null and retired_at is null and id <> ${ref.id}`;
	await tx`
		update appeals.classifier_model set activated_at = ${at}, retired_at = null
		where territory_id = ${ref.territory} and id = ${ref.id}`;
	await tx`
		insert into appeals.classifier_active (territory_id, model_id) values (${ref.territory}, ${ref.id})
		on conflict (territory_id) do update set model_id = excluded.model_id`;
}

/** No version serves any more: the territory goes by that of what contains it, or by words. */
export async function serveNone(tx: Tx, territory: TerritoryId, at: Date): Promise<void> {
	await tx`
		update appeals.classifier_model set retired_at = ${at}
		where territory_id = ${territory} and activated_at is not null and retired_at is null`;
	await tx`delete from appeals.classifier_active where territory_id = ${territory}`;
}

/** Old versions go, the newest and the serving ones stay: each has some megabytes. */
export async function dropOld(tx: Tx, territory: TerritoryId, keep: number): Promise<void> {
	await tx`
		delete from appeals.classifier_model m
		where m.territory_id = ${territory}
			and m.version <= (select max(version) - ${keep}::int from appeals.classifier_model where territory_id = ${territory})
			and not exists (select from appeals.classifier_active a
				where a.territory_id = ${territory} and a.model_id = m.id)`;
}
