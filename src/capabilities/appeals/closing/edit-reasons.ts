import { database } from '#platform/db/door.server.ts';
import { type Actor, may } from '#platform/permissions/door.ts';
import { editList, everywhere } from '../listed/edit-list.ts';
import { isOffered } from '../listed/listed.ts';
import { renewReasons } from './known-reasons.server.ts';
import { type DissentReason, namesIn, type ReasonForm } from './reasons.ts';
import {
	dissentReasons,
	insertReasonChange,
	lockReasons,
	reasonChanges,
	writeReason,
} from './reasons-store.server.ts';

const right = 'appeals.set-reasons';
const edit = editList<DissentReason>({
	right,
	thing: 'appeals.reason',
	fewest: 2,
	most: 20,
	needed: [],
	store: {
		all: dissentReasons,
		lock: lockReasons,
		write: writeReason,
		keep: insertReasonChange,
		changes: reasonChanges,
	},
	renew: renewReasons,
});

const contentOf = ({ ru, en, position, source, sourceOn }: ReasonForm) => ({
	names: [{ lang: 'ru', name: ru }, ...(en ? [{ lang: 'en', name: en }] : [])],
	position,
	source,
	sourceOn,
});

export const addReason = (actor: Actor, input: ReasonForm, at?: Date) =>
	edit.add(actor, input.ru, contentOf(input), at);

export const changeReason = (actor: Actor, code: string, input: ReasonForm & { seen: number }, at?: Date) =>
	edit.change(actor, code, input.seen, contentOf(input), at);

export const { withdraw: withdrawReason, offer: offerReason, undo: undoReason } = edit;

/** The list as the office sees it. */
export async function viewReasons(actor: Actor) {
	const [all, changes] = await Promise.all([dissentReasons(database()), reasonChanges(database())]);
	const named = namesIn(all, actor.lang);
	const name = (lang: string, one: DissentReason) => one.names.find((text) => text.lang === lang)?.name ?? '';
	const newest = new Map(all.map((one) => [one.code, one.revision]));
	return {
		mayEdit: may(actor, right, everywhere),
		reasons: all.map((one) => ({
			...one,
			name: named.get(one.code) ?? one.code,
			ru: name('ru', one),
			en: name('en', one),
			offered: isOffered(one),
		})),
		changes: changes.map((one) => ({
			code: one.code,
			at: one.at,
			account: one.account,
			kind: one.kind,
			name: namesIn([one.after], actor.lang).get(one.code) ?? one.code,
			mayUndo: one.before !== null && newest.get(one.code) === one.revision,
		})),
	};
}
