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

let port: (accounts: readonly AccountId[]) => Promise<Map<AccountId, Recipient>> = async () => new Map();

export function fillRecipients(filled: typeof port): void {
	port = filled;
}
/** Those who are there; whoever is missing has no account any more. */
export const recipientsOf = (accounts: readonly AccountId[]): Promise<Map<AccountId, Recipient>> =>
	port([...new Set(accounts)]);
export const recipientOf = async (account: AccountId): Promise<Recipient | null> =>
	(await port([account])).get(account) ?? null;
