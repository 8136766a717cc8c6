import { dayIn } from '#platform/calendar/door.ts';
import { keyedHash } from '#platform/config/keys.server.ts';
import { database, newId, storedAnswer, type Tx, takeKeys, transaction } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { leafOf } from '#platform/transparency/door.server.ts';
import { tree, view } from '#rooms/territories/door.server.ts';
import type { AppealId, AppealRef } from './appeal.ts';
import { soundsUrgent } from './emergency.ts';
import { checkFiling } from './filing/check-filing.ts';
import { keepPhotographs } from './filing/draft-photographs.ts';
import { fileTogether, type Ready, writeFilings } from './filing/file-together.ts';
import type { Filing, Receipt } from './filing/filing.ts';
import { followCodeFrom, hashOfFollowCode } from './follow-code.ts';
import { cellOf } from './place.ts';
import { insertPhotograph, read } from './store.server.ts';

/**
 * Takes an appeal in and gives its number. What a person gets a receipt for is on the disk by then; registering, routing,
 * telling and listing follow as jobs. What comes while others are being written goes with the next commit.
 */
export async function fileAppeal(
	actor: Actor,
	filing: Filing,
	now = new Date(),
	/** What another room keeps of it, in the same transaction. */
	beside?: (tx: Tx, ref: AppealRef) => Promise<unknown>,
): Promise<Receipt> {
	const checked = await checkFiling(actor, filing, { now });
	if (checked.emergency && !filing.notUrgent && !filing.waited) refuse('appeals.emergency');
	const urgent = isUrgent(filing, checked.emergency);
	const { owner, zone, terms, dueOn, dueAt } = checked;
	/** Whose appeal it is: nobody's account when an official writes for somebody. */
	const author = filing.filedBy ? null : actor.account;
	demand(actor, 'appeals.file', { territory: owner });
	const code = (await view(owner))?.shortCode ?? refuse('appeals.territory-not-found');
	const ref: AppealRef = { territory: owner, id: newId<AppealId>(now.getTime()) };
	const followCode = author ? '' : followCodeFrom(keyedHash('appeals.follow', `${owner} ${filing.key}`));
	const year = Number(dayIn(zone, now).slice(0, 4));
	const leaf = leafOf({
		kind: 'appeal',
		territory: owner,
		thing: ref.id,
		at: now,
		content: JSON.stringify({
			category: checked.category,
			text: filing.text,
			where: filing.where,
			point: checked.point,
		}),
	});
	const call = {
		territory: owner,
		key: `appeals.file:${filing.key}`,
		request: { ...filing, key: '', by: actor.account },
	};
	const ready: Ready = {
		key: { ...call, answer: { id: ref.id, dueOn } },
		entry: {
			actor,
			territory: owner,
			action: 'appeals.filed',
			thing: { kind: 'appeal', id: ref.id },
			payload: {
				channel: filing.channel,
				category: checked.category,
				...(filing.filedBy ? { forAnother: true } : {}),
				...(filing.notUrgent ? { notUrgent: true } : {}),
				...(urgent ? { urgent: true } : {}),
			},
		},
		leaf: { kind: 'appeal', territory: owner, thing: ref.id, at: now, ...leaf },
		applicant: {
			account: author,
			name: filing.name || (filing.filedBy ? '' : actor.name),
			email: filing.email,
			phone: filing.phone,
			address: filing.address ?? null,
			followHash: followCode ? hashOfFollowCode(followCode) : null,
		},
		terms,
		answers: checked.answers,
		beside,
		appeal: {
			...ref,
			standing: checked.standing,
			channel: filing.channel,
			lang: actor.lang,
			category: checked.category,
			categoryBy: checked.categoryBy,
			text: filing.text,
			visibility: filing.visibility,
			point: checked.point,
			cell: checked.point ? cellOf(checked.point) : null,
			placeWords: filing.where,
			place: checked.place,
			author,
			dueOn,
			dueAt,
			photographs: 0,
			filedBy: filing.filedBy ?? null,
			externalId: filing.externalId ?? null,
			urgent,
			shown: checked.shown,
			nonce: leaf.nonce,
			leaf: leaf.leaf,
			at: now,
			code,
			year,
		},
	};
	try {
		const number = filing.photograph.length
			? await fileWithPhotographs(ready, {
					territory: tree.ownerOf(filing.territory) ?? owner,
					ids: filing.photograph,
					by: actor.account,
				})
			: await fileTogether(ready);
		return { ...ref, number, dueOn, filedAt: now, code: followCode, urgent };
	} catch (failure) {
		const first = await storedAnswer<{ id: string; dueOn: string }>(database(), call, failure);
		const filed = await read(database(), { territory: owner, id: first.id as AppealId });
		if (!filed) throw failure;
		return {
			territory: owner,
			id: filed.id,
			number: filed.number,
			dueOn: first.dueOn,
			filedAt: filed.filedAt,
			code: followCode,
			urgent: filed.urgent,
		};
	}
}

/** What came from another system has its past there; whoever was asked and said no is believed. */
const isUrgent = (filing: Filing, emergency: boolean): boolean =>
	!filing.notUrgent &&
	filing.channel !== 'import' &&
	(emergency || soundsUrgent(`${filing.text}\n${filing.where}`));

/** Files are looked at and taken over one by one: such a filing has a transaction of its own. */
function fileWithPhotographs(ready: Ready, drafts: Parameters<typeof keepPhotographs>[2]): Promise<string> {
	const { appeal } = ready;
	const ref: AppealRef = { territory: appeal.territory, id: appeal.id };
	return transaction(async (tx) => {
		// a repeat ends here, before it asks for files that the first one took
		await takeKeys(tx, [ready.key]);
		const files = await keepPhotographs(tx, ref, drafts);
		const numbers = await writeFilings(tx, [{ ...ready, appeal: { ...appeal, photographs: files.length } }], {
			keysTaken: true,
		});
		for (const [position, file] of files.entries())
			await insertPhotograph(tx, ref, {
				file: file.id,
				moment: 'before',
				name: file.name,
				position,
				at: appeal.at,
			});
		return numbers.get(appeal.id) as string;
	});
}
