import { type AccountId, type Id, newId, type Tx } from '#platform/db/door.server.ts';
import { invalid } from '#platform/errors/door.ts';
import { type Incoming, storeUpload, takeUpload } from '#platform/files/door.server.ts';
import type { AppealRef } from '../appeal.ts';
import { isOffered } from '../listed/listed.ts';
import type { DissentKind } from './closing.ts';
import { dissentReasons } from './reasons-store.server.ts';
import * as store from './store.server.ts';

/** What is said against an answer. */
export type Said = {
	/** A code of `appeals.dissent_reason`. */
	reason: string | null;
	text: string;
	photographs: readonly Incoming[];
};

/** The slow part, before the transaction. */
export async function takeAll(photographs: readonly Incoming[]): Promise<void> {
	for (const upload of photographs) await takeUpload(upload, 'image');
}

/**
 * Writes down "not done" with its photographs, which only the authority and the one who sent them see. The caller has locked the
 * appeal.
 * @returns false where this account has said so of this answer before
 */
export async function writeDissent(
	tx: Tx,
	ref: AppealRef,
	what: Said & { round: number; kind: DissentKind; account: AccountId | null; at: Date },
): Promise<boolean> {
	const known = what.reason === null ? undefined : (await dissentReasons(tx)).filter(isOffered);
	if (known && !known.some((one) => one.code === what.reason))
		invalid({ field: 'why', code: 'appeals.not-done.why.missing' });
	const id = newId<Id<'dissent'>>(what.at.getTime());
	const { round, kind, account, reason, text, at } = what;
	if (!(await store.insertDissent(tx, ref, { id, round, kind, account, reason, text, at }))) return false;
	for (const [position, upload] of what.photographs.entries()) {
		const file = await storeUpload(tx, upload, {
			territory: ref.territory,
			kind: 'image',
			by: account,
			audience: 'thing',
			thing: { kind: 'appeals.dissent', id },
		});
		await store.insertDissentPhotograph(tx, ref.territory, id, { file: file.id, name: file.name, position });
	}
	return true;
}
