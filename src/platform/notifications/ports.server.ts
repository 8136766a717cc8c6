import type { AccountId } from '../db/door.server.ts';

/** Who is told: filled by identity where the house is put together. */
export type Recipient = {
	name: string;
	/** Null: no confirmed address; the news is then in the account alone. */
	email: string | null;
	lang: 'ru' | 'en';
	/** The clock of the place where the person lives, until another is chosen. */
	zone: string;
};

let port: (account: AccountId) => Promise<Recipient | null> = async () => null;

export function fillRecipients(filled: typeof port): void {
	port = filled;
}
/** Null: there is no such account any more. */
export const recipientOf = (account: AccountId): Promise<Recipient | null> => port(account);
