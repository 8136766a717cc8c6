import { record } from '#platform/audit/door.server.ts';
import {
	type AccountId,
	database,
	type TerritoryId,
	transaction,
	type Uuid,
} from '#platform/db/door.server.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import { type Actor, isWithin, may } from '#platform/permissions/door.ts';
import type { Room } from '#platform/room.ts';
import { heldInOffice } from './account.ts';
import { project, take } from './grants.ts';
import * as store from './grants-store.server.ts';
import { accountById } from './store.server.ts';

type HandOver = NonNullable<Room['handOver']>;
let ports: readonly HandOver[] = [];
/** Each room passes on what it holds; filled when the house is put together. */
export function fillHandOvers(filled: readonly HandOver[]): void {
	ports = filled;
}

/**
 * An official leaves: their work in the territory and below passes to the successor room by room, then every role they
 * hold there ends. First the work, then the rights: if the process falls in between, doing it again finishes it.
 */
export async function leaveOffice(
	actor: Actor,
	input: { account: AccountId; to: AccountId; territory: TerritoryId; why: string },
	at = new Date(),
): Promise<{ passed: number; withdrawn: number }> {
	demand(actor, 'identity.withdraw', { territory: input.territory });
	if (input.account === input.to) invalid({ field: 'to', code: 'identity.leave.same' });
	if (input.account === actor.account) refuse('identity.not-oneself');
	const successor = await accountById(database(), input.to);
	if (successor?.state !== 'active') invalid({ field: 'to', code: 'identity.leave.no-successor' });
	const held = heldInOffice(await store.grantsOf(database(), input.account, at)).filter((one) =>
		isWithin(one.territory, input.territory),
	);
	if (held.some((one) => !may(actor, 'identity.withdraw', one))) refuse('platform.not-found');
	let passed = 0;
	for (const port of ports)
		passed += await port({ actor, from: input.account, to: input.to, territory: input.territory });
	const ended: Uuid[] = [];
	await transaction(async (tx) => {
		ended.length = 0;
		for (const one of held)
			if (await take(tx, actor, { account: input.account, grant: one.id, why: input.why }, at))
				ended.push(one.id);
		await record(tx, {
			actor,
			territory: input.territory,
			action: 'identity.left-office',
			thing: { kind: 'account', id: input.account },
			about: input.account,
			payload: { to: input.to, passed, why: input.why },
		});
	});
	for (const id of ended) await project(input.account, id);
	return { passed, withdrawn: ended.length };
}
