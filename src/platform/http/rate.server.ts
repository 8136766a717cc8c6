import type { RateLimiterMemory } from 'rate-limiter-flexible';
import { config } from '../config/door.server.ts';

let reading: RateLimiterMemory | undefined;
let writing: RateLimiterMemory | undefined;

/** Whether this address asks more often than a person does. Writes are counted apart: a tenth of the reads. */
export async function tooManyFrom(address: string, method: string): Promise<boolean> {
	const limit = config().rate;
	if (limit === 0) return false;
	const { RateLimiterMemory } = await import('rate-limiter-flexible');
	reading ??= new RateLimiterMemory({ points: limit, duration: 60 });
	writing ??= new RateLimiterMemory({ points: Math.max(10, Math.ceil(limit / 10)), duration: 60 });
	try {
		await (method === 'GET' || method === 'HEAD' ? reading : writing).consume(address);
		return false;
	} catch {
		return true;
	}
}
