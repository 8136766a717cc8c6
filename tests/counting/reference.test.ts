import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TerritoryId } from '#platform/db/ids.ts';
import { receiptText } from '#platform/transparency/tlog/receipt.ts';
import { emptyDefinition } from '#rooms/ballots/definition.ts';
import { ballotContent, closedContent } from '#rooms/ballots/door.ts';
import { referenceData, withoutReferenceData } from '#tests/support/reference-data.ts';

const skip = withoutReferenceData('pabulib');
const root = join(import.meta.dirname, '../..');
const runIn = (folder: string, ...args: string[]) =>
	spawnSync(process.execPath, [join(root, 'tools/reference.ts'), ...args], {
		cwd: root,
		encoding: 'utf8',
		env: { ...process.env, INIT_CWD: folder },
	});
const run = (...args: string[]) => runIn(referenceData('pabulib'), ...args);

test('the reference command prints one line of JSON: the name of the file and what is funded', {
	skip,
}, () => {
	const { stdout, status } = run('Netherlands_Assen_2024.pb', '--rule', 'equalshares/add1');
	assert.equal(status, 0);
	assert.equal(
		stdout,
		'{"id":"Netherlands_Assen_2024","answer":{"selected":["3","9","2","11","13","14","5","6","12"]}}\n',
	);
});

test('a packed file is read, faults stand beside the answer, and strictly there is none', { skip }, () => {
	assert.equal(
		JSON.parse(run('Poland_Krakow_2023_Podgorze.pb.gz', '--rule', 'greedy').stdout).answer.selected.length,
		10,
	);
	const tolerant = run('Poland_Warszawa_2026_Miedzylesie_Radosc.pb', '--rule', 'greedy-threshold');
	assert.equal(tolerant.status, 0);
	assert.match(tolerant.stderr, /:118: /);
	const strict = run('Poland_Warszawa_2026_Miedzylesie_Radosc.pb', '--rule', 'greedy-threshold', '--strict');
	assert.equal(strict.status, 1);
	assert.equal(strict.stdout, '');
});

test('an unknown rule is answered with the list of rules', () => {
	const { status, stderr, stdout } = run('x.pb', '--rule', 'loudest');
	assert.equal(status, 1);
	assert.equal(stdout, '');
	assert.match(stderr, /equalshares\/add1/);
});

test('a vote of ours is repeated from its table of votes and the proofs beside it, and a row that was changed is told', (t) => {
	const folder = mkdtempSync(join(tmpdir(), 'veche-votes-'));
	t.after(() => rmSync(folder, { recursive: true }));
	const ballot = 'b0000000-0000-4000-8000-000000000001';
	const definition = {
		...emptyDefinition(7 as TerritoryId, 'ru'),
		question: 'Что построить?',
		options: ['Парк', 'Мост «Новый»', 'Сад'].map((title, i) => ({
			code: String(i + 1),
			title,
			note: '',
			cost: null,
			groups: [],
			other: null,
		})),
		marks: { kind: 'approval' as const },
		rule: { kind: 'choice' as const, name: 'approval' as const, seats: 1, leastVotes: null },
	};
	const opened = ballotContent({
		...definition,
		id: ballot,
		territory: 7,
		openedAt: new Date(0),
		closesAt: new Date(1),
	} as unknown as Parameters<typeof ballotContent>[0]);
	const csv = 'code;vote\n0a0000000000;2\n0b0000000000;1,2\n0c0000000000;3\n';
	const closed = closedContent({
		ballot,
		closed: new Date(1),
		votes: 3,
		spoiled: 0,
		damaged: 0,
		channels: {},
		files: { votes: createHash('sha256').update(csv).digest('hex'), envelopes: '', replaced: '' },
		rule: definition.rule,
		won: ['2'],
		accepted: null,
		spent: null,
		eligible: null,
		quorum: null,
	});
	const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
	for (const [name, content] of Object.entries({ opened, closed }))
		write(
			`${name}.tlog-proof`,
			receiptText({ index: 0n, hashes: [], checkpoint: 'town\n1\n\n\u2014 town AAAAAAAA\n' }, 'entry', {
				nonce: new Uint8Array(32),
				content,
			}),
		);
	write('votes.csv', csv);
	const files = ['votes.csv', 'opened.tlog-proof', 'closed.tlog-proof'] as const;
	const right = runIn(folder, ...files);
	assert.equal(right.stdout, '{"id":"votes","answer":{"selected":["2"]}}\n', right.stderr);
	assert.equal(right.status, 0);
	assert.match(runIn(folder, ...files, '--explain', 'ru').stdout, /«Мост „Новый“»: 2 голоса/);
	write('votes.csv', csv.replace('1,2', '1').replace(';3', ';1'));
	const changed = runIn(folder, ...files);
	assert.equal(changed.status, 1);
	assert.match(changed.stderr, /the log says otherwise: .*"2"/);
	assert.match(changed.stderr, /not the file whose hash was logged/);
	assert.equal(runIn(folder, 'votes.csv', 'closed.tlog-proof').status, 1, 'the terms are wanted');
});
