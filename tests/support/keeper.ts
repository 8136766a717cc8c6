/**
 * Keeps one PostgreSQL for all test files that run at the moment, and leaves when the last of them is gone.
 * Each test process holds a connection to it; a killed one loses it, so nothing has to be tidied up by hand.
 *   node tests/support/keeper.ts <folder>
 */
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { postgres } from '#platform/db/driver.server.ts';
import { startEmbedded } from '#platform/db/embedded.server.ts';
import { Refusal } from '#platform/errors/door.ts';

const folder = process.argv[2] as string;
const patience = { first: 20_000, last: 2_000 };

let leaving: NodeJS.Timeout | undefined;
let guests = 0;

mkdirSync(folder, { recursive: true });
const server = await startEmbedded({ folder, durable: false, connections: 200 }).catch((error) => {
	// Another keeper was quicker; whoever started us finds that one.
	if (error instanceof Refusal && error.code === 'platform.db.folder-in-use') process.exit(0);
	// Nothing here is worth mending: without fsync a loss of power breaks the cluster.
	rmSync(join(folder, 'postgres'), { recursive: true, force: true });
	return startEmbedded({ folder, durable: false, connections: 200 });
});
await clean();

/** Databases of test files that were killed, and templates once there are too many of them. */
async function clean(): Promise<void> {
	const sql = postgres(server.url, { max: 1, onnotice: () => {} });
	const names = await sql<{ datname: string }[]>`select datname from pg_database where not datistemplate`;
	const left = names.map((row) => row.datname);
	const templates = left.filter((name) => name.startsWith('veche_template_'));
	for (const name of [
		...left.filter((one) => one.startsWith('test_')),
		...(templates.length > 4 ? templates : []),
	])
		await sql.unsafe(`drop database ${name} with (force)`);
	await sql.end();
}

const door = createServer((guest) => {
	guests++;
	clearTimeout(leaving);
	guest.write('come in');
	guest.on('error', () => {});
	guest.on('close', () => {
		guests--;
		if (guests === 0) leaving = setTimeout(leave, patience.last);
	});
	guest.resume();
});
door.listen(0, '127.0.0.1', () => {
	const { port } = door.address() as { port: number };
	const file = join(folder, 'keeper.json');
	writeFileSync(`${file}.new`, JSON.stringify({ port, url: server.url }), { mode: 0o600 });
	renameSync(`${file}.new`, file);
	leaving = setTimeout(leave, patience.first);
});

async function leave(): Promise<void> {
	rmSync(join(folder, 'keeper.json'), { force: true });
	door.close();
	await server.stop();
	// The cluster stays: its template saves the next run a second.
	process.exit(0);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void leave());
