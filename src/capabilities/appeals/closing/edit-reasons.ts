import { record } from '#platform/audit/door.server.ts';
import { database, type Tx, transaction } from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { demand } from '#platform/permissions/demand.ts';
import { type Actor, installation, may } from '#platform/permissions/door.ts';
import { codeFor } from '../categories/codes.ts';
import { renewReasons } from './known-reasons.server.ts';
import { type DissentReason, isOffered, namesIn, type ReasonForm } from './reasons.ts';
import {
	dissentReasons,
	insertReasonChange,
	lockReasons,
	type ReasonChange,
	reasonChanges,
	writeReason,
} from './reasons-store.server.ts';

/** The reasons are one list for the whole installation: figures of territories could not be compared otherwise. */
const everywhere = { territory: installation };
const right = 'appeals.set-reasons';
/** Fewer would be no choice. */
const fewest = 2;
const most = 20;

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
const namesOf = ({ ru, en }: ReasonForm) => [
	{ lang: 'ru', name: ru },
	...(en ? [{ lang: 'en', name: en }] : []),
];

/** A further reason; its code comes from its name and stays. */
export async function addReason(actor: Actor, input: ReasonForm, at = new Date()): Promise<string> {
	return editing(actor, async (tx, all) => {
		if (all.filter(isOffered).length >= most) refuse('appeals.reasons.too-many', { most });
		const code = codeOf(input.ru, all);
		const { position, source, sourceOn } = input;
		const words = { code, names: namesOf(input), position, source, sourceOn };
		const after = { ...words, since: dayOf(at), until: null, revision: 1 };
		await save(tx, actor, 'made', null, after, at);
		return code;
	});
}

/** Other words, another place in the list, another document. What was chosen before is shown in the new words: they must mean the same. */
export async function changeReason(
	actor: Actor,
	code: string,
	input: ReasonForm & { seen: number },
	at = new Date(),
): Promise<void> {
	await editing(actor, async (tx, all) => {
		const before = found(all, code);
		if (before.revision > input.seen) refuse('appeals.reasons.changed-meanwhile');
		const { position, source, sourceOn } = input;
		await save(
			tx,
			actor,
			'changed',
			before,
			{ ...before, names: namesOf(input), position, source, sourceOn },
			at,
		);
	});
}

/** No longer offered from today on. */
export async function withdrawReason(actor: Actor, code: string, at = new Date()): Promise<void> {
	await editing(actor, async (tx, all) => {
		const before = found(all, code);
		if (!isOffered(before)) return;
		demandChoice(all, code);
		await save(tx, actor, 'withdrawn', before, { ...before, until: laterOf(before.since, dayOf(at)) }, at);
	});
}

export async function offerReason(actor: Actor, code: string, at = new Date()): Promise<void> {
	await editing(actor, async (tx, all) => {
		const before = found(all, code);
		if (isOffered(before)) return;
		await save(tx, actor, 'offered', before, { ...before, until: null }, at);
	});
}

/** As it was before its newest change. */
export async function undoReason(actor: Actor, code: string, at = new Date()): Promise<void> {
	await editing(actor, async (tx, all) => {
		const now = found(all, code);
		const change = (await reasonChanges(tx, 200)).find(
			(one) => one.code === code && one.revision === now.revision,
		);
		if (!change?.before) refuse('appeals.reasons.nothing-to-undo');
		if (isOffered(now) && !isOffered(change.before)) demandChoice(all, code);
		await save(tx, actor, 'undone', now, change.before, at);
	});
}

const laterOf = (a: string, b: string) => (a > b ? a : b);
const found = (all: readonly DissentReason[], code: string): DissentReason =>
	all.find((one) => one.code === code) ?? refuse('platform.not-found');

function demandChoice(all: readonly DissentReason[], without: string): void {
	if (all.filter((one) => isOffered(one) && one.code !== without).length < fewest)
		refuse('appeals.reasons.too-few', { fewest });
}

/** Letters only, as the table wants them: digits of a name are left out, a second of that name gets a letter. */
function codeOf(name: string, all: readonly DissentReason[]): string {
	const made = codeFor(name, null, () => false)
		.replace(/[^a-z-]/g, '')
		.split('-')
		.filter(Boolean)
		.join('-')
		.slice(0, 36)
		.replace(/-$/, '');
	const base = made || 'reason';
	const taken = (code: string) => all.some((one) => one.code === code);
	if (!taken(base)) return base;
	const letters = 'abcdefghijklmnopqrstuvwxyz';
	for (const a of letters) if (!taken(`${base}-${a}`)) return `${base}-${a}`;
	return refuse('appeals.reasons.too-many', { most });
}

async function editing<T>(actor: Actor, work: (tx: Tx, all: DissentReason[]) => Promise<T>): Promise<T> {
	demand(actor, right, everywhere, { visible: true });
	const done = await transaction(async (tx) => {
		await lockReasons(tx);
		return work(tx, await dissentReasons(tx));
	});
	renewReasons();
	return done;
}

async function save(
	tx: Tx,
	actor: Actor,
	kind: ReasonChange['kind'],
	before: DissentReason | null,
	content: DissentReason,
	at: Date,
): Promise<void> {
	const { code } = content;
	const after = { ...content, revision: (before?.revision ?? 0) + 1 };
	await writeReason(tx, after);
	await insertReasonChange(tx, {
		code,
		revision: after.revision,
		at,
		account: actor.account,
		kind,
		before,
		after,
	});
	await record(tx, {
		actor,
		...everywhere,
		action: `appeals.reason-${kind}`,
		thing: { kind: 'appeals.reason', id: code },
		payload: { revision: after.revision },
	});
}

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
