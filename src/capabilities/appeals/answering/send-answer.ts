import { record } from '#platform/audit/door.server.ts';
import { type AccountId, type Db, type Id, newId, type Tx } from '#platform/db/door.server.ts';
import { announce } from '#platform/events/door.server.ts';
import { keepFiles } from '#platform/files/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { accountsOf } from '#rooms/identity/door.server.ts';
import { type BodyRef, staffOf } from '#rooms/organisations/door.server.ts';
import type { Appeal } from '../appeal.ts';
import { endInquiries } from '../inquiry/end-inquiries.ts';
import * as appeals from '../store.server.ts';
import { answerTerms } from '../terms/answer-terms.ts';
import type { CheckAnswer } from './checklist.ts';
import * as store from './draft-store.server.ts';

/**
 * The answer leaves: what waits in the draft becomes an answer that its author reads, and the appeal waits for their word. The
 * row of the appeal is locked and everything was asked for before.
 */
export async function sendAnswer(
	tx: Tx,
	appeal: Appeal,
	answer: {
		text: string;
		checks: readonly CheckAnswer[];
		round: number;
		/** Who wrote it. */
		by: AccountId;
		/** Who signs it: the last head who agreed, else who wrote it. */
		signs: AccountId;
	},
	actor: Actor,
	at: Date,
): Promise<void> {
	const { body } = appeal;
	if (!body) throw new Error('an appeal that can be answered has a body');
	const id = newId<Id<'answer'>>(at.getTime());
	const { round, text, checks } = answer;
	await appeals.insertAnswer(tx, appeal, {
		id,
		round,
		text,
		body,
		account: answer.by,
		answeredAt: at,
		...(await signatureOf(tx, body, answer.signs)),
	});
	await store.insertChecks(tx, appeal, id, checks);
	const added = await takePhotographs(tx, appeal, round, at);
	await store.deleteDraft(tx, appeal);
	await appeals.change(
		tx,
		appeal,
		{
			state: 'answered',
			answeredAt: at,
			executor: appeal.executor ?? answer.by,
			photographs: appeal.photographs + added,
			approval: null,
		},
		at,
	);
	await endInquiries(tx, appeal, 'by-answer', at);
	await answerTerms(tx, appeal, { account: answer.by, at });
	await appeals.happened(tx, appeal, at, {
		id: newId(at.getTime() + 1),
		kind: 'answered',
		audience: 'public',
		account: answer.by,
		body,
		facts: { round },
	});
	await announce(tx, 'appeals.answered', { territory: appeal.territory, appeal: appeal.id, round });
	await record(tx, {
		actor,
		territory: appeal.territory,
		action: 'appeals.answered',
		thing: { kind: 'appeal', id: appeal.id },
		payload: { round, text, checks: checks.map(({ item, value }) => ({ item, value })) },
	});
}

/** @returns how many */
async function takePhotographs(tx: Tx, appeal: Appeal, round: number, at: Date): Promise<number> {
	const photographs = await store.draftPhotographsOf(tx, appeal);
	if (photographs.length === 0) return 0;
	await keepFiles(
		tx,
		photographs.map((one) => ({ territory: appeal.territory, id: one.file })),
		{ thing: { kind: 'appeals.appeal', id: appeal.id }, audience: 'thing', field: 'photographs' },
	);
	for (const [i, { file, name, takenAt, metres, confirmed }] of photographs.entries())
		await appeals.insertPhotograph(tx, appeal, {
			file,
			moment: 'after',
			name,
			position: appeal.photographs + i,
			at,
			round,
			takenAt,
			metres,
			confirmed,
		});
	return photographs.length;
}

/** The name and the post as the body has them; a name of the account where the body shows none. */
export async function signatureOf(
	db: Db,
	body: BodyRef,
	account: AccountId,
): Promise<{ signedName: string | null; signedPost: string | null }> {
	const member = (await staffOf(body, db))
		.filter((one) => one.account === account)
		.sort((a, b) => Number(b.role === 'head') - Number(a.role === 'head'))[0];
	const name = member?.publicName ?? (await accountsOf([account])).get(account)?.name ?? '';
	return { signedName: name.slice(0, 200) || null, signedPost: member?.post || null };
}
