import { sendMail } from '../channels/door.server.ts';
import { publicOrigin } from '../config/door.server.ts';
import { type AccountId, database, type Tx, transaction } from '../db/door.server.ts';
import { type Translate, translatorFor } from '../i18n/door.ts';
import { enqueue } from '../jobs/queue.server.ts';
import type { Job } from '../room.ts';
import { factsIn } from './facts-in.ts';
import { kindOf } from './kinds.ts';
import { type Recipient, recipientOf } from './ports.server.ts';
import { stopCode } from './stop.server.ts';
import * as store from './store.server.ts';

type Due = store.NoticeRow & { digest: boolean };

/** Finds who has letters due and gives each a job of their own. Runs every few minutes. */
export const findDue: Job<unknown> = async (_payload, { signal }) => {
	for (const account of await store.accountsDue(database(), new Date(), 5_000)) {
		signal.throwIfAborted();
		await enqueue(database(), 'notifications.mail', { account }, { key: `notifications.mail ${account}` });
	}
};

/**
 * Writes the letters that are due for one person: one each for news to be told at once, one for all of the digest. Taking
 * and writing is one transaction, so that nothing is sent twice or lost.
 */
export const mailDue: Job<{ account: AccountId }> = async ({ account }) => {
	const to = await recipientOf(account);
	await transaction(async (tx) => {
		const taken = await store.takeDue(tx, account, new Date());
		if (!to?.email) return;
		const t = translatorFor(to.lang, to.zone);
		const due = taken.map((one) => ({ ...one, facts: factsIn(one.facts, to.lang) }));
		// What was read meanwhile needs no digest.
		const gathered = due.filter((one) => one.digest && one.readAt === null);
		for (const one of due) if (!one.digest) await writeOne(tx, t, to, one);
		if (gathered.length === 1) await writeOne(tx, t, to, gathered[0] as Due);
		else if (gathered.length > 1) await writeDigest(tx, t, to, gathered);
	});
};

const address = (t: Translate, path: string) => `${publicOrigin()}${t.lang === 'en' ? '/en' : ''}${path}`;

async function writeOne(tx: Tx, t: Translate, to: Recipient, notice: Due): Promise<void> {
	const { kind, facts, account } = notice;
	// a letter may say more than the line in the account
	const words = t.has(`notice.${kind}.mail`)
		? t.any(`notice.${kind}.mail`, facts)
		: t.any(`notice.${kind}.text`, facts);
	const attach = kindOf(kind).attach?.(facts) ?? null;
	await sendMail(tx, {
		...(attach ? { attach } : {}),
		to: to.email as string,
		lang: to.lang,
		account,
		subject: t.any(`notice.${kind}.title`, facts),
		text: `${words}\n\n${address(t, notice.url)}`,
		footer: t('notifications.letter.footer', { settings: address(t, '/account/notifications/settings') }),
		unsubscribe: `${publicOrigin()}/account/notifications/stop?code=${stopCode(account, kind)}`,
	});
}

async function writeDigest(tx: Tx, t: Translate, to: Recipient, notices: readonly Due[]): Promise<void> {
	const shown = notices.slice(0, 40);
	const parts = shown.map(
		({ kind, facts, url }) => `${t.any(`notice.${kind}.title`, facts)}\n${address(t, url)}`,
	);
	if (notices.length > shown.length)
		parts.push(
			`${t('notifications.digest.more', { count: notices.length - shown.length })}\n${address(t, '/account/notifications')}`,
		);
	await sendMail(tx, {
		to: to.email as string,
		lang: to.lang,
		account: (notices[0] as Due).account,
		subject: t('notifications.digest.subject', { count: notices.length }),
		text: parts.join('\n\n'),
		footer: t('notifications.letter.footer', { settings: address(t, '/account/notifications/settings') }),
	});
}
