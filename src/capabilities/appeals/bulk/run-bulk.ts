import { record } from '#platform/audit/door.server.ts';
import { database, type Id, newId, type Tx, transaction } from '#platform/db/door.server.ts';
import { Invalid, Refusal, refuse } from '#platform/errors/door.ts';
import { startWork } from '#platform/jobs/door.server.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type { Work } from '#platform/room.ts';
import { standingActor } from '#rooms/identity/door.server.ts';
import { type BodyRef, bodyKey } from '#rooms/organisations/door.server.ts';
import { approveAnswer } from '../answering/approve-answer.ts';
import type { Appeal, AppealRef } from '../appeal.ts';
import { assignAppeal } from '../assign-appeal.ts';
import { classifyAppeal } from '../classify-appeal.ts';
import { closeAppeal } from '../close-appeal.ts';
import { commentInternally } from '../comment-appeal.ts';
import { countDesksNow } from '../desk/count-desks.ts';
import { type NamedDesk, placeOfDesk, territoryOf } from '../desk/desk.ts';
import { leadAmong } from '../merging/lead-among.ts';
import { mergeAppeal } from '../merging/merge-appeal.ts';
import { passOn } from '../pass-on.ts';
import { project } from '../project.ts';
import { routeAppeal } from '../route-appeal.ts';
import * as appeals from '../store.server.ts';
import { takeUp } from '../take-up.ts';
import { termsOf } from '../terms/store.server.ts';
import {
	type Bulk,
	type BulkAct,
	type BulkItem,
	type BulkRef,
	canBeUndone,
	mostInBulk,
	type Snapshot,
	snapshotOf,
} from './bulk.ts';
import * as store from './bulk-store.server.ts';
import { undoSecondsIn } from './desk-settings.ts';

/** More than so many are done by a job, and the page shows how far it is. */
const atOnce = 60;
/**
 * Does one thing with many appeals, each in a transaction of its own: what is refused for one stays as it is, is told by its
 * number, and holds up no other.
 */
export async function beginBulk(
	actor: Actor,
	desk: NamedDesk,
	chosen: readonly AppealRef[],
	asked: BulkAct,
): Promise<BulkRef> {
	demand(actor, 'appeals.work', placeOfDesk(desk.desk));
	const account = actor.account ?? refuse('platform.sign-in-first');
	const territory = territoryOf(desk.desk);
	const all = [...new Map(chosen.map((ref) => [`${ref.territory}/${ref.id}`, ref])).values()].slice(
		0,
		mostInBulk,
	);
	const act = asked.do === 'merge' ? { ...asked, into: asked.into ?? (await leadAmong(all)) } : asked;
	const refs = act.do === 'merge' ? all.filter((ref) => ref.id !== act.into.id) : all;
	const at = new Date();
	const bulk = { territory, id: newId<Id<'bulk'>>(at.getTime()) };
	const body = desk.desk.kind === 'body' ? desk.desk.body.id : null;
	await transaction(async (tx) => {
		await store.insertBulk(tx, { ...bulk, body, account, act, at }, refs);
		await record(tx, {
			actor,
			territory,
			action: 'appeals.bulk-begun',
			thing: { kind: 'bulk', id: bulk.id },
			payload: { ...act, count: refs.length },
		});
		if (refs.length > atOnce)
			await startWork(tx, {
				job: 'appeals.bulk',
				territory,
				by: account,
				title: { key: `appeals.bulk.title.${act.do}`, facts: { count: refs.length } },
				payload: bulk,
			});
	});
	if (refs.length <= atOnce) await doBulk(actor, bulk);
	return bulk;
}

/** The job of a long one: by the rights that the person has now, and from where an earlier run stopped. */
export async function runBulk(bulk: BulkRef, work: Work | null): Promise<void> {
	const known = await store.readBulk(database(), bulk);
	const actor = known && (await standingActor(known.account));
	if (actor) await doBulk(actor, bulk, work);
}

async function doBulk(actor: Actor, ref: BulkRef, work: Work | null = null): Promise<void> {
	const bulk = (await store.readBulk(database(), ref)) ?? refuse('appeals.bulk-not-found');
	const items = await store.itemsOf(database(), ref);
	const bodies = new Map<string, BodyRef>();
	for (const [i, item] of items.entries()) {
		if (item.outcome) continue;
		if (await work?.stopped()) return;
		for (const body of await doOne(actor, bulk, item)) bodies.set(bodyKey(body), body);
		await work?.progress(i + 1, items.length);
	}
	if (bulk.act.do === 'merge' && bulk.act.into) await project(bulk.act.into);
	const now = new Date();
	const { seconds } = await undoSecondsIn(ref.territory);
	await store.finishBulk(
		database(),
		ref,
		now,
		canBeUndone(bulk.act) ? new Date(now.getTime() + seconds * 1000) : null,
	);
	work?.finish({ href: `/office/appeals/bulk/${ref.territory}/${ref.id}` });
	for (const territory of new Set(items.map((item) => item.appeal.territory)))
		await countDesksNow(territory, [...bodies.values()]);
}

/** @returns the bodies with which the appeal lay before and lies after */
async function doOne(actor: Actor, bulk: Bulk, item: BulkItem): Promise<BodyRef[]> {
	try {
		const { before, after, number } = await transaction((tx) => actOn(tx, actor, item.appeal, bulk.act));
		await store.putOutcome(database(), bulk, item.position, { outcome: 'done', number, before, after });
		await project(item.appeal, before.body);
		return [before.body, after.body].filter((body) => body !== null);
	} catch (error) {
		const why = whyNot(error);
		if (!why) throw error;
		// of what one may not see not even the number is told
		const appeal = why.code === 'appeals.not-found' ? undefined : await appeals.read(database(), item.appeal);
		await store.putOutcome(database(), bulk, item.position, {
			outcome: 'refused',
			number: appeal?.number ?? null,
			...(appeal && why.code === 'platform.not-allowed' ? notNow(appeal) : why),
		});
		return [];
	}
}

/** The role may be right and the state is not: that is what the official needs to hear. */
const notNow = (appeal: Appeal) => ({ code: 'appeals.bulk.not-now', facts: { state: appeal.state } });

/** The words of an expected refusal; what is not expected rises. */
export function whyNot(error: unknown): { code: string; facts: Refusal['facts'] } | null {
	if (error instanceof Refusal) return { code: error.code, facts: error.facts };
	if (error instanceof Invalid) {
		const [first] = error.problems;
		return first ? { code: first.code, facts: first.facts ?? {} } : null;
	}
	return null;
}

type Acted = { before: Snapshot; after: Snapshot; number: string };

async function actOn(tx: Tx, actor: Actor, ref: AppealRef, act: BulkAct): Promise<Acted> {
	const was = (await appeals.lock(tx, ref)) ?? refuse('appeals.not-found');
	const before = snapshotOf(was, await metOf(tx, ref));
	const note = await doAct(tx, actor, ref, act);
	const is = (await appeals.read(tx, ref)) ?? was;
	const after = snapshotOf(is, await metOf(tx, ref));
	return { before, after: note ? { ...after, note } : after, number: was.number };
}

/** The kinds of terms that are met. */
export async function metOf(tx: Tx, ref: AppealRef): Promise<string[]> {
	return (await termsOf(tx, ref)).filter((term) => term.metAt !== null).map((term) => term.kind);
}

async function doAct(tx: Tx, actor: Actor, ref: AppealRef, act: BulkAct): Promise<string | undefined> {
	switch (act.do) {
		case 'take-up':
			await takeUp(actor, ref, new Date(), tx);
			return;
		case 'assign':
			await assignAppeal(actor, ref, { unit: act.unit, executor: act.executor }, tx);
			return;
		case 'route':
			await routeAppeal(actor, ref, { body: act.body }, tx);
			return;
		case 'pass-on':
			await passOn(actor, ref, { body: act.body, reason: act.reason }, tx);
			return;
		case 'classify':
			await classifyAppeal(actor, ref, act.category, tx);
			return;
		case 'approve':
			await approveAnswer(actor, ref, new Date(), tx);
			return;
		case 'note':
			return commentInternally(actor, ref, act.text, tx);
		case 'merge':
			await mergeAppeal(actor, ref, act.into ?? refuse('appeals.not-found'), tx);
			return;
		case 'close':
			await closeAppeal(actor, ref, { because: 'repeated', text: act.text }, tx);
			return;
	}
}
