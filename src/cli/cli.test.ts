import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

// A path that an operator may have: with a space and Cyrillic letters.
const root = mkdtempSync(join(tmpdir(), 'veche вече '));
after(() => rmSync(root, { recursive: true, force: true }));
const home = join(root, 'дом');
const bin = join(import.meta.dirname, '..', '..', 'bin', 'veche.mjs');

function veche(args: string[], options: { input?: string; env?: Record<string, string> } = {}) {
	const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
		cwd: root,
		encoding: 'utf8',
		input: options.input ?? '',
		timeout: 120_000,
		env: {
			PATH: process.env.PATH,
			HOME: process.env.HOME,
			TMPDIR: process.env.TMPDIR,
			LANG: 'ru_RU.UTF-8',
			...options.env,
		},
	});
	return { code: status, said: stdout + stderr };
}

/** The house of a folder, opened by a process of its own, where `work` runs; answers what that returns. */
function inside(folder: string, work: string): unknown {
	const script = `
		import { database } from '#platform/db/door.server.ts';
		import { startEmbedded } from '#platform/db/embedded.server.ts';
		import { runJobs } from '#platform/jobs/door.server.ts';
		import { accountsOf, erase, signIn } from '#rooms/identity/door.server.ts';
		import { readConfig } from '#platform/config/door.server.ts';
		import { openHouse } from './src/start.server.ts';
		const embedded = await startEmbedded({ folder: process.argv[1] });
		const { url } = embedded;
		const config = readConfig({ VECHE_DATA: process.argv[1], VECHE_LOG: 'silent' });
		const house = await openHouse({ ...config, databaseUrl: url }, { jobs: false });
		const answer = await (async () => { ${work} })();
		await house.close();
		await embedded.stop();
		console.log(JSON.stringify(answer ?? null));
		process.exit(0);`;
	const env = { ...process.env, NODE_TEST_CONTEXT: undefined };
	const done = spawnSync(process.execPath, ['--input-type=module-typescript', '-e', script, folder], {
		cwd: join(import.meta.dirname, '..', '..'),
		encoding: 'utf8',
		timeout: 120_000,
		env,
	});
	assert.equal(done.status, 0, done.stderr);
	return JSON.parse(done.stdout.trim().split('\n').at(-1) ?? 'null');
}

test('the command tells what there is, in the language of the console, and what was called wrongly', () => {
	const help = veche(['help']);
	assert.equal(help.code, 0);
	for (const name of ['start', 'migrate', 'admin', 'import', 'export', 'backup', 'restore', 'doctor'])
		assert.match(help.said, new RegExp(`^  ${name} `, 'm'));
	assert.match(help.said, /резервную копию/);
	assert.match(veche(['help', 'backup'], { env: { LANG: 'C' } }).said, /^veche backup \[folder\]/);
	assert.deepEqual(
		[veche(['fly']).code, veche(['backup', '--fly']).code, veche(['admin', 'create']).code],
		[2, 2, 2],
	);
});

test('an administrator is made on an empty installation and signs in', async () => {
	assert.match(veche(['migrate', '--data', home]).said, /Выполнено \d+ изменени/);
	assert.match(veche(['migrate', '--data', home]).said, /уже соответствует/);
	const anna = veche(
		[
			'admin',
			'create',
			'--email',
			'anna@example.org',
			'--name',
			'Анна Зорина',
			'--password-stdin',
			'--data',
			home,
		],
		{
			input: 'речка-мостик-сова-7\n',
		},
	);
	assert.equal(anna.code, 0, anna.said);
	assert.ok(!anna.said.includes('мостик'), 'a given password is not repeated');
	const boris = veche([
		'admin',
		'create',
		'--email',
		'boris@example.org',
		'--name',
		'Борис Лугов',
		'--data',
		home,
	]);
	const password = /: ([a-z0-9-]{23})$/m.exec(boris.said)?.[1] ?? assert.fail(boris.said);
	assert.equal(
		veche(['admin', 'create', '--email', 'anna@example.org', '--name', 'Ещё Анна', '--data', home]).code,
		1,
	);
	const steps = inside(
		home,
		`const one = await signIn({ email: 'anna@example.org', password: 'речка-мостик-сова-7' });
		const other = await signIn({ email: 'boris@example.org', password: '${password}' });
		return [one.step, other.step];`,
	);
	assert.deepEqual(steps, ['done', 'done']);
});

test('a restored backup is whole for the doctor, and whoever was erased after it is erased again', async () => {
	const copy = join(root, 'копия');
	const saved = veche(['backup', copy, '--data', home], { env: { VECHE_BACKUP_PASSPHRASE: 'сова' } });
	assert.equal(saved.code, 0, saved.said);
	const boris = inside(
		home,
		`const [row] = await database()\`select account_id from identity.account where email = 'boris@example.org'\`;
		await erase(row.account_id);
		return row.account_id;`,
	) as string;
	const journal = join(home, 'erasures.jsonl');
	assert.ok(existsSync(journal));
	assert.ok(!readFileSync(join(copy, 'erasures.jsonl'), 'utf8').includes(boris));

	const fresh = join(root, 'новый дом');
	const back = veche(['restore', copy, '--data', fresh, '--erasures', journal], {
		env: { VECHE_BACKUP_PASSPHRASE: 'сова' },
	});
	assert.equal(back.code, 0, back.said);
	assert.match(back.said, /Удалены снова данные людей, которые попросили об этом: 1/);
	const known = inside(
		fresh,
		`await runJobs({ url });
		const anna = await signIn({ email: 'anna@example.org', password: 'речка-мостик-сова-7' });
		return [anna.step, (await accountsOf(['${boris}'])).get('${boris}')?.state ?? 'gone'];`,
	) as string[];
	assert.equal(known[0], 'done');
	assert.notEqual(known[1], 'active');
	const healthy = veche(['doctor', '--data', fresh]);
	assert.equal(healthy.code, 0, healthy.said);
	assert.match(healthy.said, /Цепочка журнала цела: \d+ звен/);
	assert.match(veche(['restore', copy, '--data', fresh]).said, /База данных не пуста/);
	const anchor = /вне базы: (\d+:[0-9a-f]{64})/.exec(healthy.said)?.[1] ?? '';
	assert.equal(veche(['doctor', '--data', fresh, '--anchor', anchor, '--quick']).code, 0);

	inside(
		fresh,
		`await database()\`update audit.entry set action = 'identity.withdrawn' where action = 'identity.granted'\`;`,
	);
	const ill = veche(['doctor', '--data', fresh]);
	assert.equal(ill.code, 1);
	assert.match(ill.said, /✖ Цепочка журнала: запись [0-9a-f-]{36} \(звено \d+\) изменена/);
});

test('territories come in from a list and go out as open data; a wrong list changes nothing', () => {
	const list = join(root, 'список.csv');
	mkdirSync(root, { recursive: true });
	const refused = (file: string, ...more: string[]) => {
		const { code, said } = veche(['import', ...more, file, '--data', home]);
		assert.equal(code, 1, said);
		return said;
	};
	assert.match(refused(list), /Не найдено: .*список\.csv/);
	assert.match(refused(root), /Это папка, а нужен файл/);
	writeFileSync(list, '\n');
	assert.match(refused(list), /В файле нет ни одной строки/);
	writeFileSync(list, Uint8Array.of(0x4d, 0x5a, 0, 0, 1));
	assert.match(refused(list), /не таблица и не карта/);
	writeFileSync(list, 'группа;тема\nДороги;Яма\nДороги;\n');
	assert.match(refused(list, 'categories'), /список\.csv:3 .*\n.*\n.*ничего не изменено/);
	writeFileSync(list, '57;000;000;000;8;1;"Пермский край";;;;;\n57;7я1;000;000;1;1;"город Пермь";;;;;\n');
	const wrong = refused(list);
	assert.match(wrong, /список\.csv:2 /);
	assert.match(wrong, /ничего не изменено/);
	const out = join(root, 'территории.csv');
	const written = veche(['export', 'territories', out, '--data', home]);
	assert.equal(written.code, 0, written.said);
	assert.match(readFileSync(out, 'utf8'), /^\ufeff[a-z_]+,/);
	assert.match(
		veche(['export', 'boundaries', join(root, 'границы.geojson.gz'), '--within', '/nowhere', '--data', home])
			.said,
		/нет территории/,
	);
});
