import { timingSafeEqual } from 'node:crypto';
import { config } from '#platform/config/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { metrics } from '#platform/http/metrics.server.ts';
import type { RequestHandler } from './$types';

/** Figures in the text form of Prometheus. Open to who brings VECHE_METRICS_TOKEN; where none is set, to this machine only. */
export const GET: RequestHandler = async ({ request, getClientAddress }) => {
	const wanted = config().metricsToken;
	const brought = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1] ?? '';
	const own = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(getClientAddress());
	if (wanted ? !same(wanted, brought) : !own) refuse('platform.not-found');
	return new Response(await metrics.metrics(), {
		headers: { 'content-type': metrics.contentType, 'cache-control': 'no-store' },
	});
};

function same(one: string, other: string): boolean {
	const [a, b] = [Buffer.from(one), Buffer.from(other)];
	return a.length === b.length && timingSafeEqual(a, b);
}
