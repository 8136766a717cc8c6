import { isZone } from '../calendar/door.ts';
import { type AccountId, database, isUuid, transaction, type Uuid } from '../db/door.server.ts';
import { Invalid, type Problem, refuse } from '../errors/door.ts';
import { translatorFor } from '../i18n/door.ts';
import type { Actor } from '../permissions/door.ts';
import { factsIn } from './facts-in.ts';
import { allKinds, type Way, wayOf } from './kinds.ts';
import { recipientOf } from './ports.server.ts';
import { type Rhythm, usualRhythm } from './rhythm.ts';
import * as store from './store.server.ts';

const pageSize = 30;
const own = (actor: Actor): AccountId => actor.account ?? refuse('platform.sign-in-first');

/** One's own news, newest first, in words. */
export async function listNotices(actor: Actor, wanted: { unread?: boolean; after?: string | null }) {
	const account = own(actor);
	const [at, id = ''] = (wanted.after ?? '').split('_');
	const after = at && /^\d{1,15}$/.test(at) && isUuid(id) ? { at: new Date(Number(at)), id } : undefined;
	const rows = await store.list(database(), account, {
		unread: wanted.unread ?? false,
		after,
		limit: pageSize + 1,
	});
	const t = translatorFor(actor.lang);
	const shown = rows.slice(0, pageSize);
	const last = rows.length > pageSize ? shown.at(-1) : undefined;
	return {
		notices: shown.map(({ id, kind, territory, facts, url, createdAt, readAt }) => ({
			id,
			kind,
			territory,
			url,
			createdAt,
			isRead: readAt !== null,
			title: t.any(`notice.${kind}.title`, factsIn(facts, t.lang)),
			text: t.any(`notice.${kind}.text`, factsIn(facts, t.lang)),
		})),
		unread: await store.unread(database(), account),
		next: last ? `${last.createdAt.getTime()}_${last.id}` : null,
	};
}

/** For the head of every page; up to a hundred. */
export async function unreadOf(account: AccountId): Promise<number> {
	return store.unread(database(), account);
}

export async function markRead(actor: Actor, which: 'all' | string): Promise<void> {
	const account = own(actor);
	if (which !== 'all' && !isUuid(which)) return;
	await store.markRead(database(), account, which === 'all' ? 'all' : [which], new Date());
}

/** Marks one as read and answers where it leads. */
export async function openNotice(actor: Actor, id: string): Promise<string> {
	const account = own(actor);
	const notice = isUuid(id) ? await store.read(database(), account, id as Uuid) : undefined;
	if (!notice) refuse('notifications.notice-not-found');
	await store.markRead(database(), account, [notice.id], new Date());
	return notice.url;
}

/** Every kind with how it reaches this person now. */
export async function settingsOf(actor: Actor) {
	const account = own(actor);
	const [choices, rhythm, to] = await Promise.all([
		store.choices(database(), account),
		store.rhythm(database(), account),
		recipientOf(account),
	]);
	return {
		kinds: allKinds().map((kind) => ({
			kind: kind.kind,
			required: kind.required === true,
			way: wayOf(kind, choices.get(kind.kind)),
		})),
		rhythm: rhythm ?? usualRhythm(to?.zone ?? 'Europe/Moscow'),
		email: to?.email ?? null,
	};
}

const mailWays = ['at-once', 'digest', 'never'] as const;

export type SettingsInput = {
	/** Kind → how; kinds that are absent stay as they are. */
	ways: ReadonlyMap<string, { account: boolean; mail: string }>;
	zone: string;
	digestHour: string;
	quietFrom: string;
	quietTo: string;
};

/** Saves one's choices. What law requires to be told cannot be switched off; trying is no mistake, it just stays. */
export async function saveSettings(actor: Actor, input: SettingsInput): Promise<void> {
	const account = own(actor);
	const problems: Problem[] = [];
	const hour = (field: 'digestHour' | 'quietFrom' | 'quietTo'): number | null => {
		if (input[field] === '') return null;
		const value = Number(input[field]);
		if (Number.isInteger(value) && value >= 0 && value <= 23) return value;
		problems.push({ field, code: 'notifications.settings.hour-wrong' });
		return null;
	};
	const [digestHour, from, to] = [hour('digestHour'), hour('quietFrom'), hour('quietTo')];
	if (!isZone(input.zone)) problems.push({ field: 'zone', code: 'notifications.settings.zone-wrong' });
	if ((from === null) !== (to === null))
		problems.push({
			field: from === null ? 'quietFrom' : 'quietTo',
			code: 'notifications.settings.quiet-half',
		});
	if (problems.length > 0) throw new Invalid(problems);
	const rhythm: Rhythm = {
		zone: input.zone,
		digestHour: digestHour ?? usualRhythm(input.zone).digestHour,
		quiet: from === null || to === null ? null : { from, to },
	};
	const at = new Date();
	await transaction(async (tx) => {
		await store.saveRhythm(tx, account, rhythm, at);
		for (const kind of allKinds()) {
			const wanted = input.ways.get(kind.kind);
			const mail = mailWays.find((one) => one === wanted?.mail);
			if (!wanted || !mail) continue;
			const way: Way = wayOf(kind, { account: wanted.account, mail });
			await store.saveChoice(tx, account, kind.kind, way, at);
		}
	});
}
