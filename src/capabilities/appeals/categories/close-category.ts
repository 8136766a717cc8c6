import { dayIn } from '#platform/calendar/door.ts';
import { database, type Tx, transaction } from '#platform/db/door.server.ts';
import { invalid } from '#platform/errors/door.ts';
import { startWork } from '#platform/jobs/door.server.ts';
import { type Actor, installation } from '#platform/permissions/door.ts';
import { zoneOf } from '#rooms/territories/door.server.ts';
import { house } from '../take-in.ts';
import { type Editing, editing, placeOfCategory, reachCategory, save } from './change-category.ts';
import { problemsOf } from './check-category.ts';
import { duePromises, setMoved } from './save-store.server.ts';

export type Closing = {
	/** The first day on which it may not be chosen any more. */
	on: string;
	/** Of the open appeals: they are answered under it; they go over; they go over and the code is read as the other. */
	open: 'stay' | 'move' | 'merge';
	/** What is offered in its place. */
	instead: string | null;
};

/** Closes a category from a day. It is never deleted: what was filed under it keeps its name. */
export async function closeCategory(actor: Actor, code: string, input: Closing): Promise<void> {
	await editing(async (now) => {
		const before = reachCategory(actor, now.tree, code);
		const after = { ...before, closedOn: input.on, closing: input.open, instead: input.instead };
		const problems = problemsOf(after, now.tree);
		if (input.open === 'merge' && now.tree.below(code).some((one) => one.closedOn === null))
			problems.push({ field: 'open', code: 'appeals.category.form.merge.has-below' });
		if (problems.length) invalid(...problems);
		await save(now, actor, input.open === 'merge' ? 'merged' : 'closed', [{ before, after }]);
		await setMoved(now.tx, code, null);
		if (input.on <= dayIn(zoneOf(placeOfCategory(before).territory), now.at))
			await beginToMove(now.tx, actor, code, input);
	});
}

/** Opens a closed category again. Appeals that went over stay where they are. */
export async function openCategory(actor: Actor, code: string): Promise<void> {
	await editing(async (now: Editing) => {
		const before = reachCategory(actor, now.tree, code);
		if (before.closedOn === null) return;
		const after = { ...before, closedOn: null, closing: null, instead: null };
		await save(now, actor, 'opened', [{ before, after }]);
		await setMoved(now.tx, code, null);
	});
}

async function beginToMove(tx: Tx, actor: Actor, code: string, input: Closing): Promise<void> {
	if (input.open === 'stay' || input.instead === null) return;
	await startWork(tx, {
		job: 'appeals.move-open',
		territory: installation,
		by: actor.account,
		title: { key: 'appeals.category.work.move', facts: { from: code, to: input.instead } },
		payload: { from: code, to: input.instead },
	});
	await setMoved(tx, code, new Date());
}

/** Each hour: categories whose day of closing has come keep what was said of their open appeals. */
export async function keepPromises(now = new Date()): Promise<void> {
	const due = await duePromises(database(), dayIn(zoneOf(installation), now));
	for (const { code, to } of due)
		await transaction((tx) => beginToMove(tx, house, code, { on: '', open: 'move', instead: to }));
}
