import { record } from '#platform/audit/door.server.ts';
import { type Id, newId, once, type Tx, transaction } from '#platform/db/door.server.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import { announce } from '#platform/events/door.server.ts';
import { type Incoming, storeUpload } from '#platform/files/door.server.ts';
import type { AppealRef } from '../appeal.ts';
import { mostPhotographs } from '../filing/check-filing.ts';
import { reach, type Viewer } from '../reach.ts';
import * as store from '../store.server.ts';
import { groundOf } from '../terms/ground.server.ts';
import { goOnWhenAllAnswered } from './ask-author.ts';
import * as inquiries from './inquiry-store.server.ts';

/**
 * The author adds to the appeal: answers a question, or says more unasked. Words and photographs are seen by the author and the
 * authority only: a question may be about what is nobody else's business.
 */
export async function addFromAuthor(
	viewer: Viewer,
	ref: AppealRef,
	input: {
		inquiry: Id<'inquiry'> | null;
		text: string;
		photographs: readonly Incoming[];
		/** Of the form: pressed twice, it adds once. */
		key?: string;
	},
	at = new Date(),
): Promise<void> {
	if (input.text.trim() === '' && input.photographs.length === 0)
		invalid({ field: 'text', code: 'appeals.supplement.missing' });
	if (input.photographs.length > mostPhotographs)
		invalid({ field: 'photographs', code: 'appeals.form.photographs.many', facts: { max: mostPhotographs } });
	await groundOf(ref.territory);
	const { inquiry, text } = input;
	await transaction(async (tx) => {
		await reach(tx, viewer, ref, 'appeals.supplement');
		const key = input.key && `appeals.supplement:${ref.id}:${input.key}`;
		if (key) await once(tx, { territory: ref.territory, key, request: { inquiry, text } }, () => add(tx));
		else await add(tx);
	});

	async function add(tx: Tx): Promise<true> {
		const { account } = viewer.actor;
		if (input.inquiry && !(await inquiries.endInquiry(tx, ref, input.inquiry, 'answered', at)))
			refuse('appeals.inquiry.over');
		const id = newId<Id<'supplement'>>(at.getTime());
		await inquiries.insertSupplement(tx, ref, { id, inquiry, text, account, at });
		for (const [position, upload] of input.photographs.entries()) {
			const file = await storeUpload(tx, upload, {
				territory: ref.territory,
				kind: 'image',
				by: account,
				audience: 'thing',
				thing: { kind: 'appeals.supplement', id },
			});
			await inquiries.insertSupplementPhotograph(tx, ref.territory, id, {
				file: file.id,
				name: file.name,
				position,
			});
		}
		await store.happened(tx, ref, at, {
			id: newId(at.getTime()),
			kind: inquiry ? 'replied' : 'supplemented',
			audience: 'author',
			account,
			text: text || null,
			facts: { photographs: input.photographs.length },
		});
		if (inquiry) await goOnWhenAllAnswered(tx, ref, { by: account, at });
		else await store.change(tx, ref, {}, at);
		await announce(tx, 'appeals.supplemented', {
			territory: ref.territory,
			appeal: ref.id,
			round: at.getTime(),
			replied: inquiry !== null,
		});
		await record(tx, {
			actor: viewer.actor,
			territory: ref.territory,
			action: inquiry ? 'appeals.replied' : 'appeals.supplemented',
			thing: { kind: 'appeal', id: ref.id },
		});
		return true;
	}
}
