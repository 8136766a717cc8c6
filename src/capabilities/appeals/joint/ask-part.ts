import { record } from '#platform/audit/door.server.ts';
import { dayIn } from '#platform/calendar/door.ts';
import { type Id, newId, type Tx, transaction } from '#platform/db/door.server.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import { announce } from '#platform/events/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { type BodyRef, bodyKey } from '#rooms/organisations/door.server.ts';
import { zoneOf } from '#rooms/territories/door.server.ts';
import type { AppealRef } from '../appeal.ts';
import { reach } from '../reach.ts';
import { checkBody } from '../route-appeal.ts';
import * as store from '../store.server.ts';
import * as joint from './joint-store.server.ts';
import { bodiesIn, type Part, takesPart } from './part.ts';

/**
 * The leading body asks another one for its part of the work, with a task and an inner term that is never later than the answer's.
 * Everybody sees that it takes part; the task is a matter of the office.
 */
export async function askPart(
	actor: Actor,
	ref: AppealRef,
	input: { body: BodyRef; task: string; due: string },
	at = new Date(),
): Promise<Id<'part'>> {
	const id = newId<Id<'part'>>(at.getTime());
	await transaction(async (tx) => {
		const appeal = await reach(tx, { actor }, ref, 'appeals.ask-part');
		const account = actor.account ?? refuse('platform.sign-in-first');
		await checkBody(tx, input.body, null);
		const old = await joint.partsOf(tx, ref);
		const key = bodyKey(input.body);
		if (appeal.body && bodyKey(appeal.body) === key) invalid({ field: 'body', code: 'appeals.joint.leads' });
		if (old.some((one) => takesPart(one) && bodyKey(one.body) === key))
			invalid({ field: 'body', code: 'appeals.joint.asked-already' });
		const today = dayIn(zoneOf(ref.territory), at);
		// what is late already is late for everybody
		const due = appeal.dueOn < today ? appeal.dueOn : input.due;
		if (appeal.dueOn >= today && (due < today || due > appeal.dueOn))
			invalid({ field: 'due', code: 'appeals.joint.due', facts: { most: appeal.dueOn } });
		const part: Part = {
			id,
			appeal: ref.id,
			body: input.body,
			task: input.task,
			dueOn: due,
			state: 'asked',
			executor: null,
			account,
			askedAt: at,
			report: null,
			reportedBy: null,
			endedAt: null,
		};
		await joint.insertPart(tx, ref, part);
		await tellAll(tx, ref, { kind: 'part-asked', part, actor, text: input.task }, at);
		await store.happened(tx, ref, at, {
			id: newId(at.getTime()),
			kind: 'part-joined',
			audience: 'public',
			account,
			body: input.body,
		});
	});
	return id;
}

/** The leading body needs the part no more. @returns the body that was asked, whose desk it leaves */
export async function withdrawPart(
	actor: Actor,
	ref: AppealRef,
	id: Id<'part'>,
	reason: string,
	at = new Date(),
): Promise<BodyRef> {
	return transaction(async (tx) => {
		await reach(tx, { actor }, ref, 'appeals.ask-part');
		const part = await partIn(tx, ref, id, takesPart);
		await joint.changePart(tx, ref, id, { state: 'withdrawn', endedAt: at });
		await leave(tx, ref, part, { kind: 'part-withdrawn', actor, text: reason }, at);
		return part.body;
	});
}

/** The report does not do: the part is in work again, by the same term. */
export async function sendPartBack(
	actor: Actor,
	ref: AppealRef,
	id: Id<'part'>,
	reason: string,
	at = new Date(),
): Promise<void> {
	await transaction(async (tx) => {
		await reach(tx, { actor }, ref, 'appeals.ask-part');
		const part = await partIn(tx, ref, id, (one) => one.state === 'reported');
		await joint.changePart(tx, ref, id, { state: 'in-work', endedAt: null });
		await tellAll(tx, ref, { kind: 'part-sent-back', part, actor, text: reason }, at);
	});
}

/** The part, if it is as it must be; another answer would tell whether somebody was quicker. */
export async function partIn(
	tx: Tx,
	ref: AppealRef,
	id: Id<'part'>,
	is: (part: Part) => boolean,
): Promise<Part> {
	const part = (await joint.partsOf(tx, ref)).find((one) => one.id === id);
	if (!part) refuse('appeals.joint.not-found');
	if (!is(part)) refuse('appeals.joint.not-now');
	return part;
}

type News = { kind: string; actor: Actor; text: string | null };

/** A body takes part no more: everybody sees that, the office sees why. */
export async function leave(tx: Tx, ref: AppealRef, part: Part, news: News, at: Date): Promise<void> {
	await store.happened(tx, ref, at, {
		id: newId(at.getTime() + 1),
		kind: 'part-left',
		audience: 'public',
		account: news.actor.account,
		body: part.body,
	});
	await tellAll(tx, ref, { ...news, part }, at);
}

/** What every step of a part writes: the bodies at work counted from the rows, the line of the office, the news, the audit. */
export async function tellAll(tx: Tx, ref: AppealRef, news: News & { part: Part }, at: Date): Promise<void> {
	const { part, kind, actor, text } = news;
	await store.change(tx, ref, { withBodies: bodiesIn(await joint.partsOf(tx, ref)) }, at);
	await store.happened(tx, ref, at, {
		id: newId(at.getTime()),
		kind,
		audience: 'office',
		account: actor.account,
		body: part.body,
		text,
	});
	await announce(tx, 'appeals.part-changed', {
		territory: ref.territory,
		appeal: ref.id,
		// its row leaves the desk if it takes part no more
		was: part.body,
		part: part.id,
		news: kind,
		round: at.getTime(),
	});
	await record(tx, {
		actor,
		territory: ref.territory,
		action: 'appeals.part-changed',
		thing: { kind: 'appeal', id: ref.id },
		payload: { part: part.id, body: part.body.id, step: kind, text },
	});
}
