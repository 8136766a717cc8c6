import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { postgres } from '#platform/db/driver.server.ts';
import { median, rounded } from '../report.ts';

const file = fileURLToPath(new URL('../../docs/performance/pace.json', import.meta.url));

/**
 * How quick the machine is at this moment, by the least that a server does: a question to the database, a digest, an answer in
 * JSON, eight at once. A promise in milliseconds is kept when the measured time × this pace / the pace that was written down keeps it.
 */
export type Pace = { perSecond: number; written: number; share: number };

export async function paceOf(url: string): Promise<Pace> {
	const sql = postgres(url, { max: 8, onnotice: () => {} });
	try {
		const one = async () => {
			const [row] = await sql<
				{ sum: string }[]
			>`select sum(n * n)::text as sum from generate_series(1, 2000) n`;
			createHash('sha256')
				.update(JSON.stringify({ row, at: new Date() }).repeat(40))
				.digest('hex');
		};
		const rates: number[] = [];
		for (let round = 0; round < 4; round++) {
			let done = 0;
			const until = performance.now() + 400;
			await Promise.all(
				Array.from({ length: 8 }, async () => {
					while (performance.now() < until) {
						await one();
						done++;
					}
				}),
			);
			// the first one warms up
			if (round > 0) rates.push(done * 2.5);
		}
		const perSecond = median(rates);
		if (!existsSync(file) || process.env.VECHE_BENCH_RECORD)
			writeFileSync(file, `${JSON.stringify({ perSecond: Math.round(perSecond) })}\n`);
		const written = (JSON.parse(readFileSync(file, 'utf8')) as { perSecond: number }).perSecond;
		return { perSecond, written, share: perSecond / written };
	} finally {
		await sql.end();
	}
}

/** A time as it would be at the pace that was written down: on a quicker machine longer, on a busy one shorter. */
export const atPace = (milliseconds: number, pace: Pace): number =>
	rounded(milliseconds * Math.min(1, pace.share), 1);

export const paceInWords = (pace: Pace): string =>
	`the machine did ${Math.round(pace.perSecond)} of the reference a second, ${Math.round(pace.share * 100)} % of the pace written down`;
