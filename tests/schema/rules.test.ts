import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { classes, type TableClass } from '#database/classes.ts';
import { postgres } from '#platform/db/driver.server.ts';
import { order } from '#rooms/order.ts';
import { aDatabase } from '#tests/support/database.ts';

/**
 * The rules of docs/decisions/one-schema-for-one-server-and-a-cluster.md, read from the catalogue. Each list names the
 * places that break a rule and is empty.
 */
const database = await aDatabase();
const sql = postgres(database.url, { max: 1, onnotice: () => {} });
after(async () => {
	await sql.end();
	await database.drop();
});

/** Made and renewed by the library of the queue. */
const foreign = ['pg_catalog', 'information_schema', 'graphile_worker'];
const ours = sql`n.nspname <> all(${foreign}) and n.nspname not like 'pg\\_%'`;
const distributedBy: Partial<Record<TableClass, string>> = {
	tenant: 'territory_id',
	claim: 'value',
	account: 'account_id',
};

const tables = (
	await sql<{ name: `${string}.${string}` }[]>`
		select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where ${ours} and c.relkind in ('r', 'p') and not c.relispartition
			and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
		order by 1`
).map((row) => row.name);

const classOf = (name: string): TableClass | undefined => classes[name as `${string}.${string}`];

test('each table has a class, and each class a table', () => {
	assert.deepEqual(
		tables.filter((name) => !classOf(name)),
		[],
		'add these to database/classes.ts',
	);
	assert.deepEqual(
		Object.keys(classes).filter((name) => !tables.includes(name as never)),
		[],
		'no such table',
	);
});

test('tenant tables have territory_id int not null, account tables account_id uuid not null', async () => {
	const columns = await sql<{ of: string; name: string; type: string; required: boolean }[]>`
		select n.nspname || '.' || c.relname as of, a.attname as name, a.atttypid::regtype::text as type, a.attnotnull as required
		from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
		where ${ours} and a.attnum > 0 and not a.attisdropped`;
	const types = { territory_id: 'integer', account_id: 'uuid', value: 'text' } as Record<string, string>;
	const wrong = tables.filter((name) => {
		const key = distributedBy[classOf(name) ?? 'local'];
		if (!key) return false;
		const column = columns.find((one) => one.of === name && one.name === key);
		return !column?.required || column.type !== types[key];
	});
	assert.deepEqual(wrong, []);
});

test('every primary key, unique index and exclusion holds the column that the table is distributed by', async () => {
	const keys = await sql<{ of: string; name: string; columns: string[] }[]>`
		select n.nspname || '.' || c.relname as of, k.relname as name, array(
			select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum = any(i.indkey[0:i.indnkeyatts - 1])) as columns
		from pg_index i join pg_class c on c.oid = i.indrelid join pg_class k on k.oid = i.indexrelid
		join pg_namespace n on n.oid = c.relnamespace
		where ${ours} and not c.relispartition and (i.indisunique or i.indisexclusion)`;
	const wrong = keys.filter(({ of, columns }) => {
		const key = distributedBy[classOf(of) ?? 'local'];
		return key !== undefined && !columns.includes(key);
	});
	assert.deepEqual(
		wrong.map(({ of, name, columns }) => `${of}: ${name} (${columns})`),
		[],
	);
	const withKey = new Set(keys.map(({ of }) => of));
	assert.deepEqual(
		tables.filter((name) => !withKey.has(name)),
		[],
		'these have no key at all',
	);
});

type ForeignKey = {
	name: string;
	of: string;
	to: string;
	columns: string[];
	their: string[];
	del: string;
	upd: string;
};
const foreignKeys = await sql<ForeignKey[]>`
	select k.conname as name, n.nspname || '.' || c.relname as of, m.nspname || '.' || d.relname as to,
		k.confdeltype::text as del, k.confupdtype::text as upd,
		array(select a.attname::text from unnest(k.conkey) with ordinality u(n, i) join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.n order by u.i) as columns,
		array(select a.attname::text from unnest(k.confkey) with ordinality u(n, i) join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.n order by u.i) as their
	from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
	join pg_class d on d.oid = k.confrelid join pg_namespace m on m.oid = d.relnamespace
	where ${ours} and k.contype = 'f' and k.conparentid = 0 and not c.relispartition`;

test('a foreign key stays within its class and carries the distribution column, or leads to a reference table', () => {
	const wrong = foreignKeys.filter(({ of, to, columns, their }) => {
		const [from, target] = [classOf(of), classOf(to)];
		if (target === 'reference') return from === undefined;
		if (from !== target) return true;
		const key = distributedBy[from ?? 'local'];
		const at = key ? columns.indexOf(key) : 0;
		return key !== undefined && (at === -1 || their[at] !== key);
	});
	assert.deepEqual(
		wrong.map(({ of, to, name }) => `${of} → ${to} (${name})`),
		[],
	);
});

test('a foreign key leads to the same room or one above it', () => {
	const rooms = Object.keys(order).map((room) => room.replaceAll('-', '_'));
	const place = (table: string) => rooms.indexOf(table.split('.')[0] ?? '');
	const wrong = foreignKeys.filter(({ of, to }) => place(to) > place(of));
	assert.deepEqual(
		wrong.map(({ of, to }) => `${of} → ${to}`),
		[],
	);
});

test('what is deleted is refused or taken along, never set to null or to a default', () => {
	const wrong = foreignKeys.filter(({ del, upd }) => /[nd]/.test(del) || /[nd]/.test(upd));
	assert.deepEqual(
		wrong.map(({ of, name }) => `${of} (${name})`),
		[],
	);
});

test('there are no triggers, no rules and no functions that write', async () => {
	const triggers = await sql`
		select n.nspname || '.' || c.relname || ': ' || t.tgname as name from pg_trigger t
		join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace where ${ours} and not t.tgisinternal`;
	const rules = await sql`
		select n.nspname || '.' || c.relname || ': ' || r.rulename as name from pg_rewrite r
		join pg_class c on c.oid = r.ev_class join pg_namespace n on n.oid = c.relnamespace where ${ours} and r.rulename <> '_RETURN'`;
	const functions = await sql`
		select n.nspname || '.' || p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
		where ${ours} and p.provolatile = 'v' and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`;
	assert.deepEqual(
		[...triggers, ...rules, ...functions].map((row) => row.name),
		[],
	);
});

test('no serial and no int identity: an insert through a worker of a cluster would fail', async () => {
	const columns = await sql<
		{ of: string; name: string; type: string; identity: string; def: string | null }[]
	>`
		select n.nspname || '.' || c.relname as of, a.attname as name, a.atttypid::regtype::text as type, a.attidentity::text as identity,
			pg_get_expr(d.adbin, d.adrelid) as def
		from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
		left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
		where ${ours} and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped`;
	const wrong = columns.filter(
		({ of, type, identity, def }) =>
			classOf(of) !== 'local' && (/nextval\(/.test(def ?? '') || (identity !== '' && type !== 'bigint')),
	);
	assert.deepEqual(
		wrong.map(({ of, name }) => `${of}.${name}`),
		[],
	);
	const unsure = columns.filter(
		({ type }) => type === 'timestamp without time zone' || type === 'money' || type === 'json',
	);
	assert.deepEqual(
		unsure.map(({ of, name, type }) => `${of}.${name} ${type}`),
		[],
	);
	// Those of the database itself would differ between nodes, and the application could not repeat them.
	const drawn = columns.filter(({ def }) =>
		/\b(now|random|clock_timestamp|gen_random_uuid|uuidv\d?)\(/.test(def ?? ''),
	);
	assert.deepEqual(
		drawn.map(({ of, name }) => `${of}.${name}`),
		[],
	);
});

test('trigrams are indexed on short fields only', async () => {
	const columns = await sql<{ of: string; name: string; index: string; type: string; checks: string[] }[]>`
		select distinct n.nspname || '.' || c.relname as of, a.attname as name, k.relname as index, format_type(a.atttypid, a.atttypmod) as type,
			array(select pg_get_constraintdef(o.oid) from pg_constraint o where o.conrelid = c.oid and o.contype = 'c' and a.attnum = any(o.conkey)) as checks
		from pg_index i join pg_class c on c.oid = i.indrelid join pg_class k on k.oid = i.indexrelid
		join pg_namespace n on n.oid = c.relnamespace
		join pg_depend d on d.objid = i.indexrelid and d.refobjid = c.oid and d.refobjsubid > 0
		join pg_attribute a on a.attrelid = c.oid and a.attnum = d.refobjsubid
		where ${ours} and not c.relispartition and a.atttypid in ('text'::regtype, 'varchar'::regtype)
			and pg_get_indexdef(i.indexrelid) like '%trgm_ops%'`;
	const wrong = columns.filter(({ name, type, checks }) => {
		const varying = /^character varying\((\d+)\)$/.exec(type);
		if (varying) return Number(varying[1]) > 200;
		const limits = checks.flatMap((check) =>
			[...check.matchAll(new RegExp(`length\\(${name}\\)\\s*(?:<=|<)\\s*(\\d+)`, 'g'))].map((match) =>
				Number(match[1]),
			),
		);
		return limits.length === 0 || Math.min(...limits) > 200;
	});
	assert.deepEqual(
		wrong.map(({ of, name, index }) => `${of}.${name} (${index}): limit its length to 200 by a check`),
		[],
	);
});
