import type { Db, TerritoryId } from '#platform/db/door.server.ts';

export type Proof = {
	at: Date;
	finishedAt: Date;
	months: number;
	compared: number;
	wrong: number;
	told: { territory: TerritoryId; month: string; rows: number }[];
};

export async function putProof(db: Db, proof: Proof): Promise<void> {
	await db`
		insert into appeals.count_proof (at, finished_at, months, compared, wrong, told)
		values (${proof.at}, ${proof.finishedAt}, ${proof.months}, ${proof.compared}, ${proof.wrong},
			${JSON.stringify(proof.told)}::text::jsonb)`;
	await db`delete from appeals.count_proof where at < ${new Date(proof.at.getTime() - 400 * 86_400_000)}`;
}

export async function readProof(db: Db): Promise<Proof | undefined> {
	const [row] = await db<Proof[]>`
		select at, finished_at as "finishedAt", months, compared, wrong, told from appeals.count_proof order by at desc limit 1`;
	return row;
}
