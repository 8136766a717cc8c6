import { createHash } from 'node:crypto';
import {
	type AccountId,
	type Db,
	database,
	newId,
	type Tx,
	transaction,
	type Uuid,
} from '#platform/db/door.server.ts';
import { refuse } from '#platform/errors/door.ts';
import { translatorFor } from '#platform/i18n/door.ts';
import type { Actor } from '#platform/permissions/door.ts';
import type { Lang } from './account.ts';
import * as store from './personal-store.server.ts';

/**
 * Purposes for which personal data are processed. Without `account` there is no account: to withdraw it is to ask for
 * erasure. The others are given and withdrawn freely. A text that changes gets a new version; the journal keeps the old.
 */
export const purposes = ['account', 'name-in-public', 'news', 'statistics'] as const;
export type Purpose = (typeof purposes)[number];
export const requiredPurposes: readonly string[] = ['account'];

/** The version of each text in the words of the room: raise it together with the text. */
const versions: Record<Purpose, number> = { account: 1, 'name-in-public': 1, news: 1, statistics: 1 };

export type ConsentText = {
	purpose: Purpose;
	version: number;
	title: string;
	body: string;
	required: boolean;
};

export function textsInForce(lang: Lang): ConsentText[] {
	const t = translatorFor(lang);
	return purposes.map((purpose) => ({
		purpose,
		version: versions[purpose],
		title: t.any(`identity.purpose.${purpose}.title`),
		body: t.any(`identity.purpose.${purpose}.text`),
		required: requiredPurposes.includes(purpose),
	}));
}

/** Puts the texts in force into the dictionary; a text that stands there already is never changed. */
export async function seedTexts(tx: Tx, at = new Date()): Promise<void> {
	for (const lang of ['ru', 'en'] as const)
		for (const text of textsInForce(lang)) {
			const hash = createHash('sha256').update(text.body).digest();
			await store.putText(tx, { ...text, lang, hash, at });
		}
}

export async function give(
	tx: Tx,
	account: AccountId,
	input: { purposes: readonly string[]; lang: Lang; through: string; at: Date },
): Promise<void> {
	for (const purpose of purposes)
		if (input.purposes.includes(purpose))
			await store.insertConsent(tx, {
				account,
				id: newId<Uuid>(input.at.getTime()),
				purpose,
				version: versions[purpose],
				lang: input.lang,
				through: input.through,
				at: input.at,
			});
}

/** Gives and withdraws as the form says; what stays as it was is left alone. */
export async function chooseConsents(
	actor: Actor,
	chosen: readonly string[],
	at = new Date(),
): Promise<void> {
	const account = actor.account ?? refuse('platform.sign-in-first');
	await transaction(async (tx) => {
		const standing = new Set(
			(await store.consentsOf(tx, account)).filter((one) => !one.withdrawnAt).map((one) => one.purpose),
		);
		for (const purpose of purposes) {
			if (requiredPurposes.includes(purpose)) continue;
			if (chosen.includes(purpose) && !standing.has(purpose))
				await give(tx, account, { purposes: [purpose], lang: actor.lang, through: 'my-data', at });
			if (!chosen.includes(purpose) && standing.has(purpose))
				await store.withdrawConsent(tx, account, purpose, at);
		}
	});
}

export async function hasConsent(db: Db, account: AccountId, purpose: Purpose): Promise<boolean> {
	return (await store.consentsOf(db, account)).some((one) => one.purpose === purpose && !one.withdrawnAt);
}

export async function consentJournal(actor: Actor): Promise<store.ConsentRow[]> {
	return actor.account ? store.consentsOf(database(), actor.account) : [];
}

/** A text as it was agreed to, also when a newer one is in force. */
export async function consentText(
	purpose: string,
	version: number,
	lang: Lang,
): Promise<{ title: string; body: string } | null> {
	return store.textOf(database(), purpose, version, lang);
}
