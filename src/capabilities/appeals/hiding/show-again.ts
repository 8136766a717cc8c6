import { transaction } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import { type Actor, may } from '#platform/permissions/door.ts';
import type { AppealRef } from '../appeal.ts';
import { placeOf, reach } from '../reach.ts';
import * as store from '../store.server.ts';
import { markPhotograph, tell } from './hide-from-public.ts';
import { photographHiddenAt } from './hiding-store.server.ts';

/** Puts back what an official hid, as it was; never what its author keeps to the authority. `photograph` empty: the whole. */
export async function showAgain(actor: Actor, ref: AppealRef, photograph = ''): Promise<void> {
	const at = new Date();
	await transaction(async (tx) => {
		const appeal = await reach(tx, { actor }, ref, 'appeals.see');
		const place = placeOf(appeal, appeal.author !== null && appeal.author === actor.account);
		if (photograph) {
			const hidden = await photographHiddenAt(tx, ref, photograph);
			if (hidden === undefined) refuse('appeals.not-found');
			demand(actor, 'appeals.show-photograph', place, { visible: true });
			if (!hidden) refuse('appeals.hiding.already-shown');
			for (const other of await markPhotograph(tx, ref, photograph, { hidden: false, at }))
				await tell(tx, actor, other, 'shown-again', { photograph, at, elsewhere: true });
		} else {
			if (!appeal.hiddenWas && may(actor, 'appeals.hide', place)) refuse('appeals.hiding.already-shown');
			demand(actor, 'appeals.show-again', place, { visible: true });
			if (!appeal.hiddenWas) refuse('appeals.hiding.already-shown');
			await store.change(tx, ref, { hidden: { shownAs: appeal.hiddenWas } }, at);
		}
		await tell(tx, actor, appeal, 'shown-again', { photograph, at });
	});
}
