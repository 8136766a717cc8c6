import { record } from '../audit/door.server.ts';
import { database, isUuid, transaction, type Uuid } from '../db/door.server.ts';
import { Invalid, invalid, type Problem, refuse } from '../errors/door.ts';
import { translatorFor } from '../i18n/door.ts';
import { demand } from '../permissions/demand.ts';
import { type Actor, installation } from '../permissions/door.ts';
import { isAddress } from './address.ts';
import { htmlOf } from './compose.ts';
import { sendAgain } from './send.server.ts';
import { type MailSettings, mailSettings, sealPassword } from './settings.server.ts';
import * as store from './store.server.ts';
import { deliver } from './transport.server.ts';

const place = { territory: installation };
const pageSize = 50;

/** Letters that have not left, and those that have, newest first. Words of a sent letter are gone. */
export async function listLetters(actor: Actor, wanted: { state?: string; after?: string }) {
	demand(actor, 'channels.see-mail', place);
	const state = store.letterStates.find((one) => one === wanted.state);
	const [at, id = ''] = (wanted.after ?? '').split('_');
	const after =
		at && isUuid(id) && Number.isFinite(Number(at)) ? { at: new Date(Number(at)), id } : undefined;
	const rows = await store.list(database(), {
		limit: pageSize + 1,
		...(state ? { state } : {}),
		...(after ? { after } : {}),
	});
	const letters = rows.slice(0, pageSize);
	const last = rows.length > pageSize ? letters.at(-1) : undefined;
	return {
		letters: letters.map(({ id, to, subject, state, tried, problem, createdAt }) => ({
			id,
			to,
			subject,
			state,
			tried,
			problem,
			createdAt,
		})),
		counts: await store.counts(database()),
		next: last ? `${last.createdAt.getTime()}_${last.id}` : null,
		settings: await shownSettings(),
	};
}

/** Reads one letter that was not sent. It is somebody's mail: the reading is written down. */
export async function readLetter(actor: Actor, id: string) {
	demand(actor, 'channels.see-mail', place);
	const letter = isUuid(id) ? await store.read(database(), id) : undefined;
	if (!letter) refuse('channels.letter-not-found');
	await transaction((tx) =>
		record(tx, {
			actor,
			territory: installation,
			action: 'channels.letter-read',
			thing: { kind: 'channels.letter', id },
			about: letter.account,
			reading: true,
		}),
	);
	return letter;
}

export async function resendLetter(actor: Actor, id: string): Promise<void> {
	demand(actor, 'channels.set-up-mail', place);
	const letter = isUuid(id) ? await store.read(database(), id) : undefined;
	if (!letter?.text) refuse('channels.letter-not-found');
	if (letter.state === 'sending' || letter.state === 'waiting') refuse('channels.already-waiting');
	await transaction(async (tx) => {
		await sendAgain(tx, id as Uuid);
		await record(tx, {
			actor,
			territory: installation,
			action: 'channels.letter-sent-again',
			thing: { kind: 'channels.letter', id },
			about: letter.account,
		});
	});
}

/** All letters kept in the last days, once mail is set up. Older ones (codes and links that ended) stay kept. */
export async function sendKept(actor: Actor, days = 3): Promise<number> {
	demand(actor, 'channels.set-up-mail', place);
	if (!(await mailSettings())) refuse('channels.not-set-up');
	return transaction(async (tx) => {
		const ids = await store.idsIn(tx, 'kept', new Date(Date.now() - days * 86_400_000));
		for (const id of ids) await sendAgain(tx, id);
		await record(tx, {
			actor,
			territory: installation,
			action: 'channels.kept-letters-sent',
			payload: { count: ids.length },
		});
		return ids.length;
	});
}

/** The settings without the password. */
export async function shownSettings(): Promise<
	(Omit<MailSettings, 'password'> & { hasPassword: boolean }) | null
> {
	const settings = await mailSettings();
	if (!settings) return null;
	const { password, ...rest } = settings;
	return { ...rest, hasPassword: password !== '' };
}

export type SettingsInput = {
	host: string;
	port: string;
	security: string;
	login: string;
	/** Empty: as it was. */
	password: string;
	fromAddress: string;
	fromName: string;
};

export async function saveMailSettings(actor: Actor, input: SettingsInput): Promise<void> {
	demand(actor, 'channels.set-up-mail', place);
	const row = await readSettings(input);
	const by = actor.account ?? refuse('platform.sign-in-first');
	await transaction(async (tx) => {
		await store.saveSettings(tx, row, by, new Date());
		const { sealed, ...told } = row;
		await record(tx, {
			actor,
			territory: installation,
			action: 'channels.mail-set-up',
			payload: { ...told, password: sealed ? 'set' : 'none' },
		});
	});
}

export async function removeMailSettings(actor: Actor): Promise<void> {
	demand(actor, 'channels.set-up-mail', place);
	await transaction(async (tx) => {
		await store.removeSettings(tx);
		await record(tx, { actor, territory: installation, action: 'channels.mail-removed' });
	});
}

async function readSettings(input: SettingsInput): Promise<store.SettingsRow> {
	const problems: Problem[] = [];
	const fault = (field: string, code: string) => problems.push({ field, code });
	const port = Number(input.port);
	const security = (['tls', 'starttls', 'none'] as const).find((one) => one === input.security);
	if (!/^[\p{L}\p{N}.:-]{1,253}$/u.test(input.host)) fault('host', 'channels.settings.host-wrong');
	if (!Number.isInteger(port) || port < 1 || port > 65_535) fault('port', 'channels.settings.port-wrong');
	if (!security) fault('security', 'platform.field.choose');
	if (!isAddress(input.fromAddress)) fault('fromAddress', 'channels.not-an-address');
	if (input.fromName.length > 100)
		problems.push({ field: 'fromName', code: 'platform.field.too-long', facts: { max: 100 } });
	if (problems.length || !security) throw new Invalid(problems);
	const before = await store.settings(database());
	// A password belongs to the server it was given for: another host never gets it by a slip.
	const same = before?.host === input.host && before.login === input.login;
	const sealed = input.password ? sealPassword(input.password) : same ? before.sealed : null;
	const { host, login, fromAddress, fromName } = input;
	return { host, port, security, login, sealed, fromAddress, fromName };
}

/** Sends a letter at once, past the queue, and tells what the server said. */
export async function sendTestLetter(actor: Actor, to: string): Promise<void> {
	demand(actor, 'channels.set-up-mail', place);
	if (!isAddress(to)) invalid({ field: 'to', code: 'channels.not-an-address' });
	const settings = (await mailSettings()) ?? refuse('channels.not-set-up');
	const t = translatorFor(actor.lang);
	const subject = t('channels.test.subject');
	const text = t('channels.test.text');
	const html = htmlOf({ subject, text, lang: actor.lang, site: settings.host });
	const outcome = await deliver(settings, { id: crypto.randomUUID(), to, subject, text, html, headers: {} });
	await transaction((tx) =>
		record(tx, {
			actor,
			territory: installation,
			action: 'channels.test-sent',
			payload: { to, sent: outcome.sent },
		}),
	);
	if (!outcome.sent)
		invalid({ field: 'to', code: 'channels.test.failed', facts: { problem: outcome.problem } });
}
