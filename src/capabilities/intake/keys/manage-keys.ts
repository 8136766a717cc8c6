import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { type Scope, scopes } from '#platform/api/door.server.ts';
import { record } from '#platform/audit/door.server.ts';
import { database, newId, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { zoneOf } from '#rooms/territories/door.server.ts';
import { type ApiKey, isGood, type KeyId, newKey, originOf } from './key.ts';
import * as store from './store.server.ts';

const several = z
	.union([z.string(), z.array(z.string())])
	.optional()
	.transform((one) => (one === undefined || one === '' ? [] : Array.isArray(one) ? one : [one]));

export const keyInput = z.object({
	name: z.string().min(1, 'intake.keys.name.missing').max(120),
	contact: z.string().max(200).default(''),
	scope: several.pipe(z.array(z.enum(scopes)).min(1, 'intake.keys.scope.missing')),
	/** One a line. */
	origins: z.string().max(5_000).default(''),
	perMinute: z.coerce.number('platform.field.not-a-number').int().min(1).max(6_000).default(60),
	/** The last day on which it works; empty: until it is taken back. */
	until: z.union([z.literal(''), z.iso.date()]).default(''),
});

/**
 * Issues a key of a program for the territory and everything below it.
 * @returns the key itself, which is shown this once and kept nowhere
 */
export async function issueKey(
	actor: Actor,
	territory: TerritoryId,
	input: z.output<typeof keyInput>,
	now = new Date(),
): Promise<{ key: string; id: KeyId }> {
	demand(actor, 'intake.keys', { territory });
	const by = actor.account ?? refuse('platform.sign-in-first');
	const typed = input.origins.split(/[\s,;]+/).filter(Boolean);
	const origins = typed.map(originOf);
	const wrong = typed.find((_, i) => origins[i] === null);
	if (wrong !== undefined)
		invalid({ field: 'origins', code: 'intake.keys.origins.wrong', facts: { site: wrong.slice(0, 100) } });
	if (origins.length > 50)
		invalid({ field: 'origins', code: 'intake.keys.origins.many', facts: { most: 50 } });
	const expiresAt = input.until ? endOf(input.until, zoneOf(territory)) : null;
	if (expiresAt && expiresAt <= now) invalid({ field: 'until', code: 'intake.keys.until.past' });
	const id = newId<KeyId>(now.getTime());
	const { key, hash } = newKey(territory, id);
	const row: ApiKey = {
		territory,
		id,
		name: input.name,
		contact: input.contact,
		scopes: [...new Set(input.scope)] as Scope[],
		origins: [...new Set(origins as string[])],
		perMinute: input.perMinute,
		createdBy: by,
		createdAt: now,
		expiresAt,
		revokedAt: null,
		lastUsedAt: null,
	};
	await transaction(async (tx) => {
		await store.insert(tx, row, hash);
		await record(tx, {
			actor,
			territory,
			action: 'intake.key-issued',
			thing: { kind: 'api-key', id },
			payload: {
				name: row.name,
				scopes: row.scopes,
				origins: row.origins,
				perMinute: row.perMinute,
				until: input.until,
			},
		});
	});
	return { key, id };
}

const endOf = (day: string, zone: string): Date =>
	new Date(Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds);

/** Takes a key back: the very next call with it is refused. */
export async function revokeKey(
	actor: Actor,
	territory: TerritoryId,
	id: KeyId,
	now = new Date(),
): Promise<void> {
	demand(actor, 'intake.keys', { territory });
	const by = actor.account ?? refuse('platform.sign-in-first');
	await transaction(async (tx) => {
		const key = (await store.lock(tx, territory, id)) ?? refuse('platform.not-found');
		if (key.revokedAt) refuse('intake.keys.already-revoked');
		await store.revoke(tx, territory, id, by, now);
		await record(tx, {
			actor,
			territory,
			action: 'intake.key-revoked',
			thing: { kind: 'api-key', id },
			payload: { name: key.name },
		});
	});
}

export type ListedKey = ApiKey & { state: 'works' | 'expired' | 'revoked'; calls: number; refused: number };

/** Keys of the territory with how often they were used in the last thirty days. */
export async function listKeys(actor: Actor, territory: TerritoryId, now = new Date()): Promise<ListedKey[]> {
	demand(actor, 'intake.keys', { territory });
	const since = new Date(now.getTime() - 30 * 86_400_000).toISOString().slice(0, 10);
	const [keys, used] = await Promise.all([
		store.list(database(), territory),
		store.uses(database(), territory, since),
	]);
	const of = new Map(used.map((one) => [one.key, one]));
	return keys.map((key) => ({
		...key,
		state: key.revokedAt ? 'revoked' : isGood(key, now) ? 'works' : 'expired',
		calls: of.get(key.id)?.calls ?? 0,
		refused: of.get(key.id)?.refused ?? 0,
	}));
}
