import { record } from '#platform/audit/door.server.ts';
import { database, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { tree } from '#rooms/territories/door.server.ts';
import { undoSecondsIn } from '../bulk/desk-settings.ts';
import * as store from '../store.server.ts';
import { tellPeople } from '../tell.ts';
import { usualReminders } from './inquiry.ts';
import * as inquiries from './inquiry-store.server.ts';

const day = 86_400_000;

/** On which days after a question its author is reminded: the territory's own setting, else the nearest above. */
export async function reminderDaysIn(
	territory: TerritoryId,
): Promise<{ days: readonly number[]; own: boolean }> {
	const chain = [territory, ...tree.ancestors(territory)];
	const set = await inquiries.remindersOf(database(), chain);
	const found = chain.flatMap((id) => set.find((one) => one.territory === id) ?? [])[0];
	return { days: found?.days ?? usualReminders, own: found?.territory === territory };
}

export async function setReminderDays(
	actor: Actor,
	territory: TerritoryId,
	days: readonly number[],
): Promise<void> {
	demand(actor, 'appeals.set-desk', { territory });
	const account = actor.account ?? refuse('platform.sign-in-first');
	const undo = await undoSecondsIn(territory);
	await transaction(async (tx) => {
		await inquiries.putReminders(tx, { territory, days, undoSeconds: undo.seconds }, account, new Date());
		await record(tx, { actor, territory, action: 'appeals.desk-set', payload: { remindDays: [...days] } });
	});
}

/** The reminder after so many were sent; null: that was the last. */
export function nextReminder(askedAt: Date, days: readonly number[], sent: number): Date | null {
	const after = days[sent];
	return after === undefined ? null : new Date(askedAt.getTime() + after * day);
}

/** Reminds authors whose answer is waited for; who answered, or whose appeal is past its work, is left alone. */
export async function remindAuthors(now = new Date()): Promise<number> {
	let told = 0;
	for (const one of await inquiries.toRemind(database(), now)) {
		const { days } = await reminderDaysIn(one.territory);
		const appeal = await store.read(database(), one);
		const waits =
			appeal && appeal.asked > 0 && ['registered', 'routed', 'in-work', 'returned'].includes(appeal.state);
		let next = waits ? nextReminder(one.askedAt, days, one.reminded + 1) : null;
		// after a pause of the machine nobody gets two on one day
		if (next && next <= now) next = new Date(now.getTime() + day);
		const taken = await transaction((tx) => inquiries.takeReminder(tx, one, next));
		if (!taken || !waits) continue;
		await tellPeople(one, 'reminded', one.askedAt.getTime() + one.reminded);
		told++;
	}
	return told;
}
