import type { Sql } from './door.server.ts';

/**
 * A database that falls is back within a second or two, and a pooler tells of it only at the next question. What can be asked
 * again without harm is asked again for a while, so that people see a slow page instead of a broken one.
 */

/** Milliseconds for which a question is asked again; longer than an embedded database needs to begin anew. */
const patience = 6_000;
const first = 50;
const longest = 500;

const lost = new Set([
	...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN'],
	...['CONNECTION_CLOSED', 'CONNECT_TIMEOUT'],
	// PostgreSQL: ended by its operator, by a crash, not ready yet; connection failures (class 08, a pooler says 08P01);
	// all its connections are taken.
	...['57P01', '57P02', '57P03', '08000', '08001', '08003', '08004', '08006', '08P01', '53300'],
]);

/** Whether this failure says that the database could not be reached, and nothing about the question itself. */
export function isAway(error: unknown): boolean {
	for (let one = error; one instanceof Error; one = one.cause) {
		const { code } = one as { code?: unknown };
		if (typeof code === 'string' && lost.has(code)) return true;
	}
	return false;
}

/**
 * Whether there is no room left to write to, in the database or in the folder of files. PostgreSQL calls it an internal error
 * where a connection begins and its list of tables finds no room (relcache.c).
 */
export function isFull(error: unknown): boolean {
	const { code, routine } = (error ?? {}) as { code?: unknown; routine?: unknown };
	return (
		['53100', 'ENOSPC', 'EDQUOT'].includes(String(code)) || (code === 'XX000' && routine === 'write_item')
	);
}

/** Waits longer each time; false when patience is at its end, counted from the first failure. */
export function aLittlePatience(limit = patience): () => Promise<boolean> {
	let until: number | undefined;
	let pause = first;
	return async () => {
		until ??= performance.now() + limit;
		if (performance.now() + pause > until) return false;
		await new Promise((resume) => setTimeout(resume, pause * (0.75 + Math.random() / 2)));
		pause = Math.min(longest, pause * 2);
		return true;
	};
}

/** What we need of the driver's own class, which it does not publish: see its src/query.js. */
type Query = Promise<unknown> & {
	strings: readonly string[];
	args: readonly unknown[];
	options: object;
	/** Null until it was written to a connection. */
	state: unknown;
	isRaw?: unknown;
	cursorRows?: unknown;
	cursorFn?: unknown;
	forEachFn?: unknown;
	streaming?: unknown;
	resolve(result: unknown): void;
	reject(error: unknown): void;
};

/**
 * The pool whose questions outlive a fall of the database: one that was never sent is sent again, and so is one that only reads.
 * A write that was sent may have been done: its failure rises. Transactions are `transaction`'s own matter.
 */
export function patient(pool: Sql): Sql {
	return new Proxy(pool, {
		apply(target, self, args) {
			const made = Reflect.apply(target, self, args);
			if ((args[0] as { raw?: unknown } | undefined)?.raw)
				askAgain(made as never, () => Reflect.apply(target, self, args) as never);
			return made;
		},
	});
}

function askAgain(query: Query, anew: () => Query): void {
	const { resolve, reject } = query;
	const more = aLittlePatience();
	let asked = query;
	const answered = (result: unknown) => resolve.call(query, result);
	async function failed(error: unknown): Promise<void> {
		if (!mayAskAgain(asked, error) || !(await more())) return reject.call(query, error);
		// The driver may still answer the question that it gave up, so a new one takes its place.
		asked = Object.assign(anew(), { options: query.options, ...(query.isRaw ? { isRaw: query.isRaw } : {}) });
		asked.then(answered, failed);
	}
	// not written where they are given: docs/decisions/young-memory.md
	const done = () => {};
	const rejected = (error: unknown) => {
		query.resolve = query.reject = done;
		void failed(error);
	};
	query.reject = rejected;
}

function mayAskAgain(query: Query, error: unknown): boolean {
	if (!isAway(error) || query.cursorRows || query.cursorFn || query.forEachFn || query.streaming)
		return false;
	return query.state === null || onlyReads(query);
}

function onlyReads(query: Query): boolean {
	const text = textOf(query).replace(/\/\*.*?\*\//gs, ' ');
	return (
		/^\s*(select|with)\b/i.test(text) &&
		!/\b(insert|update|delete|nextval|set_config|add_jobs?|force_unlock_workers)\b/i.test(text)
	);
}

/** With the text of its parts: a statement is put together of several. */
function textOf(query: Query): string {
	const parts = query.args.map((one) =>
		Array.isArray((one as Query | null)?.strings) ? textOf(one as Query) : ' ',
	);
	return query.strings.map((piece, i) => piece + (parts[i] ?? '')).join('');
}
