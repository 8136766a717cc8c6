import { sendMail } from '#platform/channels/door.server.ts';
import { publicOrigin } from '#platform/config/door.server.ts';
import { newId, once, transaction } from '#platform/db/door.server.ts';
import { translatorFor } from '#platform/i18n/door.ts';
import { letterLinks } from '../followers/follow-by-mail.ts';
import type { FollowerId } from '../followers/follower-code.ts';
import * as followers from '../followers/followers-store.server.ts';
import type { Receipt } from './filing.ts';

/** Number, day and code to the address that the author gave: one letter for an appeal, however often it is asked for. */
export async function mailReceipt(receipt: Receipt, to: string, lang: 'ru' | 'en'): Promise<void> {
	const t = translatorFor(lang);
	const { territory, id, number, code } = receipt;
	const facts = { number, code, due: t.formats.date(receipt.dueOn, 'long') };
	const path = `${lang === 'en' ? '/en' : ''}/appeals/follow?number=${encodeURIComponent(number)}`;
	await transaction((tx) =>
		once(tx, { territory, key: `appeals.mail:receipt:${id}`, request: 'receipt' }, async () => {
			const author = await followers.put(tx, {
				territory,
				id: newId<FollowerId>(),
				appeal: id,
				email: to.toLowerCase(),
				lang,
				why: 'author',
				at: new Date(),
			});
			const { page, stop } = letterLinks(author);
			await sendMail(tx, {
				to,
				lang,
				subject: t('appeals.mail.receipt.subject', facts),
				text: [
					// what cannot wait is read first
					...(receipt.urgent ? [t('appeals.urgent.told')] : []),
					t('appeals.mail.receipt.text', { ...facts, address: publicOrigin() + path, confirm: page }),
				].join('\n\n'),
				footer: t('appeals.mail.receipt.footer'),
				unsubscribe: stop,
			});
			return true;
		}),
	);
}
