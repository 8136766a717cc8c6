import { strToU8, zipSync } from 'fflate';
import {
	type AccountId,
	database,
	newId,
	type TerritoryId,
	transaction,
	type Uuid,
} from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { announce } from '#platform/events/door.server.ts';
import { translatorFor } from '#platform/i18n/door.ts';
import { enqueue } from '#platform/jobs/door.server.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type { PersonalPart } from '#platform/room.ts';
import { namesOf } from '#rooms/territories/door.server.ts';
import type { Caller } from './actor.server.ts';
import * as claims from './claims-store.server.ts';
import { noteErasure, readErasures } from './erasure-journal.server.ts';
import * as factors from './factors-store.server.ts';
import * as grants from './grants-store.server.ts';
import * as happenings from './happenings-store.server.ts';
import { linkTo, write } from './letters.ts';
import * as letters from './letters-store.server.ts';
import { openTry } from './limits.server.ts';
import { readable } from './personal-page.ts';
import * as store from './personal-store.server.ts';
import { prove } from './prove.ts';
import { externalsOf, organisationClaimsOf } from './providers-store.server.ts';
import { readLink, sendLink } from './reset.ts';
import { residencesOf } from './residence-store.server.ts';
import { happen } from './sign-in.ts';
import * as signIns from './sign-ins-store.server.ts';
import * as accounts from './store.server.ts';

/** Days to think it over between the confirmation and the erasure. */
export const daysToThink = 7;
const exportLives = 7 * 86_400_000;

// Every room's part. Filled when the house is put together, in the order of the rooms.

let parts: readonly { name: string; part: PersonalPart }[] = [];
export function fillPersonalParts(filled: readonly { name: string; part: PersonalPart }[]): void {
	parts = filled;
}

// Export

export async function askForExport(actor: Actor, at = new Date()): Promise<Uuid> {
	const account = actor.account ?? refuse('platform.sign-in-first');
	if (await openTry([{ kind: 'export', value: account, limit: 5, minutes: 24 * 60 }], at))
		refuse('identity.export.too-many');
	const id = newId<Uuid>(at.getTime());
	await transaction(async (tx) => {
		await store.insertExport(tx, { account, id, at, expiresAt: new Date(at.getTime() + exportLives) });
		await enqueue(tx, 'identity.export', { account, id });
	});
	return id;
}

/** The job: asks every room, writes the zip. Runs twice to the same end. */
export async function makeExport(payload: { account: AccountId; id: Uuid }, at = new Date()): Promise<void> {
	const account = await accounts.accountById(database(), payload.account);
	if (!account || account.state === 'erased') return;
	const data: Record<string, unknown> = {};
	for (const { name, part } of parts) {
		const held = await part.export(payload.account);
		const told = Object.entries(held).filter(([, value]) => !isNothing(value));
		if (told.length > 0) data[name] = Object.fromEntries(told);
	}
	const t = translatorFor(account.lang);
	const page = readable(data, t, { name: account.name, at });
	const zip = Buffer.from(
		zipSync(
			{ 'data.json': strToU8(`${JSON.stringify(data, null, '\t')}\n`), 'data.html': strToU8(page) },
			{ mtime: at },
		),
	);
	await transaction(async (tx) => {
		await store.putZip(tx, payload.account, payload.id, zip, at);
		if (account.email)
			await write(
				tx,
				'export-ready',
				{ email: account.email, lang: account.lang, account: payload.account },
				{ link: linkTo('/account/data', account.lang) },
			);
	});
}

/** A room that knows nothing of the person is left out. */
function isNothing(value: unknown): boolean {
	if (value === null || value === undefined) return true;
	if (value instanceof Date) return false;
	return typeof value === 'object' && Object.keys(value).length === 0;
}

export async function ownExports(actor: Actor, at = new Date()): Promise<store.ExportRow[]> {
	return actor.account ? store.exportsOf(database(), actor.account, at) : [];
}
export async function ownZip(actor: Actor, id: Uuid, at = new Date()): Promise<Buffer> {
	const account = actor.account ?? refuse('platform.sign-in-first');
	return (await store.zipOf(database(), account, id, at)) ?? refuse('platform.not-found');
}

// Erasure

export async function ownErasure(actor: Actor): Promise<store.ErasureRow | null> {
	return actor.account ? store.openErasure(database(), actor.account) : null;
}

/** Asks; nothing is erased until the link in the letter is followed and the days of thinking it over are past. */
export async function askForErasure(
	actor: Actor,
	input: { current: string },
	at = new Date(),
): Promise<void> {
	const account = actor.account ?? refuse('platform.sign-in-first');
	await prove(actor, input.current, at);
	const known = (await accounts.accountById(database(), account)) ?? refuse('platform.sign-in-first');
	await transaction((tx) => store.insertErasure(tx, { account, id: newId(at.getTime()), at }));
	if (known.email)
		await sendLink(
			account,
			'erase',
			{ email: known.email, lang: known.lang },
			24 * 60,
			'/account/data/erase',
			at,
		);
	// without an address the proof just given is the confirmation
	else await beginErasure(account, {}, at);
}

/** The link from the letter was followed. */
export async function confirmErasure(token: string, caller: Caller = {}, at = new Date()): Promise<Date> {
	const link = (await readLink(token, 'erase', at)) ?? refuse('identity.link-old');
	await transaction(async (tx) => {
		if (!(await letters.useLetter(tx, link.account, link.letter, at))) refuse('identity.link-old');
	});
	return beginErasure(link.account, caller, at);
}

async function beginErasure(account: AccountId, caller: Caller, at: Date): Promise<Date> {
	const due = new Date(at.getTime() + daysToThink * 86_400_000);
	await transaction(async (tx) => {
		if (!(await store.confirmErasure(tx, account, at, due))) refuse('identity.link-old');
		await happen(tx, account, 'erasure-begun', caller, at);
		const known = await accounts.accountById(tx, account);
		if (known?.email)
			await write(
				tx,
				'erase-begun',
				{ email: known.email, lang: known.lang, account },
				{ day: due, link: linkTo('/account/data', known.lang) },
			);
	});
	return due;
}

export async function cancelErasure(actor: Actor, caller: Caller = {}, at = new Date()): Promise<void> {
	const account = actor.account ?? refuse('platform.sign-in-first');
	await transaction(async (tx) => {
		if (!(await store.cancelErasure(tx, account, at))) refuse('identity.erasure.already-over');
		await happen(tx, account, 'erasure-cancelled', caller, at);
	});
}

/** The hourly job: everyone whose days are over. */
export async function eraseDue(at = new Date()): Promise<void> {
	for (const account of await store.dueErasures(database(), at))
		await enqueue(database(), 'identity.erase', { account }, { key: `erase:${account}` });
}

/**
 * Removes a person room by room, the rooms that lean on this one first; each part may be repeated. What law requires to
 * keep stays without the name, and the person is told what it is.
 */
export async function erase(account: AccountId, at = new Date()): Promise<string[]> {
	const known = await accounts.accountById(database(), account);
	if (!known || known.state === 'erased') return [];
	const kept: string[] = [];
	for (const { part } of [...parts].reverse()) kept.push(...(await part.erase(account)).kept);
	const held = await claims.claimsOf(database(), account);
	const t = translatorFor(known.lang);
	await noteErasure(account, at);
	await transaction(async (tx) => {
		if (known.email)
			await write(
				tx,
				'erased',
				{ email: known.email, lang: known.lang },
				{
					kept: kept.length
						? kept.map((key) => `— ${t.any(key)}`).join('\n')
						: t('identity.erasure.kept-nothing'),
				},
			);
		await store.eraseRows(tx, account, translatorFor('ru')('identity.erased-name'), at);
		await store.finishErasure(tx, account, kept, at);
		await announce(tx, 'identity.erased', { account });
	});
	for (const one of held) await claims.release(database(), one.kind, one.value, account);
	return kept;
}

/** After a restore: whoever was erased since that backup is erased again. Answers how many. */
export async function replayErasures(at = new Date()): Promise<number> {
	let count = 0;
	for (const { account } of await readErasures()) {
		const known = await accounts.accountById(database(), account);
		if (!known || known.state === 'erased') continue;
		await erase(account, at);
		count++;
	}
	return count;
}

// What this room itself holds on a person

export const personal: PersonalPart = {
	async export(account) {
		const db = database();
		const now = new Date();
		const known = await accounts.accountById(db, account);
		const [devices, held, home, own, links, organisations, consents, news, voting] = await Promise.all([
			signIns.signInsOf(db, account, now),
			grants.grantsOf(db, account, now),
			residencesOf(db, account),
			factors.confirmedFactors(db, account),
			externalsOf(db, account),
			organisationClaimsOf(db, account),
			store.consentsOf(db, account),
			happenings.happeningsOf(db, account, 1_000),
			accounts.knownForVoting(db, account),
		]);
		const names = await namesOf([...held, ...home].map((one) => one.territory));
		const nameOf = (territory: TerritoryId) => names.get(territory)?.full ?? String(territory);
		return {
			account: known && {
				name: known.name,
				email: known.email,
				language: known.lang,
				created: known.createdAt,
				...(voting?.bornOn ? { born: voting.bornOn } : {}),
			},
			'sign-ins': devices.map((one) => ({
				began: one.created_at,
				seen: one.seen_at,
				way: one.way,
				address: one.ip,
				device: one.agent,
			})),
			roles: held.map((one) => ({
				role: one.role,
				territory: nameOf(one.territory),
				space: one.space,
				since: one.grantedAt,
			})),
			residence: home.map((one) => ({
				territory: nameOf(one.territory),
				declared: one.declaredAt,
				confirmed: one.confirmedAt,
				how: one.how,
				ended: one.endedAt,
			})),
			'second-factors': own.map((one) => ({ kind: one.kind, name: one.name, created: one.createdAt })),
			providers: links.map((one) => ({
				provider: one.provider,
				identifier: one.subject,
				linked: one.linkedAt,
			})),
			organisations,
			consents,
			happenings: news,
		};
	},
	/** The rows themselves go last of all, in `erase`; here it is said what stays. */
	async erase(account) {
		const held = await grants.everHeld(database(), account);
		return { kept: held ? ['identity.kept.audit'] : [] };
	},
};
