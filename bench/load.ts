import autocannon from 'autocannon';

export type Load = { perSecond: number; p99: number; mean: number; wrong: number };

/** Sends requests over 32 connections, as fast as they are answered or at an offered rate. */
export async function load(
	url: string | string[],
	{ seconds, rate, amount }: { seconds?: number; rate?: number; amount?: number },
): Promise<Load> {
	const [first = '', ...more] = typeof url === 'string' ? [url] : url;
	const headers = { accept: 'text/html', 'accept-encoding': 'identity', 'accept-language': 'ru' };
	const result = await autocannon({
		url: first,
		connections: 32,
		headers,
		...(more.length
			? {
					requests: [first, ...more].map((one) => ({
						method: 'GET' as const,
						path: new URL(one).pathname,
						headers,
					})),
				}
			: {}),
		...(amount ? { amount } : { duration: seconds ?? 5 }),
		...(rate ? { overallRate: rate } : {}),
	});
	return {
		perSecond: result.requests.total / result.duration,
		p99: result.latency.p99,
		mean: result.latency.mean,
		wrong: result.non2xx + result.errors,
	};
}
