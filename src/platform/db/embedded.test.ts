import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { Refusal } from '../errors/door.ts';
import { postgres } from './driver.server.ts';
import { startEmbedded } from './embedded.server.ts';

// A path with a space and Cyrillic letters: every other test then shows that those work as well.
const root = mkdtempSync(join(tmpdir(), 'veche вече '));
after(() => rmSync(root, { recursive: true, force: true }));

const quick = { durable: false };
const refusesWith = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;

async function ask<T extends object>(url: string, text: string): Promise<T[]> {
	const sql = postgres(url, { max: 1, onnotice: () => {} });
	try {
		return (await sql.unsafe(text)) as unknown as T[];
	} finally {
		await sql.end();
	}
}

test('a new folder gets a database that sorts and searches Russian, and keeps it for the next start', async () => {
	const folder = join(root, 'новая папка');
	const first = await startEmbedded({ ...quick, folder });
	await ask(
		first.url,
		`create table kept (word text); insert into kept values ('я'), ('Ёж'), ('ель'), ('Жук'), ('а')`,
	);
	const words = await ask<{ word: string }>(first.url, 'select word from kept order by word');
	assert.deepEqual(
		words.map((row) => row.word),
		['а', 'Ёж', 'ель', 'Жук', 'я'],
	);
	const [found] = await ask<{ found: boolean }>(
		first.url,
		`select to_tsvector('russian', 'ЯМЫ на дорогах') @@ to_tsquery('russian', 'дорога & яма') as found`,
	);
	assert.equal(found?.found, true);
	await first.stop();
	const second = await startEmbedded({ ...quick, folder });
	assert.equal((await ask(second.url, 'select 1 from kept')).length, 5);
	await second.stop();
});

test('a second server on the same folder is refused, a command joins the one that runs', async () => {
	const folder = join(root, 'taken');
	const holder = await holdInAnotherProcess(folder);
	await assert.rejects(startEmbedded({ ...quick, folder }), refusesWith('platform.db.folder-in-use'));
	const joined = await startEmbedded({ ...quick, folder, attach: true });
	assert.equal(joined.attached, true);
	assert.equal(joined.url, holder.url);
	await joined.stop();
	assert.equal((await ask(joined.url, 'select 1')).length, 1);
	holder.end('SIGTERM');
	await holder.ended;
});

test('after kill -9 of our process the next start ends the lost database and keeps what was committed', async () => {
	const folder = join(root, 'killed');
	const holder = await holdInAnotherProcess(folder);
	await ask(holder.url, 'create table kept (n int); insert into kept values (1)');
	holder.end('SIGKILL');
	await holder.ended;
	const steps: string[] = [];
	const next = await startEmbedded({ ...quick, folder, say: (step) => steps.push(step) });
	assert.deepEqual(steps, ['recovering']);
	assert.equal((await ask(next.url, 'select 1 from kept')).length, 1);
	await next.stop();
});

test('a database that was killed comes back at the same address', async () => {
	const folder = join(root, 'fallen');
	const server = await startEmbedded({ folder });
	await ask(server.url, 'create table kept (n int); insert into kept values (1)');
	const pid = Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
	process.kill(pid, 'SIGKILL');
	let rows = 0;
	for (let i = 0; i < 100 && rows === 0; i++) {
		await wait(100);
		rows = await ask(server.url, 'select 1 from kept').then(
			(all) => all.length,
			() => 0,
		);
	}
	assert.equal(rows, 1);
	await server.stop();
});

test('a pid file whose number another program bears does not stand in the way', async () => {
	const folder = join(root, 'stale');
	await (await startEmbedded({ ...quick, folder })).stop();
	writeFileSync(
		join(folder, 'postgres', 'postmaster.pid'),
		`${process.pid}\n${folder}\n1\n5432\n\n\n\nready\n`,
	);
	const server = await startEmbedded({ ...quick, folder });
	assert.equal((await ask(server.url, 'select 1')).length, 1);
	await server.stop();
});

test('data of another major version, a file in the place of the folder and a folder without rights are refused in words', async () => {
	const folder = join(root, 'versions');
	mkdirSync(join(folder, 'postgres'), { recursive: true });
	writeFileSync(join(folder, 'postgres', 'PG_VERSION'), '99\n');
	await assert.rejects(startEmbedded({ ...quick, folder }), refusesWith('platform.db.newer-major'));
	writeFileSync(join(folder, 'postgres', 'PG_VERSION'), '14\n');
	await assert.rejects(startEmbedded({ ...quick, folder }), refusesWith('platform.db.older-major'));
	writeFileSync(join(root, 'file'), '');
	await assert.rejects(
		startEmbedded({ ...quick, folder: join(root, 'file') }),
		refusesWith('platform.db.not-a-folder'),
	);
});

test('a folder that may not be written to is refused in words', {
	skip: process.getuid?.() === 0,
}, async () => {
	const folder = join(root, 'closed');
	mkdirSync(folder);
	chmodSync(folder, 0o500);
	await assert.rejects(startEmbedded({ ...quick, folder }), refusesWith('platform.db.no-right'));
});

test('where user namespaces are off, root runs it as nobody', {
	skip: process.getuid?.() !== 0,
}, async () => {
	// Under a folder that `nobody` may pass through.
	const folder = mkdtempSync(join(tmpdir(), 'veche-nobody-'));
	chmodSync(folder, 0o755);
	const server = await startEmbedded({ ...quick, folder, as: 'nobody' });
	assert.equal((await ask(server.url, 'select 1')).length, 1);
	await server.stop();
	rmSync(folder, { recursive: true, force: true });
});

test('the password of the database is asked for, and the file that holds it is ours alone', async () => {
	const folder = join(root, 'secret');
	const server = await startEmbedded({ ...quick, folder });
	await assert.rejects(
		ask(server.url.replace(/:[^:@/]+@/, ':wrong@'), 'select 1'),
		/password authentication failed/,
	);
	await server.stop();
});

/** A process that starts the database and then only waits to be killed. */
async function holdInAnotherProcess(folder: string) {
	const script = `
		import { startEmbedded } from ${JSON.stringify(new URL('./embedded.server.ts', import.meta.url).href)};
		const server = await startEmbedded({ folder: ${JSON.stringify(folder)}, durable: true });
		console.log(server.url);
		process.on('SIGTERM', async () => { await server.stop(); process.exit(); });
		setInterval(() => {}, 1000);`;
	const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const ended = new Promise((done) => child.once('exit', done));
	const url = await new Promise<string>((found, failed) => {
		child.stdout.once('data', (line) => found(String(line).trim()));
		child.once('exit', () => failed(new Error('the holder ended')));
	});
	return { url, ended, end: (signal: NodeJS.Signals) => child.kill(signal) };
}
