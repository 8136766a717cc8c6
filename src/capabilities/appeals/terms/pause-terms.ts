import { newId, type Tx } from '#platform/db/door.server.ts';
import { invalid, refuse } from '#platform/errors/door.ts';
import type { AppealRef } from '../appeal.ts';
import { isOffered } from '../listed/listed.ts';
import * as appeals from '../store.server.ts';
import { dueOf } from './count.ts';
import { groundOf } from './ground.server.ts';
import { type By, recountOf, recountTerms, rulesOf } from './recount-terms.ts';
import * as store from './store.server.ts';
import type { Due, TermKind } from './term.ts';
import { beginWait, endWaits } from './waits.ts';

export type Paused = {
	/** The terms whose clocks now stand: none where no rule lets this reason stop them. */
	stopped: TermKind[];
	/** When the work goes on by itself at the latest. */
	until: Date;
	due: Due;
};

/**
 * Writes down that the work on an appeal waits, and stops the clocks that the rules let stop for this reason: never one of law.
 * The ends move by the longest that the wait may last and come back when it ends sooner. A wait for the same
 * reason begins anew. The caller has locked the appeal.
 * @param wait.reason a code of `appeals.wait_reason`: `resident`, `weather`, `others`
 * @param wait.until no later than the reason allows; left out: as long as it allows
 */
export async function pauseTerms(
	tx: Tx,
	ref: AppealRef,
	wait: { reason: string; by: By['account']; until?: Date; note?: string | null; at?: Date },
): Promise<Paused> {
	const at = wait.at ?? new Date();
	const ground = await groundOf(ref.territory);
	const reason =
		ground.book.reasons.find((one) => one.code === wait.reason && isOffered(one)) ??
		refuse('appeals.wait.unknown');
	const most = dueOf(
		{
			kind: 'promise',
			rule: `wait:${reason.code}`,
			amount: reason.mostAmount,
			unit: reason.mostUnit,
			week: 'office',
			dayOff: 'after',
			stopsFor: [],
			prolonged: false,
		},
		{ startedAt: at, waits: [], prolongedTo: null },
		ground.days,
	).dueAt;
	const until = wait.until ?? most;
	if (until <= at || until > most) invalid({ field: 'until', code: 'appeals.wait.until', facts: { most } });
	const note = wait.note ?? null;
	const begun = { reason: reason.code, from: at, until, account: wait.by, note };
	await store.writeWaits(tx, ref, beginWait(await store.waitsOf(tx, ref), begun));
	const appeal = (await appeals.read(tx, ref)) ?? refuse('appeals.not-found');
	const { terms, to } = await recountOf(tx, appeal, ground, 'waits', { account: wait.by, reason: note, at });
	// a clock may stand for another wait already: this one stops those whose rules name its reason
	const stoppable = new Set(
		rulesOf(appeal, ground)
			.filter(({ stopsFor }) => stopsFor.includes(reason.code))
			.map(({ kind }) => kind),
	);
	const stopped = terms
		.filter((term) => term.waits && !term.metAt && stoppable.has(term.kind))
		.map((term) => term.kind);
	await appeals.happened(tx, ref, at, {
		id: newId(at.getTime() + 4),
		kind: stopped.length ? 'term-paused' : 'waits',
		audience: stopped.length ? 'public' : 'office',
		account: wait.by,
		text: stopped.length ? null : note,
		facts: { reason: reason.code, until: until.toISOString(), due: to.dueOn },
	});
	return { stopped, until, due: to };
}

/**
 * Ends what the work waited for: one reason, or all. The clocks that stood run again and their ends are counted anew.
 * @returns whether anything was waited for
 */
export async function resumeTerms(
	tx: Tx,
	ref: AppealRef,
	end: {
		reason?: string;
		by: By['account'];
		note?: string | null;
		at?: Date;
		/** The timeline tells already what ended it: an answer, a closing. */
		quiet?: boolean;
	},
): Promise<boolean> {
	const at = end.at ?? new Date();
	const before = await store.termsOf(tx, ref);
	const ended = endWaits(await store.waitsOf(tx, ref), end.reason ?? null, at);
	if (ended.length === 0) return false;
	await store.writeWaits(tx, ref, ended);
	const { terms, to } = await recountTerms(tx, ref, 'goes-on', {
		account: end.by,
		reason: end.note ?? null,
		at,
	});
	if (end.quiet) return true;
	const stood = before.some((term) => term.waits && !term.metAt);
	const stands = terms.some((term) => term.waits && !term.metAt);
	await appeals.happened(tx, ref, at, {
		id: newId(at.getTime() + 4),
		kind: stood && !stands ? 'term-resumed' : 'goes-on',
		audience: stood && !stands ? 'public' : 'office',
		account: end.by,
		text: end.note ?? null,
		facts: { reason: ended.map((one) => one.reason).join(' '), due: to.dueOn },
	});
	return true;
}
