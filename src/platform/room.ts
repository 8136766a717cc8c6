import type { AccountId, Tx } from './db/door.server.ts';
import type { Rules } from './permissions/door.ts';

/** A job: may run twice, so it is idempotent. `signal` ends it at shutdown or when an official stops it. */
export type JobContext = { signal: AbortSignal; attempt: number };
export type Job<Payload = never> = (payload: Payload, context: JobContext) => Promise<void>;

/** A kind of news that a person may receive and may switch off. `words` are keys of the room's catalogue. */
export type NoticeKind = {
	kind: string;
	/** Switched on for these ways until the person chooses otherwise. */
	default: { account: boolean; email: 'at-once' | 'digest' | 'never' };
	/** May not be switched off (an answer that law requires to be sent). */
	required?: boolean;
};

export type PersonalPart = {
	/** Everything the room holds on the account, as plain JSON, under readable keys. */
	export(account: AccountId): Promise<Record<string, unknown>>;
	/** Removes it, and returns what law requires to keep: keys of words with facts. Runs as a job, part by part. */
	erase(account: AccountId): Promise<{ kept: string[] }>;
};

/** What a room declares to the platform; `src/start.server.ts` registers every room's. */
export type Room = {
	name: string;
	permissions?: Rules;
	// biome-ignore lint/suspicious/noExplicitAny: each job and listener knows the shape of its own payload
	jobs?: Record<string, Job<any>>;
	/** Event name → listener. Runs as a job after the commit; may run twice. */
	// biome-ignore lint/suspicious/noExplicitAny: as above
	listens?: Record<string, Job<any>>;
	/** Job name → five-field cron line (UTC). */
	crontab?: Record<string, string>;
	notices?: NoticeKind[];
	personal?: PersonalPart;
	/** Runs once at start, after the database is open and before the first request. */
	open?: () => Promise<void>;
	/** Rows that must exist in any installation (dictionaries); idempotent; runs after migration. */
	seed?: (tx: Tx) => Promise<void>;
};
