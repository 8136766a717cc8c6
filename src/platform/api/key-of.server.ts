import type { RateLimiterMemory } from 'rate-limiter-flexible';
import { tooManyFrom } from '../http/door.server.ts';
import type { Machine, Scope } from './endpoint.ts';
import { apiPorts } from './ports.server.ts';
import { ApiRefusal } from './problem.ts';

/** Limits by their number of calls a minute. */
const limiters = new Map<number, RateLimiterMemory>();

/**
 * Who calls: the program of the key, or nobody in particular. A wrong key counts against its network address, so that
 * keys cannot be guessed; a right one has a limit of its own.
 * @throws ApiRefusal
 */
export async function machineFor(
	key: string | null,
	call: { address: string; method: string; origin: string | null; site: string; scope: Scope | null },
): Promise<Machine | null> {
	const machine = key === null ? null : await apiPorts().machineOf(key);
	if (!machine) {
		if (await tooManyFrom(call.address, call.method))
			throw new ApiRefusal(429, 'platform.too-many', { seconds: 60 }, { 'retry-after': '60' });
		if (key !== null) throw new ApiRefusal(401, 'api.key-wrong', {}, challenge);
		if (call.scope) throw new ApiRefusal(401, 'api.key-needed', { scope: call.scope }, challenge);
		return null;
	}
	try {
		await withinLimit(machine);
		if (call.origin && call.origin !== call.site && !machine.origins.includes(call.origin))
			throw new ApiRefusal(403, 'api.origin-not-allowed', { origin: call.origin.slice(0, 200) });
		if (call.scope && !machine.scopes.includes(call.scope))
			throw new ApiRefusal(403, 'api.scope-missing', { scope: call.scope });
	} catch (error) {
		apiPorts().used(machine, true);
		throw error;
	}
	apiPorts().used(machine, false);
	return machine;
}

const challenge = { 'www-authenticate': 'Bearer' };

async function withinLimit(machine: Machine): Promise<void> {
	const { RateLimiterMemory, RateLimiterRes } = await import('rate-limiter-flexible');
	let limiter = limiters.get(machine.perMinute);
	if (!limiter) {
		limiter = new RateLimiterMemory({ points: machine.perMinute, duration: 60 });
		limiters.set(machine.perMinute, limiter);
	}
	try {
		await limiter.consume(machine.id);
	} catch (over) {
		if (!(over instanceof RateLimiterRes)) throw over;
		const seconds = Math.max(1, Math.ceil(over.msBeforeNext / 1000));
		throw new ApiRefusal(
			429,
			'api.too-many',
			{ seconds, limit: machine.perMinute },
			{ 'retry-after': String(seconds) },
		);
	}
}

/** `Authorization: Bearer <key>`, or `X-Api-Key: <key>` where a program can send no other header. */
export function keyIn(headers: Headers): string | null {
	const bearer = /^Bearer\s+(\S+)\s*$/i.exec(headers.get('authorization') ?? '')?.[1];
	return bearer ?? headers.get('x-api-key')?.trim() ?? null;
}
