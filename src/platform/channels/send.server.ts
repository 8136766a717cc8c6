import { publicOrigin } from '../config/door.server.ts';
import { type AccountId, type Db, database, newId, type Uuid } from '../db/door.server.ts';
import { invalid } from '../errors/door.ts';
import { defaultAttempts, enqueue } from '../jobs/queue.server.ts';
import type { Job } from '../room.ts';
import { isAddress } from './address.ts';
import { type Attach, attached } from './attach.server.ts';
import { htmlOf } from './compose.ts';
import { mailSettings } from './settings.server.ts';
import * as store from './store.server.ts';
import { deliver } from './transport.server.ts';

export type Mail = {
	to: string;
	subject: string;
	/** Whole sentences; blank lines part paragraphs; a link stands alone on its line. */
	text: string;
	/** Made of `text` in the look of the house, unless given. */
	html?: string;
	lang?: 'ru' | 'en';
	/** Whose letter it is: goes with the account when that is erased. */
	account?: AccountId;
	/** Says below the letter why it came and how to stop it. */
	footer?: string;
	/** One address that stops letters of this kind without sign-in (RFC 8058). */
	unsubscribe?: string;
	/** Made when the letter is sent. */
	attach?: Attach;
};

/** Puts a letter in line. Inside a transaction it is sent only if that commits. */
export async function sendMail(db: Db, mail: Mail): Promise<Uuid> {
	if (!isAddress(mail.to)) invalid({ field: '', code: 'channels.not-an-address' });
	const id = newId();
	const subject = mail.subject.replace(/[\r\n\t]+/g, ' ').slice(0, 300);
	const text = mail.footer ? `${mail.text.trim()}\n\n-- \n${mail.footer}` : mail.text.trim();
	const lang = mail.lang ?? 'ru';
	const site = new URL(publicOrigin()).host;
	const html =
		mail.html ??
		htmlOf({ subject, text: mail.text, lang, site, ...(mail.footer ? { footer: mail.footer } : {}) });
	const headers: Record<string, string> = { 'Content-Language': lang };
	if (mail.unsubscribe) {
		headers['List-Unsubscribe'] = `<${mail.unsubscribe}>`;
		headers['List-Unsubscribe-Post'] = 'List-Unsubscribe=One-Click';
	}
	const at = new Date();
	await store.insert(db, {
		id,
		to: mail.to,
		account: mail.account ?? null,
		subject,
		text,
		html,
		headers,
		attach: mail.attach ?? null,
		state: 'waiting',
		createdAt: at,
	});
	await enqueue(db, 'channels.send', { letter: id }, { key: `channels.send ${id}` });
	return id;
}

/**
 * Sends one letter. Stops: sent; kept (no mail server is set up); refused (the server will never take it); failed (tried for
 * about 22 hours). Any other problem rises, and the job is tried again with back-off.
 */
export const sendLetter: Job<{ letter: Uuid }> = async ({ letter: id }, { attempt }) => {
	const settings = await mailSettings();
	const letter = await store.take(database(), id, new Date());
	if (!letter?.text) return;
	if (!settings) {
		await store.mark(database(), id, 'kept', null, new Date());
		return;
	}
	const attachments = await attached(letter.attach);
	const outcome = await deliver(settings, { ...letter, text: letter.text, attachments });
	if (outcome.sent) return store.markSent(database(), id, new Date());
	if (outcome.stop === 'never') return store.mark(database(), id, 'refused', outcome.problem, new Date());
	const last = attempt >= defaultAttempts;
	await store.mark(database(), id, last ? 'failed' : 'waiting', outcome.problem, new Date());
	if (!last) throw new Error(`the mail server did not take a letter: ${outcome.problem}`);
};

/** Puts a letter in line again: one that was kept, refused or failed. */
export async function sendAgain(db: Db, id: Uuid): Promise<void> {
	await store.mark(db, id, 'waiting', null, new Date());
	await enqueue(db, 'channels.send', { letter: id }, { key: `channels.send ${id}` });
}
