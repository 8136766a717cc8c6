import type Driver from 'postgres';
import { importMended, type Mend } from '../mended.server.ts';

/**
 * postgres.js with six faults of its 3.4.9 mended as it is loaded (porsager/postgres issues 1066, 1154, 1208 and pull
 * requests 1168, 1209, open at the time of writing). A write of less than a kilobyte waits for the end of the tick; when the
 * connection closes meanwhile,
 * - the write came upon no socket and threw out of everybody's reach: the whole process ended when its database was killed;
 * - the mark of the waiting write stayed set, so that the connection, opened again, never sent a small write any more.
 * A third: without pipelining (max_pipeline 0, behind a pooler) a transaction was never given its connection. A fourth: a pooler whose server is away
 * refuses the driver's own first question, which nobody waited for: the process ended. A fifth: a COPY that the server refuses after its last piece
 * (a small one is refused only then) told nobody: whoever wrote it waited for ever. A sixth: a question that was put behind another one in the
 * moment in which the network reset the connection was forgotten and stood still for ever, its page with it.
 * Import the driver from here, never from 'postgres': whoever loads it first decides for the process. The version is pinned;
 * driver.test.ts fails when a new one no longer has these lines.
 */
const faults: readonly Mend[] = [
	[
		'const x = socket.write(chunk, fn)',
		`if (!socket) {
      clearImmediate(nextWriteTimer)
      chunk = nextWriteTimer = null
      error(Errors.connection('CONNECTION_CLOSED', options, socket))
      return false
    }
    const x = socket.write(chunk, fn)`,
	],
	[
		`clearImmediate(nextWriteTimer)
    socket.removeListener('data', data)`,
		`clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
    socket.removeListener('data', data)`,
	],
	[
		`&& sent.length < max_pipeline
        && (!q.options.onexecute || q.options.onexecute(connection))`,
		`&& (q.options.onexecute ? q.options.onexecute(connection) : sent.length < max_pipeline)`,
	],
	[
		`!hadError && (query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))`,
		`if (query || sent.length) error(Errors.connection('CONNECTION_CLOSED', options, socket))
    query = null`,
	],
	[
		'return fetchArrayTypes()\n',
		'return fetchArrayTypes().catch(() => { needsTypes = options.fetch_types })\n',
	],
	[
		`stream && (stream.destroy(err), stream = null)
    query &&`,
		`stream && (stream.destroy(err), stream = null)
    final && (final(err), final = null)
    query &&`,
	],
];

/**
 * Each question laid functions into old memory, and with them its text, its values, its rows and the page that asked: V8 does so with a
 * function that is written where it is given to a property (docs/decisions/young-memory.md).
 */
const young: readonly Mend[] = [
	[
		'this.resolve = x => (this.active = false, resolve(x))',
		'this.resolve = (0, x => (this.active = false, resolve(x)))',
	],
	[
		'this.reject = x => (this.active = false, reject(x))\n\n    this.active = false',
		'this.reject = (0, x => (this.active = false, reject(x)))\n\n    this.active = false',
	],
];
const youngInTransactions: readonly Mend[] = [
	[
		'sql.prepare = x => prepare = x.replace(/[^a-z0-9$-_. ]/gi)',
		'sql.prepare = (0, x => prepare = x.replace(/[^a-z0-9$-_. ]/gi))',
	],
	[
		`c.reserved = () => queries.length
        ? c.execute(queries.shift())
        : move(c, reserved)`,
		`c.reserved = (0, () => queries.length
        ? c.execute(queries.shift())
        : move(c, reserved))`,
	],
];

export const mends: Record<string, readonly Mend[]> = {
	'/postgres/src/connection.js': faults,
	'/postgres/src/query.js': young,
	'/postgres/src/index.js': youngInTransactions,
};

const { default: driver } = await importMended<{ default: typeof Driver }>('postgres', mends);
export const postgres: typeof Driver = driver;
