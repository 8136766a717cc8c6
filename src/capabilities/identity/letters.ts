import { sendMail } from '#platform/channels/door.server.ts';
import { publicOrigin } from '#platform/config/door.server.ts';
import type { AccountId, Db } from '#platform/db/door.server.ts';
import { translatorFor } from '#platform/i18n/door.ts';
import type { Lang } from './account.ts';

export type Letter =
	| 'register'
	| 'already-here'
	| 'reset'
	| 'change-email'
	| 'email-changed'
	| 'password-changed'
	| 'account-suspended'
	| 'account-restored'
	| 'factor-changed'
	| 'invitation'
	| 'erase'
	| 'erase-begun'
	| 'erased'
	| 'export-ready';

/**
 * Writes a letter in the receiver's language. Every letter has a subject and a text of whole sentences; a link stands
 * on a line of its own, so that it can be copied where letters are read as plain text.
 */
export async function write(
	db: Db,
	letter: Letter,
	to: { email: string; lang: Lang; account?: AccountId },
	facts: Record<string, string | number | Date> = {},
): Promise<void> {
	const t = translatorFor(to.lang);
	const params = { place: placeName(), ...facts };
	await sendMail(db, {
		to: to.email,
		subject: t.any(`identity.letter.${letter}.subject`, params),
		text: t.any(`identity.letter.${letter}.text`, params),
		lang: to.lang,
		...(to.account ? { account: to.account } : {}),
	});
}

/** The address of this installation, as people know it. */
function placeName(): string {
	return new URL(publicOrigin()).host;
}

/** An address for a letter: in the receiver's language, on the main host. */
export function linkTo(path: string, lang: Lang): string {
	return `${publicOrigin()}${lang === 'en' ? '/en' : ''}${path}`;
}
