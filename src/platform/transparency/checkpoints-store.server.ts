import type { Db, Tx } from '../db/door.server.ts';

export type Signed = { epoch: number; size: bigint; root: Uint8Array; signedAt: Date; note: string };
type SignedRow = { epoch: number; size: string; root: Buffer; signed_at: Date; note: string };
const signedOf = (row: SignedRow): Signed => ({
	epoch: row.epoch,
	size: BigInt(row.size),
	root: new Uint8Array(row.root),
	signedAt: row.signed_at,
	note: row.note,
});

/** The newest signed state, with the lines of the witnesses that have cosigned it. */
export async function lastSigned(db: Db, epoch: number): Promise<Signed | null> {
	const [row] = await db<SignedRow[]>`
		select epoch, size::text, root, signed_at, note from transparency.checkpoint
		where epoch = ${epoch} order by checkpoint.size desc limit 1`;
	return row ? signedOf(row) : null;
}

export async function signedAt(db: Db, epoch: number, size: bigint): Promise<Signed | null> {
	const [row] = await db<SignedRow[]>`
		select epoch, size::text, root, signed_at, note from transparency.checkpoint
		where epoch = ${epoch} and size = ${String(size)}`;
	return row ? signedOf(row) : null;
}

export async function keepSigned(tx: Tx, signed: Signed & { fence: string }): Promise<void> {
	await tx`
		insert into transparency.checkpoint (epoch, size, root, fence, signed_at, note)
		values (${signed.epoch}, ${String(signed.size)}, ${Buffer.from(signed.root)}, ${signed.fence}, ${signed.signedAt}, ${signed.note})`;
}

export async function cosignaturesOf(
	db: Db,
	epoch: number,
	size: bigint,
): Promise<{ witness: string; line: string }[]> {
	return db<{ witness: string; line: string }[]>`
		select witness, line from transparency.cosignature
		where epoch = ${epoch} and size = ${String(size)} order by witness collate "C"`;
}

export async function keepCosignature(
	db: Db,
	cosigned: { epoch: number; size: bigint; witness: string; line: string },
): Promise<void> {
	await db`
		insert into transparency.cosignature (epoch, size, witness, line)
		values (${cosigned.epoch}, ${String(cosigned.size)}, ${cosigned.witness}, ${cosigned.line})
		on conflict (epoch, size, witness) do update set line = excluded.line`;
}

/** The newest size that each witness has cosigned. */
export async function cosignedSizes(db: Db, epoch: number): Promise<Map<string, bigint>> {
	const rows = await db<{ witness: string; size: string }[]>`
		select witness, max(size)::text as size from transparency.cosignature where epoch = ${epoch} group by witness`;
	return new Map(rows.map((row) => [row.witness, BigInt(row.size)]));
}

/** Who has cosigned which size, the newest first, among the last thousand states. */
export async function sizesCosigned(db: Db, epoch: number): Promise<Map<bigint, string[]>> {
	const rows = await db<{ size: string; witnesses: string[] }[]>`
		select size::text, array_agg(witness) as witnesses from transparency.cosignature
		where epoch = ${epoch} group by cosignature.size order by cosignature.size desc limit 1000`;
	return new Map(rows.map((row) => [BigInt(row.size), row.witnesses]));
}

/** Of states older than two days the last of each hour stays, and whatever witnesses have cosigned last. */
export async function thinOut(db: Db, before: Date): Promise<number> {
	const gone = await db`
		with kept as (
			select epoch, max(size) as size from transparency.checkpoint where signed_at < ${before}
			group by epoch, date_trunc('hour', signed_at)
			union select epoch, max(size) from transparency.checkpoint group by epoch
			union select epoch, max(size) from transparency.cosignature group by epoch, witness
		)
		delete from transparency.checkpoint c where signed_at < ${before}
			and not exists (select from kept k where k.epoch = c.epoch and k.size = c.size)`;
	return gone.count;
}

export type KeyRow = {
	generation: number;
	keyVersion: number;
	vkey: string;
	since: bigint;
	madeAt: Date;
	retiredAt: Date | null;
	statement: string | null;
};

export async function keysOf(db: Db, epoch: number): Promise<KeyRow[]> {
	const rows = await db<
		{
			generation: number;
			key_version: number;
			vkey: string;
			since: string;
			made_at: Date;
			retired_at: Date | null;
			statement: string | null;
		}[]
	>`
		select generation, key_version, vkey, since::text, made_at, retired_at, statement
		from transparency.signing_key where epoch = ${epoch} order by generation`;
	return rows.map((row) => ({
		generation: row.generation,
		keyVersion: row.key_version,
		vkey: row.vkey,
		since: BigInt(row.since),
		madeAt: row.made_at,
		retiredAt: row.retired_at,
		statement: row.statement,
	}));
}

export async function keepKey(tx: Tx, epoch: number, key: Omit<KeyRow, 'retiredAt'>): Promise<void> {
	await tx`
		insert into transparency.signing_key (epoch, generation, key_version, vkey, since, made_at, statement)
		values (${epoch}, ${key.generation}, ${key.keyVersion}, ${key.vkey}, ${String(key.since)}, ${key.madeAt}, ${key.statement})`;
}

export async function retireKeys(tx: Tx, epoch: number, before: number, at: Date): Promise<number> {
	const retired = await tx`
		update transparency.signing_key set retired_at = ${at}
		where epoch = ${epoch} and generation < ${before} and retired_at is null`;
	return retired.count;
}
