import type { z } from 'zod';
import { record } from '#platform/audit/door.server.ts';
import { type Id, newId, once, type TerritoryId, type Tx, transaction } from '#platform/db/door.server.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import { announce } from '#platform/events/door.server.ts';
import { type Incoming, type StoredFile, storeUpload } from '#platform/files/door.server.ts';
import { translatorFor } from '#platform/i18n/door.ts';
import { type Actor, may } from '#platform/permissions/door.ts';
import type { AppealRef } from '../appeal.ts';
import { openReviewOf } from '../closing/open-review.ts';
import { keepPhotographs } from '../filing/draft-photographs.ts';
import { placeOf, reach } from '../reach.ts';
import * as store from '../store.server.ts';
import { begin } from '../take-up.ts';
import { type FieldReport, type fieldInput, mostOfMoment } from './field.ts';
import * as field from './field-store.server.ts';

type Given = z.output<typeof fieldInput> & {
	/** Sent with the form itself, where there is no script. */
	uploads: { before: readonly Incoming[]; after: readonly Incoming[] };
	/** Of the form: however often it is sent, it is one report. */
	key: string;
};

/** What a worker found and did at the place. It may come hours later, when the phone has a network again. */
export async function reportFromField(actor: Actor, given: Given, at = new Date()): Promise<AppealRef> {
	const account = actor.account ?? refuse('platform.sign-in-first');
	const [territory = '', id = ''] = given.appeal.split('/');
	const ref: AppealRef = { territory: Number(territory) as TerritoryId, id: id as Id<'appeal'> };
	const photographs =
		given.before.length + given.after.length + given.uploads.before.length + given.uploads.after.length;
	if (given.text.trim() === '' && photographs === 0)
		invalid({ field: 'text', code: 'appeals.field.missing' });
	for (const moment of ['before', 'after'] as const)
		if (given[moment].length + given.uploads[moment].length > mostOfMoment)
			invalid({ field: moment, code: 'appeals.form.photographs.many', facts: { max: mostOfMoment } });
	await transaction(async (tx) => {
		await refuseInReview(tx, actor, ref);
		const appeal = await reach(tx, { actor }, ref, 'appeals.report-field');
		const { text, outcome } = given;
		// photographs of a repeat have been sent anew and bear other names
		const call = {
			territory: ref.territory,
			key: `appeals.field:${account}:${given.key}`,
			request: { id, text, outcome },
		};
		await once(tx, call, async () => {
			const report = await write(tx, actor, ref, given, at);
			if (appeal.state !== 'in-work' && may(actor, 'appeals.take-up', placeOf(appeal, false))) {
				await begin(tx, appeal, actor, at);
				await announce(tx, 'appeals.taken-up', { territory: ref.territory, appeal: ref.id });
			} else await store.change(tx, ref, {}, at);
			await announce(tx, 'appeals.field-reported', { territory: ref.territory, appeal: ref.id });
			await record(tx, {
				actor,
				territory: ref.territory,
				action: 'appeals.field-reported',
				thing: { kind: 'appeal', id: ref.id },
				payload: { report: report.id, outcome, text },
			});
			return report.id;
		});
	});
	return ref;
}

/** Who works on it and comes while a controller decides is told so: the report may have waited in the phone since before. */
async function refuseInReview(tx: Tx, actor: Actor, ref: AppealRef): Promise<void> {
	const appeal = await reach(tx, { actor }, ref, 'appeals.see');
	if (!appeal.inReview || !may(actor, 'appeals.see-whole', placeOf(appeal, false))) return;
	const review = await openReviewOf(tx, ref);
	if (review)
		refuse('appeals.field.in-review-meanwhile', {
			number: appeal.number,
			date: translatorFor(actor.lang).formats.date(review.dueOn, 'long'),
		});
}

async function write(tx: Tx, actor: Actor, ref: AppealRef, given: Given, at: Date): Promise<FieldReport> {
	const id = newId<Id<'field-report'>>(at.getTime());
	const thing = { kind: 'appeals.field-report', id };
	const by = actor.account;
	const photographs: FieldReport['photographs'] = [];
	for (const moment of ['before', 'after'] as const) {
		const kept: StoredFile[] = await keepPhotographs(
			tx,
			ref,
			{ territory: ref.territory, ids: given[moment], by },
			thing,
		);
		for (const upload of given.uploads[moment])
			kept.push(
				await storeUpload(tx, upload, {
					territory: ref.territory,
					kind: 'image',
					by,
					audience: 'thing',
					thing,
				}),
			);
		photographs.push(...kept.map((file) => ({ file: file.id, name: file.name, moment })));
	}
	const written = new Date(given.written);
	const stood = Math.abs(given.lat) <= 90 && Math.abs(given.lon) <= 180;
	const report: FieldReport = {
		id,
		account: by ?? refuse('platform.sign-in-first'),
		outcome: given.outcome,
		text: given.text,
		lat: stood ? given.lat : null,
		lon: stood ? given.lon : null,
		// a phone whose clock is wrong says nothing of use
		writtenAt: written > new Date(at.getTime() - 14 * 86_400_000) && written <= at ? written : at,
		at,
		show: given.show,
		photographs,
	};
	await field.insertReport(tx, ref, report);
	await store.happened(tx, ref, at, {
		id: newId(at.getTime() + 3),
		kind: 'field-reported',
		audience: 'office',
		account: by,
		text: given.text || null,
		facts: { outcome: given.outcome, photographs: photographs.length },
	});
	return report;
}

/** With the answer the photographs that its workers took are shown to everybody who sees the appeal. Twice does no harm. */
export async function showFieldPhotographs(ref: AppealRef, at = new Date()): Promise<void> {
	await transaction(async (tx) => {
		const appeal = await store.lock(tx, ref);
		if (!appeal || appeal.mergedInto) return;
		const shown = await field.showPhotographs(tx, ref, appeal.photographs, at);
		if (shown > 0) await store.change(tx, ref, { photographs: appeal.photographs + shown }, at);
	});
}
