import { record } from '#platform/audit/door.server.ts';
import { newId, type Tx, transaction } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { announce } from '#platform/events/door.server.ts';
import { demand } from '#platform/permissions/demand.ts';
import { type Actor, may } from '#platform/permissions/door.ts';
import type { Appeal, AppealRef } from '../appeal.ts';
import { placeOf, reach } from '../reach.ts';
import * as store from '../store.server.ts';
import { countHidden, photographHiddenAt, setPhotographHidden } from './hiding-store.server.ts';
import type { HideInput } from './input.ts';

/**
 * Takes an appeal, or one of its photographs, out of everybody's sight. The work on it, its terms and its answer go on; its author
 * sees it as before, and reads why others do not.
 */
export async function hideFromPublic(actor: Actor, ref: AppealRef, input: HideInput): Promise<void> {
	const at = new Date();
	await transaction(async (tx) => {
		const appeal = await reach(tx, { actor }, ref, 'appeals.see');
		const told = { ...input, at };
		const place = placeOf(appeal, appeal.author !== null && appeal.author === actor.account);
		if (input.photograph) {
			const hidden = await photographHiddenAt(tx, ref, input.photograph);
			if (hidden === undefined) refuse('appeals.not-found');
			if (!may(actor, 'appeals.show-photograph', place))
				demand(actor, 'appeals.hide', place, { visible: true });
			if (hidden) refuse('appeals.hiding.already-photograph');
			for (const other of await markPhotograph(tx, ref, input.photograph, { hidden: true, at }))
				await tell(tx, actor, other, 'hidden', { ...told, elsewhere: true });
		} else {
			const was = appeal.visibility;
			if (appeal.hiddenWas && may(actor, 'appeals.see-hidden', { territory: appeal.territory }))
				refuse('appeals.hiding.already-hidden');
			demand(actor, 'appeals.hide', place, { visible: true });
			if (was === 'authority') refuse('appeals.hiding.already-hidden');
			await store.change(tx, ref, { hidden: { was, at } }, at);
		}
		await tell(tx, actor, appeal, 'hidden', told);
	});
}

/**
 * Hides or shows a photograph wherever it stands, and counts what everybody sees there anew.
 * @returns the other appeals that show it, whose authors are told as well
 */
export async function markPhotograph(
	tx: Tx,
	ref: AppealRef,
	file: string,
	{ hidden, at }: { hidden: boolean; at: Date },
): Promise<Appeal[]> {
	const others: Appeal[] = [];
	for (const id of await setPhotographHidden(tx, ref.territory, file, hidden ? at : null)) {
		const one = { territory: ref.territory, id };
		const appeal = await store.lock(tx, one);
		await store.change(tx, one, { photographsHidden: await countHidden(tx, one) }, at);
		if (appeal && id !== ref.id) others.push(appeal);
	}
	return others;
}

/** The entry of the history for the author and the office, the news, the audit record. */
export async function tell(
	tx: Tx,
	actor: Actor,
	appeal: Appeal,
	kind: 'hidden' | 'shown-again',
	said: {
		why?: string;
		words?: string;
		photograph: string;
		at: Date;
		/** The official acted at another appeal that shows the same photograph. */
		elsewhere?: boolean;
	},
): Promise<void> {
	const { why, words, photograph, at, elsewhere } = said;
	await store.happened(tx, appeal, at, {
		id: newId(at.getTime()),
		kind,
		audience: 'author',
		account: actor.account,
		text: words || null,
		facts: {
			...(why ? { why } : {}),
			...(photograph ? { file: photograph } : {}),
			...(elsewhere ? { elsewhere: 'yes' } : {}),
		},
	});
	await announce(tx, `appeals.${kind}`, {
		territory: appeal.territory,
		appeal: appeal.id,
		round: appeal.version,
		...(photograph ? { photograph } : {}),
	});
	await record(tx, {
		actor,
		territory: appeal.territory,
		action: `appeals.${kind}`,
		thing: { kind: 'appeal', id: appeal.id },
		about: appeal.author,
		payload: { ...(why ? { why, words } : {}), ...(photograph ? { photograph } : {}) },
	});
}
