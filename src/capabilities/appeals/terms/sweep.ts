import { type AccountId, database, newId, type Tx, transaction } from '#platform/db/door.server.ts';
import { log } from '#platform/log/door.server.ts';
import { notify } from '#platform/notifications/door.server.ts';
import { afterQuiet } from '#platform/notifications/door.ts';
import type { Appeal, AppealRef } from '../appeal.ts';
import { isOver } from '../appeal.ts';
import { closeSilent } from '../close-silent.ts';
import * as appeals from '../store.server.ts';
import { type Ground, groundOf } from './ground.server.ts';
import { eachOnce, learnsNext } from './hear.ts';
import { comeOf, nextOf, type Planned, planOf, type Whom } from './ladder.ts';
import { missed } from './ledger.ts';
import { resumeTerms } from './pause-terms.ts';
import { recountTerms } from './recount-terms.ts';
import * as store from './store.server.ts';
import * as sweeping from './sweep-store.server.ts';
import type { Term } from './term.ts';
import { type OnRung, type People, Rungs } from './whom-to-tell.ts';

/** So many appeals are fetched at once, so many are worked on side by side. */
const batch = 400;
const width = 4;
/** What cannot be told now is tried again after so long, and does not stand in the way of the others. */
const patience = 3_600_000;

/**
 * Tells and writes down whatever of the terms has come: warnings, missed ends, waits that are over, authors who kept silent.
 * Looks only at terms for which something is due by the index of their next moments; may run twice or beside another: each
 * appeal is locked and looked at anew.
 * @returns how many appeals it saw
 */
export async function sweepTerms(now = new Date(), signal?: AbortSignal): Promise<number> {
	const rungs = new Rungs(now);
	let seen = 0;
	for (;;) {
		const refs = await sweeping.dueNow(database(), now, batch);
		if (refs.length === 0) return seen;
		let done = 0;
		for (let i = 0; i < refs.length; i += width) {
			if (signal?.aborted) return seen;
			const some = refs.slice(i, i + width);
			const outcomes = await Promise.all(some.map((ref) => sweepSafely(ref, now, rungs)));
			done += outcomes.filter(Boolean).length;
		}
		seen += done;
		// what another process holds is left to it
		if (done === 0) return seen;
	}
}

async function sweepSafely(ref: AppealRef, now: Date, rungs: Rungs): Promise<boolean> {
	try {
		return await sweepOne(ref, now, rungs);
	} catch (cause) {
		log().error({ cause, territory: ref.territory, appeal: ref.id }, 'appeals: a term could not be swept');
		await sweeping.postpone(database(), ref, now, new Date(now.getTime() + patience));
		return true;
	}
}

async function sweepOne(ref: AppealRef, now: Date, rungs: Rungs): Promise<boolean> {
	const ground = await groundOf(ref.territory);
	// who is to be told is asked before the transaction: it must not wait for a second connection
	const before = await appeals.read(database(), ref);
	const people = before ? await peopleOn(before, rungs) : null;
	return transaction(async (tx) => {
		const appeal = await sweeping.lockFree(tx, ref);
		if (!appeal) return false;
		if (appeal.state === 'answered' && (await closeWhenSilent(tx, appeal, now))) return true;
		const led = appeal.mergedInto ? await leadingEnds(tx, appeal) : new Map<string, Date>();
		let terms = await store.termsOf(tx, ref);
		const waited = terms.find((term) => !term.metAt && term.waits && term.waits.to <= now);
		if (waited?.waits) {
			const { reason } = waited.waits;
			const ended = await resumeTerms(tx, ref, { reason, by: null, at: now });
			// nobody wrote down that it waits: the clock runs
			if (!ended) await recountTerms(tx, ref, 'goes-on', { account: null, at: now });
			terms = await store.termsOf(tx, ref);
		}
		const told = await sweeping.toldOf(tx, ref);
		const over = isOver(appeal.state);
		const heard = new Set<string>();
		const swept: Term[] = [];
		for (const term of terms)
			swept.push(
				over
					? { ...term, nextAt: null }
					: await sweepTerm(tx, appeal, term, {
							ground,
							told: told.get(keyOf(term)),
							now,
							people,
							led,
							heard,
						}),
			);
		const soon = new Date(now.getTime() + patience);
		await store.writeTerms(
			tx,
			ref,
			swept.map((term) => (term.nextAt && term.nextAt <= now ? { ...term, nextAt: soon } : term)),
		);
		return true;
	});
}

/** When the terms of the appeal that leads this one end, of those that go on. */
async function leadingEnds(tx: Tx, { territory, mergedInto }: Appeal): Promise<Map<string, Date>> {
	const terms = await store.termsOf(tx, { territory, id: mergedInto as Appeal['id'] });
	return new Map(terms.filter((term) => !term.metAt).map((term) => [term.kind, term.dueAt]));
}

const keyOf = (term: Pick<Term, 'kind' | 'dueAt'>) => `${term.kind} ${term.dueAt.getTime()}`;

async function peopleOn(appeal: Appeal, rungs: Rungs): Promise<People> {
	const [executor, head, controller, headOf] = await Promise.all([
		rungs.from('executor', appeal),
		rungs.from('head', appeal),
		rungs.from('controller', appeal),
		rungs.from('head-of-administration', appeal),
	]);
	return { executor, head, controller, 'head-of-administration': headOf };
}

async function sweepTerm(
	tx: Tx,
	appeal: Appeal,
	term: Term,
	by: {
		ground: Ground;
		told: ReadonlySet<string> | undefined;
		now: Date;
		people: People | null;
		led: ReadonlyMap<string, Date>;
		/** Who has heard what of the appeal in this moment. */
		heard: Set<string>;
	},
): Promise<Term> {
	const { ground, now, people, led, heard } = by;
	if (term.metAt || term.waits || term.kind === 'verdict')
		return { ...term, nextAt: nextOf(term, [], new Set()) };
	const told = new Set(by.told);
	const missedAt = missed(term, null, now);
	if (missedAt && !term.missedAt) await writeMissed(tx, appeal, term, now);
	const ladder = ground.ladder(appeal.category);
	const plan = planOf(term, ladder, ground.days);
	const come = comeOf(plan, told, now, { dueAt: term.dueAt, since: ladder.since, nextAt: term.nextAt });
	// one work is told of once: by the leading appeal, unless this one ends sooner
	const leads = led.get(term.kind);
	const { tell, pass } =
		leads && leads <= term.dueAt ? { tell: [], pass: [...come.pass, ...come.tell] } : come;
	// after the machine was off at night: what had come waits for the morning all the same
	const morning = afterQuiet(now, {
		zone: ground.zone,
		quiet: term.week === 'every-day' ? null : ladder.quiet,
	});
	if (tell.length && morning > now) return { ...term, missedAt, nextAt: morning };
	const said = `${term.kind === 'promise' ? 'answer' : term.kind} ${term.dueAt.getTime()}`;
	const hear = people ? eachOnce(tell, people, said, heard) : [];
	for (const [i, { one, rung }] of hear.entries()) {
		const next = (account: AccountId) => (people ? learnsNext(plan, people, rung.whom, account) : {});
		await tellRung(tx, appeal, term, one, { ...rung, next }, now, i);
	}
	const counts = new Map(hear.map(({ one, rung }) => [one.name, rung.people.length]));
	const marks = [...pass, ...tell].map(({ name }) => ({ step: name, people: counts.get(name) ?? 0 }));
	await sweeping.markTold(tx, appeal, term, marks, now);
	for (const { step } of marks) told.add(step);
	const seen = { ...term, missedAt };
	return { ...seen, nextAt: nextOf(seen, plan, told) };
}

/** Everybody sees that an answer is late; of the other terms the office does. */
async function writeMissed(tx: Tx, appeal: Appeal, term: Term, now: Date): Promise<void> {
	const answer = term.kind === 'answer' || term.kind === 'promise';
	await appeals.happened(tx, appeal, now, {
		id: newId(now.getTime()),
		kind: 'term-missed',
		audience: answer ? 'public' : 'office',
		facts: { term: term.kind, rule: term.rule, due: term.dueOn },
	});
}

async function tellRung(
	tx: Tx,
	appeal: Appeal,
	term: Term,
	{ at }: Planned,
	{
		whom,
		people,
		instead,
		next,
	}: OnRung & { whom: Whom; next: (account: AccountId) => ReturnType<typeof learnsNext> },
	now: Date,
	order: number,
): Promise<void> {
	const late = now >= term.dueAt;
	for (const account of people)
		await notify(tx, {
			kind: late
				? whom === 'executor' || whom === 'head'
					? 'appeals.term-late'
					: 'appeals.term-escalated'
				: 'appeals.term-near',
			account,
			territory: appeal.territory,
			facts: {
				number: appeal.number,
				term: term.kind,
				due: term.dueOn,
				at: term.dueAt,
				exact: term.unit === 'working-hours' ? 'hour' : 'day',
				...(late ? {} : next(account)),
			},
			url: `/office/appeals/${appeal.territory}/${appeal.id}`,
			// of the moment, not of the step: two steps of one moment are one piece of news
			key: `appeals.term ${appeal.id} ${keyOf(term)} ${at.getTime()}`,
		});
	await appeals.happened(tx, appeal, now, {
		id: newId(now.getTime() + 1 + order),
		kind: late ? 'escalated' : 'warned',
		audience: 'office',
		facts: {
			term: term.kind,
			whom,
			due: term.dueOn,
			people: people.length,
			...(instead ? { instead: 1 } : {}),
		},
	});
}

async function closeWhenSilent(tx: Tx, appeal: Appeal, now: Date): Promise<boolean> {
	const verdict = (await store.termsOf(tx, appeal)).find((term) => term.kind === 'verdict');
	if (!verdict || verdict.metAt || verdict.dueAt > now) return false;
	await closeSilent(tx, appeal, now);
	return true;
}
