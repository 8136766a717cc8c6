import { type AccountId, type Db, database, newId, type Tx, transaction } from '#platform/db/door.server.ts';
import { log } from '#platform/log/door.server.ts';
import { notify } from '#platform/notifications/door.server.ts';
import { afterQuiet } from '#platform/notifications/door.ts';
import type { Appeal, AppealRef } from '../../appeal.ts';
import { reviewsOf } from '../../closing/store.server.ts';
import { partsOf } from '../../joint/joint-store.server.ts';
import * as appeals from '../../store.server.ts';
import { groundOf } from '../ground.server.ts';
import { eachOnce, learnsNext } from '../hear.ts';
import { comeOf, planOf, type Whom, whoms } from '../ladder.ts';
import { lockFree } from '../sweep-store.server.ts';
import { type OnRung, type People, Rungs } from '../whom-to-tell.ts';
import * as store from './inner-store.server.ts';
import { type InnerTerm, termOfPart, termOfReview } from './inner-term.ts';

const batch = 400;
const hour = 3_600_000;
/** Its end may move with that of the answer: it is looked at anew after so long at most. */
const patience = 24 * hour;

/**
 * Tells what has come of inner terms, by the ladder of the promise. May run twice or beside another: each appeal is locked, what
 * was told is written down.
 * @returns how many it saw
 */
export async function sweepInner(now = new Date(), signal?: AbortSignal): Promise<number> {
	const rungs = new Rungs(now);
	let seen = 0;
	for (;;) {
		const due = await store.innerDue(database(), now, batch);
		let done = 0;
		for (const one of due) {
			if (signal?.aborted) return seen;
			try {
				if (await sweepOne(one, now, rungs)) done++;
			} catch (cause) {
				log().error({ cause, ...one }, 'appeals: an inner term could not be swept');
				await store.lookAgain(database(), one, new Date(now.getTime() + hour));
				done++;
			}
		}
		seen += done;
		if (done === 0 || due.length < batch) return seen;
	}
}

async function read(
	db: Db,
	one: store.InnerDue,
	zone: string,
	find: (db: Db, ref: AppealRef) => Promise<Appeal | undefined>,
): Promise<InnerTerm | undefined> {
	const appeal = await find(db, { territory: one.territory, id: one.appeal });
	if (!appeal) return undefined;
	if (one.kind === 'part') {
		const part = (await partsOf(db, appeal)).find((part) => part.id === one.id);
		return part && termOfPart(part, appeal, zone);
	}
	const review = (await reviewsOf(db, appeal)).find((review) => review.id === one.id);
	return review && termOfReview(review, appeal, zone);
}

/** Asked before the transaction: it must not wait for a second connection. */
async function peopleOf({ seenBy, rung }: InnerTerm, rungs: Rungs): Promise<People> {
	const found = await Promise.all(
		whoms.map(async (asked) => [asked, await rungs.from(rung(asked), seenBy)] as const),
	);
	return Object.fromEntries(found) as People;
}

async function sweepOne(one: store.InnerDue, now: Date, rungs: Rungs): Promise<boolean> {
	const ground = await groundOf(one.territory);
	const before = await read(database(), one, ground.zone, appeals.read);
	if (!before) return false;
	const people = await peopleOf(before, rungs);
	return transaction(async (tx) => {
		const term = await read(tx, one, ground.zone, (_, ref) => lockFree(tx, ref));
		if (!term) return false;
		const ladder = ground.ladder(term.seenBy.category);
		const plan = planOf(term.placed, ladder, ground.days);
		const told = await store.toldOf(tx, term);
		const { dueAt } = term.placed;
		const { tell, pass } = comeOf(plan, told, now, { dueAt, since: ladder.since, nextAt: one.nextAt });
		const morning = afterQuiet(now, { zone: ground.zone, quiet: ladder.quiet });
		if (tell.length && morning > now) {
			await store.lookAgain(tx, one, morning);
			return true;
		}
		const hear = eachOnce(tell, people, term.id, new Set());
		for (const [i, { one, rung }] of hear.entries())
			await tellRung(tx, term, {
				at: one.at,
				now,
				order: i,
				...rung,
				next: (account) => learnsNext(plan, people, rung.whom, account),
			});
		const counts = new Map(hear.map(({ one, rung }) => [one.name, rung.people.length]));
		const marks = [...pass, ...tell].map(({ name }) => ({ step: name, people: counts.get(name) ?? 0 }));
		await store.markTold(tx, term, marks, now);
		const next = plan.find(({ name, at }) => at > now && !told.has(name))?.at.getTime() ?? Infinity;
		await store.lookAgain(tx, one, new Date(Math.min(next, now.getTime() + patience)));
		return true;
	});
}

async function tellRung(
	tx: Tx,
	{ kind, ref, id, placed, because, seenBy }: InnerTerm,
	rung: OnRung & {
		at: Date;
		whom: Whom;
		now: Date;
		order: number;
		next: (account: AccountId) => ReturnType<typeof learnsNext>;
	},
): Promise<void> {
	const { at, whom, people, instead, now, order, next } = rung;
	const late = now >= placed.dueAt;
	for (const account of people)
		await notify(tx, {
			kind: `appeals.${kind}-${late ? 'late' : 'near'}`,
			account,
			territory: ref.territory,
			facts: {
				number: seenBy.number,
				due: placed.dueOn,
				...(because ? { because } : {}),
				...(late ? {} : next(account)),
			},
			url:
				kind === 'part'
					? `/office/appeals/${ref.territory}/${ref.id}`
					: `/office/appeals/reviews/${ref.territory}/${ref.id}`,
			key: `appeals.inner ${id} ${placed.dueOn} ${at.getTime()}`,
		});
	await appeals.happened(tx, seenBy, now, {
		id: newId(now.getTime() + order),
		kind: late ? 'escalated' : 'warned',
		audience: 'office',
		facts: { term: kind, whom, due: placed.dueOn, people: people.length, ...(instead ? { instead: 1 } : {}) },
	});
}
