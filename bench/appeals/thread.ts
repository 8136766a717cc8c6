import { randomBytes } from 'node:crypto';
import { newId } from '#platform/db/door.server.ts';
import { postgres } from '#platform/db/driver.server.ts';
import { signInCookie } from '#platform/http/cookies.ts';
import { hashOf, tokenOf } from '#rooms/identity/secrets.server.ts';
import { startServer } from '../processes.ts';
import { type Finding, rounded } from '../report.ts';
import { openBase } from './base/open.ts';
import { small } from './base/scale.ts';
import { type Ask, askInTurns, quantile } from './clients.ts';
import { atPace, paceInWords, paceOf } from './pace.ts';

const entries = 2_000;
const seconds = Number(process.env.VECHE_BENCH_SECONDS ?? 8);

type Long = { territory: number; id: string; path: string; number: string; account: string; filedAt: Date };

/** The first screen of an appeal to which two thousand things have happened: for everybody, and for the one who works on it. */
export async function thread(): Promise<Finding[]> {
	const world = await openBase('small', small);
	const sql = postgres(world.url, { max: 2, onnotice: () => {} });
	try {
		const [one] = await sql<Long[]>`
			select a.territory_id as territory, a.id, t.path, a.number, a.executor_id as account, a.filed_at as "filedAt"
			from appeals.appeal a join territories.territory t on t.id = a.territory_id
			where a.visibility = 'public' and a.state = 'in-work' and a.filed_at > '2026-10-01' order by a.id limit 1`;
		if (!one) throw new Error('no appeal is in work');
		await lengthen(sql, one);
		const server = await startServer(world, { VECHE_NO_JOBS: '1' });
		try {
			const cookie = await signIn(sql, one.account);
			const findings: Finding[] = [];
			for (const [what, ask] of [
				['for everybody', { path: `/${one.path}/appeals/${one.number}` }],
				['for its executor', { path: `/office/appeals/${one.territory}/${one.id}`, headers: { cookie } }],
			] as [string, Ask][]) {
				await askInTurns([server.address], [ask], { clients: 1, seconds: 3 });
				const pace = await paceOf(world.url);
				const { waits, wrong, statuses } = await askInTurns([server.address], [ask], { clients: 1, seconds });
				const p95 = quantile(waits, 0.95);
				findings.push({
					what: `${entries.toLocaleString('en')} entries, first screen ${what}: p95, ms`,
					value: wrong ? Number.POSITIVE_INFINITY : atPace(p95, pace),
					most: 200,
					told: `${wrong ? `answers ${JSON.stringify(statuses)}; ` : ''}p50 ${rounded(quantile(waits, 0.5), 1)}, p95 ${rounded(p95, 1)} by the clock over ${waits.length} requests; ${paceInWords(pace)}`,
				});
			}
			return findings;
		} finally {
			await server.stop();
			await sql`delete from appeals.history where territory_id = ${one.territory} and appeal_id = ${one.id} and text is not null`;
		}
	} finally {
		await sql.end();
		await world.stop();
	}
}

/** Half of it for everybody, half of it notes of the office. */
async function lengthen(sql: ReturnType<typeof postgres>, one: Long): Promise<void> {
	await sql`delete from appeals.history where territory_id = ${one.territory} and appeal_id = ${one.id} and text is not null`;
	const at = (i: number) => new Date(one.filedAt.getTime() + 60_000 * (i + 1));
	const all = Array.from({ length: entries }, (_, i) => i);
	await sql`
		insert into appeals.history (territory_id, at, id, appeal_id, kind, audience, account_id, text)
		select ${one.territory}, at, id, ${one.id}, 'noted', audience, ${one.account}, text
		from unnest(${all.map((i) => at(i).toISOString())}::timestamptz[], ${all.map((i) => newId(at(i).getTime()))}::uuid[],
			${all.map((i) => (i % 2 ? 'office' : 'public'))}::text[],
			${all.map((i) => `Запись ${i + 1}: позвонили подрядчику, обещал выехать, ждём фотографию и акт.`)}::text[])
			as t (at, id, audience, text)`;
}

async function signIn(sql: ReturnType<typeof postgres>, account: string): Promise<string> {
	const secret = randomBytes(32).toString('base64url');
	const at = new Date();
	await sql`
		insert into identity.sign_in (account_id, id, secret_hash, rotated_at, way, factor_at, proved_at, created_at, seen_at, expires_at)
		values (${account}, ${crypto.randomUUID()}, ${hashOf(secret)}, ${at}, 'password', ${at}, ${at}, ${at}, ${at},
			${new Date(at.getTime() + 86_400_000)})`;
	return `${signInCookie}=${tokenOf(account as never, secret)}`;
}
