import { readHealth } from '#platform/jobs/door.server.ts';
import type { RequestHandler } from './$types';

/**
 * For balancers and monitors: 200 when requests can be answered and written down, 503 when not. `?live` asks only whether the process is there,
 * so that a database that is away does not get every process started anew.
 */
export const GET: RequestHandler = async ({ locals, url }) => {
	const headers = { 'cache-control': 'no-store' };
	if (url.searchParams.has('live')) return Response.json({ status: 'ok' }, { headers });
	const health = await readHealth();
	const { log } = health;
	const told = log
		? { ...health, log: { ...log, says: locals.t.any(`transparency.halted.${log.reason}`) } }
		: health;
	return Response.json(told, { status: ['fail', 'full'].includes(health.status) ? 503 : 200, headers });
};
