import { record } from '#platform/audit/door.server.ts';
import { database, newId, type Tx, transaction } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { announce } from '#platform/events/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { type BodyRef, bodyKey } from '#rooms/organisations/door.server.ts';
import { isOver } from '../appeal.ts';
import { countDesksNow } from '../desk/count-desks.ts';
import { release } from '../merging/release.ts';
import { project } from '../project.ts';
import * as appeals from '../store.server.ts';
import { recountTerms } from '../terms/recount-terms.ts';
import { reopen } from '../terms/store.server.ts';
import type { TermKind } from '../terms/term.ts';
import {
	type Bulk,
	type BulkAct,
	type BulkItem,
	type BulkRef,
	isAsLeft,
	type Snapshot,
	snapshotOf,
} from './bulk.ts';
import * as store from './bulk-store.server.ts';
import { metOf, whyNot } from './run-bulk.ts';

/**
 * Takes an act on many back while it may be: each appeal by an act that undoes the first and leaves a trace. What somebody has
 * worked on since stays as it is and is told by its number.
 */
export async function undoBulk(actor: Actor, ref: BulkRef, now = new Date()): Promise<void> {
	const account = actor.account ?? refuse('platform.sign-in-first');
	const bulk = await store.readBulk(database(), ref);
	if (bulk?.account !== account) refuse('appeals.bulk-not-found');
	if (bulk.undoneAt) return;
	await transaction(async (tx) => {
		if (!(await store.takeUndo(tx, ref, account, now))) refuse('appeals.bulk.too-late');
		await record(tx, {
			actor,
			territory: ref.territory,
			action: 'appeals.bulk-undone',
			thing: { kind: 'bulk', id: ref.id },
			payload: { do: bulk.act.do },
		});
	});
	const items = (await store.itemsOf(database(), ref)).filter((item) => item.outcome === 'done');
	const bodies = new Map<string, BodyRef>();
	for (const item of items) {
		for (const body of await undoOne(actor, bulk, item)) bodies.set(bodyKey(body), body);
	}
	if (bulk.act.do === 'merge' && bulk.act.into) await project(bulk.act.into);
	for (const territory of new Set(items.map((item) => item.appeal.territory)))
		await countDesksNow(territory, [...bodies.values()]);
}

/** What the public timeline told is taken back there too. */
const isPublic = (act: BulkAct) => act.do === 'take-up' || act.do === 'route' || act.do === 'pass-on';

async function undoOne(actor: Actor, bulk: Bulk, item: BulkItem): Promise<BodyRef[]> {
	const { before, after } = item;
	if (!before || !after) return [];
	try {
		await transaction((tx) => putBack(tx, actor, bulk, item, before, after));
		await store.putOutcome(database(), bulk, item.position, { outcome: 'undone' });
		await project(item.appeal, after.body);
		return [before.body, after.body].filter((body) => body !== null);
	} catch (error) {
		const why = whyNot(error);
		if (!why) throw error;
		await store.putOutcome(database(), bulk, item.position, { outcome: 'kept', ...why });
		return [];
	}
}

async function putBack(
	tx: Tx,
	actor: Actor,
	{ act }: Bulk,
	{ appeal: ref }: BulkItem,
	before: Snapshot,
	after: Snapshot,
): Promise<void> {
	const at = new Date();
	const appeal = (await appeals.lock(tx, ref)) ?? refuse('appeals.not-found');
	if (act.do !== 'note') {
		const now = snapshotOf(appeal, await metOf(tx, ref));
		// what is led moves with the work of the other
		const asLeft = act.do === 'merge' ? now.mergedInto === after.mergedInto : isAsLeft(after, now);
		if (isOver(appeal.state) || appeal.state === 'answered' || !asLeft)
			refuse('appeals.bulk.changed-meanwhile');
		if (act.do === 'merge') await release(tx, appeal, { because: 'undone', actor }, at);
		await appeals.change(
			tx,
			ref,
			{
				state: before.state,
				body: before.body,
				unit: before.unit,
				executor: before.executor,
				category: before.category,
				routedBy: before.routedBy,
				takenUpAt: before.takenUpAt ? new Date(before.takenUpAt) : null,
				routedAt: before.routedAt ? new Date(before.routedAt) : null,
			},
			at,
		);
		const unmet = now.met.filter((kind) => !before.met.includes(kind)) as TermKind[];
		if (unmet.length) await reopen(tx, ref, unmet);
		if (before.category !== after.category)
			await recountTerms(tx, ref, 'category', { account: actor.account, at });
	}
	await appeals.happened(tx, ref, at, {
		id: newId(at.getTime() + 1),
		kind: 'undone',
		audience: isPublic(act) ? 'public' : 'office',
		account: actor.account,
		body: after.body,
		facts: { what: act.do, ...(after.note ? { note: after.note } : {}) },
	});
	await announce(tx, 'appeals.undone', { territory: ref.territory, appeal: ref.id, was: after.body });
	await record(tx, {
		actor,
		territory: ref.territory,
		action: 'appeals.undone',
		thing: { kind: 'appeal', id: ref.id },
		payload: { what: act.do },
	});
}
