import type { Channel } from '../appeal.ts';

/**
 * What the law demands of an appeal in its sense, by day and by the way it comes. Whoever gives less has still written a message,
 * which is worked on alike; the page says what the difference is.
 */
export type Demands = {
	/** In force from this day, ISO. */
	from: string;
	way: 'electronic' | 'in-person';
	/** Who wrote it must have shown who they are: by an account here, or at the desk. */
	proven: boolean;
	/** Surname and first name, the patronymic where there is one. */
	fullName: boolean;
	/** Where the answer goes: one of these. */
	reply: readonly ('account' | 'email' | 'address')[];
	source: string;
};

export const law: readonly Demands[] = [
	{
		from: '2006-11-02',
		way: 'electronic',
		proven: false,
		fullName: true,
		reply: ['account', 'email', 'address'],
		source: '59-ФЗ, ст. 7, ч. 1 и 3',
	},
	{
		from: '2025-03-30',
		way: 'electronic',
		proven: true,
		fullName: true,
		reply: ['account', 'email', 'address'],
		source: '59-ФЗ, ст. 7, ч. 3 в ред. 547-ФЗ от 28.12.2024',
	},
	{
		from: '2006-11-02',
		way: 'in-person',
		proven: true,
		fullName: true,
		reply: ['email', 'address', 'account'],
		source: '59-ФЗ, ст. 7, ч. 1; ст. 13',
	},
];

/** The way the law sees a channel by; null: what comes so is no appeal in its sense (a telephone call). */
export function wayOf(channel: Channel): Demands['way'] | null {
	if (channel === 'phone') return null;
	return channel === 'office' || channel === 'mfc' ? 'in-person' : 'electronic';
}

export function demandsOn(day: string, way: Demands['way']): Demands | undefined {
	return law
		.filter((one) => one.way === way && one.from <= day)
		.sort((a, b) => (a.from < b.from ? 1 : -1))[0];
}

export type Missing = 'proof' | 'name' | 'reply';

/** What is missing for an appeal in the sense of the law; `never`: this channel cannot carry one. */
export function missingFor(given: {
	day: string;
	channel: Channel;
	/** By an account here, or before an official. */
	proven: boolean;
	/** The account is where the answer comes. */
	account: boolean;
	name: string;
	email: string | null;
	address: string | null;
}): Missing[] | 'never' {
	const way = wayOf(given.channel);
	const demands = way && demandsOn(given.day, way);
	if (!demands) return 'never';
	const missing: Missing[] = [];
	if (demands.proven && !given.proven) missing.push('proof');
	if (demands.fullName && !isFullName(given.name)) missing.push('name');
	const has = { account: given.account, email: Boolean(given.email), address: Boolean(given.address) };
	if (!demands.reply.some((one) => has[one])) missing.push('reply');
	return missing;
}

/** At least a surname and a first name: two words of letters. */
export function isFullName(name: string): boolean {
	return (name.match(/\p{L}[\p{L}'’-]+/gu) ?? []).length >= 2;
}
