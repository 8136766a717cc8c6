import type Postgres from 'postgres';

type Piece = { drop: string; make: string; heavy: number };

/**
 * Takes indexes, keys and references off tables that are about to be filled, and gives what puts them back: an index that is made
 * at once over all rows takes a tenth of the time. Parts of partitioned tables keep theirs.
 */
export async function bare(
	sql: Postgres.Sql,
	tables: readonly string[],
): Promise<(say: (what: string) => void) => Promise<void>> {
	const oids = sql`(select unnest(${[...tables]}::text[])::regclass::oid)`;
	const references = await sql<{ name: string; of: string; definition: string }[]>`
		select conname as name, conrelid::regclass::text as of, pg_get_constraintdef(oid) as definition
		from pg_constraint where contype = 'f' and conparentid = 0 and (conrelid in ${oids} or confrelid in ${oids})`;
	const keys = await sql<{ name: string; of: string; definition: string }[]>`
		select conname as name, conrelid::regclass::text as of, pg_get_constraintdef(oid) as definition
		from pg_constraint where contype in ('p', 'u') and conrelid in ${oids}`;
	const indexes = await sql<{ name: string; definition: string }[]>`
		select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index i
		where indrelid in ${oids} and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`;
	const pieces: Piece[] = [
		...references.map((one) => ({
			drop: `alter table ${one.of} drop constraint "${one.name}"`,
			make: `alter table ${one.of} add constraint "${one.name}" ${one.definition}`,
			heavy: 3,
		})),
		...indexes.map((one) => ({
			drop: `drop index ${one.name}`,
			// of a partitioned table: with its parts
			make: one.definition.replace(' ON ONLY ', ' ON '),
			heavy: / using gin /i.test(one.definition) ? 2 : 1,
		})),
		...keys.map((one) => ({
			drop: `alter table ${one.of} drop constraint "${one.name}"`,
			make: `alter table ${one.of} add constraint "${one.name}" ${one.definition}`,
			heavy: 0,
		})),
	];
	for (const piece of pieces) await sql.unsafe(piece.drop);
	return async (say) => {
		const waiting = pieces.toSorted((a, b) => a.heavy - b.heavy);
		for (const heavy of [0, 1, 2, 3]) {
			const part = waiting.filter((one) => one.heavy === heavy);
			// two at a time: there are two cores
			const one = async () => {
				for (let piece = part.shift(); piece; piece = part.shift()) {
					const started = performance.now();
					await sql.begin(async (tx) => {
						await tx`select set_config('maintenance_work_mem', '768MB', true), set_config('max_parallel_maintenance_workers', '0', true)`;
						await tx.unsafe(piece.make);
					});
					if (performance.now() - started > 5_000)
						say(`${piece.make.slice(0, 90)} ${((performance.now() - started) / 1000).toFixed(0)} s`);
				}
			};
			await Promise.all([one(), one()]);
		}
	};
}
