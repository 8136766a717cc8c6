import type { Attach } from './channels/door.server.ts';
import type { AccountId, TerritoryId, Tx, Uuid } from './db/door.server.ts';
import type { Actor, Rules } from './permissions/door.ts';
import type { LoggedThings } from './transparency/door.server.ts';

/** A job: may run twice, so it is idempotent. `signal` ends it at shutdown or when an official stops it. */
export type JobContext = {
	signal: AbortSignal;
	/** 1 at first. */
	attempt: number;
	/** The key it was put in line with, if any. */
	key: string | null;
	/** For jobs begun by `startWork`: their page, their stop and the place to go on from. */
	work: Work | null;
};
/** Long work, as the job sees it. Written to the database at most twice a second, however often it is told. */
export type Work = {
	id: Uuid;
	/** What the last run saved; null at first. */
	cursor: unknown;
	/** `total` null: not known. `note`: what is being done now, a key of the words. */
	progress(
		done: number,
		total?: number | null,
		note?: { key: string; facts?: Record<string, string | number> },
	): Promise<void>;
	/** Remembers from where to go on: call it after each piece that is safely committed. */
	save(cursor: unknown): Promise<void>;
	/** Asked to stop, by an official or because the process ends: save, then return. */
	stopped(): Promise<boolean>;
	/** What the page shows at the end. */
	finish(result: WorkResult): void;
};
/** How long work ended: lines of words, and where to look further. */
export type WorkResult = {
	says?: { key: string; facts?: Record<string, string | number> }[];
	/** A page of the room with the whole report. */
	href?: string;
	/** Whatever that page needs. */
	data?: unknown;
};
export type Job<Payload = never> = (payload: Payload, context: JobContext) => Promise<void>;

/** A listener for many events at once: may run twice, like every job. */
export type Together<Payload = never> = (events: readonly Payload[], signal: AbortSignal) => Promise<void>;

/** A kind of news that a person may receive and may switch off. `words` are keys of the room's catalogue. */
export type NoticeKind = {
	kind: string;
	/** Switched on for these ways until the person chooses otherwise. */
	default: { account: boolean; email: 'at-once' | 'digest' | 'never' };
	/** May not be switched off (an answer that law requires to be sent). */
	required?: boolean;
	/** What is attached to the letter of one piece of news, by its facts. */
	attach?: (facts: Record<string, unknown>) => Attach | null;
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
	/**
	 * Event name → listener that hears many events of that name at once, for what costs less together. It does all or nothing
	 * visible; when it throws, each event is heard alone, so that one bad one holds up no other.
	 */
	// biome-ignore lint/suspicious/noExplicitAny: as above
	listensTogether?: Record<string, Together<any>>;
	/** Job name → five-field cron line (UTC). */
	crontab?: Record<string, string>;
	/** Runs in every process that runs jobs, again and again; for the platform's own relays and sequencers. */
	loops?: { name: string; every: number; run: (signal: AbortSignal) => Promise<boolean> }[];
	notices?: NoticeKind[];
	personal?: PersonalPart;
	/** An official leaves: what was theirs in the territory and below passes to the successor. Answers how many things. May run twice. */
	handOver?: (leaving: {
		actor: Actor;
		from: AccountId;
		to: AccountId;
		territory: TerritoryId;
	}) => Promise<number>;
	/** Things of the room that stand in the transparency log, for its nightly audit. */
	logged?: LoggedThings[];
	/** Runs once at start, after the database is open and before the first request. */
	open?: () => Promise<void>;
	/** Rows that must exist in any installation (dictionaries); idempotent; runs after migration. */
	seed?: (tx: Tx) => Promise<void>;
};
