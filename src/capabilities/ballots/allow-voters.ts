import { record } from '#platform/audit/door.server.ts';
import { type AccountId, database, newId, transaction, type Uuid } from '#platform/db/door.server.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { emailField, veiled } from '#rooms/identity/door.server.ts';
import * as store from './allowed-store.server.ts';
import type { Ballot, BallotRef } from './ballot.ts';
import { lockForMaker } from './make-draft.ts';
import { placeOf, seen } from './see.ts';
import type { AllowedRow } from './views.ts';

const mostAtOnce = 20_000;
const mostShown = 500;

/** Names those who may vote. From opening on the list stands. */
export async function allow(
	actor: Actor,
	ref: BallotRef,
	input: { emails?: readonly string[]; accounts?: readonly AccountId[] },
	at = new Date(),
): Promise<number> {
	const emails = [...new Set((input.emails ?? []).map((one) => one.trim()).filter(Boolean))];
	const accounts = [...new Set(input.accounts ?? [])];
	if (emails.length + accounts.length > mostAtOnce)
		invalid({ field: 'emails', code: 'ballots.allowed.many', facts: { most: mostAtOnce } });
	const parsed = emails.map((email) => ({ email, read: emailField.safeParse(email) }));
	const wrong = parsed.find(({ read }) => !read.success);
	if (wrong) invalid({ field: 'emails', code: 'ballots.allowed.email', facts: { email: wrong.email } });
	return transaction(async (tx) => {
		demandBefore(await lockForMaker(tx, actor, ref));
		const added = await store.insertAllowed(tx, ref, [
			...parsed.map(({ read }) => ({
				id: newId<Uuid>(),
				at,
				account: null,
				email: { address: read.data as string, shown: veiled(read.data as string) },
			})),
			...accounts.map((account) => ({ id: newId<Uuid>(), at, account, email: null })),
		]);
		await record(tx, {
			actor,
			territory: ref.territory,
			action: 'ballots.list-changed',
			thing: { kind: 'ballot', id: ref.id },
			payload: { added },
			at,
		});
		return added;
	});
}

export async function disallow(actor: Actor, ref: BallotRef, id: Uuid): Promise<void> {
	await transaction(async (tx) => {
		demandBefore(await lockForMaker(tx, actor, ref));
		await store.deleteAllowed(tx, ref, id);
		await record(tx, {
			actor,
			territory: ref.territory,
			action: 'ballots.list-changed',
			thing: { kind: 'ballot', id: ref.id },
			payload: { removed: 1 },
		});
	});
}

export async function allowedOf(
	actor: Actor,
	ref: BallotRef,
): Promise<{ rows: AllowedRow[]; count: number }> {
	demand(actor, 'ballots.make', placeOf(await seen(actor, ref)));
	const db = database();
	const [rows, count] = await Promise.all([
		store.allowedRows(db, ref, mostShown),
		store.countAllowed(db, ref),
	]);
	return { rows, count };
}

function demandBefore({ state }: Ballot): void {
	if (state !== 'draft' && state !== 'announced') refuse('ballots.already-fixed');
}
