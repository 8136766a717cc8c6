import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { findFaults } from './boundaries.ts';

const belongings = ['README.md', 'door.server.ts', 'room.server.ts', 'words.ru.json', 'words.en.json'];
const room = (name: string) =>
	Object.fromEntries(belongings.map((file) => [`src/capabilities/${name}/${file}`, '']));
const order = (text: string) => ({ 'src/capabilities/order.ts': `export const order = ${text};\n` });

/** A house of two rooms, polls above appeals, and what the test adds to it. */
async function faultsOf(files: Record<string, string>): Promise<string[]> {
	const root = mkdtempSync(join(tmpdir(), 'veche-borders-'));
	const all = {
		...order(`{ territories: [], polls: ['territories'], appeals: ['territories', 'polls'] }`),
		...room('territories'),
		...room('polls'),
		...room('appeals'),
		...files,
	};
	for (const [path, text] of Object.entries(all)) {
		mkdirSync(join(root, dirname(path)), { recursive: true });
		writeFileSync(join(root, path), text);
	}
	try {
		return await findFaults(root);
	} finally {
		rmSync(root, { recursive: true, force: true });
	}
}

const rooms = 'src/capabilities';
const cases: { what: string; files: Record<string, string>; fault: RegExp | null }[] = [
	{
		what: 'a room opens the door of a room that it names',
		files: {
			[`${rooms}/appeals/routing.ts`]: `import { a } from '#rooms/polls/door.server.ts';\nimport type { B } from '../polls/door.ts';\n`,
		},
		fault: null,
	},
	{
		what: 'a room opens the store of another room',
		files: { [`${rooms}/appeals/routing.ts`]: `import { a } from '#rooms/polls/store.server.ts';\n` },
		fault:
			/appeals\/routing\.ts:1 imports .*polls\/store\.server\.ts: stores are private; ask polls\/door\.server\.ts/,
	},
	{
		what: 'a room opens a file of another room that is no door',
		files: { [`${rooms}/appeals/routing.ts`]: `\nimport { a } from '../polls/poll.ts';\n` },
		fault: /appeals\/routing\.ts:2 .*the inside of polls is its own; export what you need from polls\/door/,
	},
	{
		what: 'a room opens a door below it',
		files: { [`${rooms}/polls/vote.ts`]: `import { a } from '#rooms/appeals/door.server.ts';\n` },
		fault: /appeals stands below polls in order\.ts: announce an event and let appeals listen/,
	},
	{
		what: 'a room opens a door that it does not name',
		files: {
			...order('{ territories: [], polls: [], appeals: [] }'),
			[`${rooms}/appeals/routing.ts`]: `import { a } from '#rooms/polls/door.server.ts';\n`,
		},
		fault: /appeals does not name polls in order\.ts: add it to the list of appeals/,
	},
	{
		what: 'the order itself uses a room below',
		files: order(`{ territories: ['polls'], polls: [], appeals: [] }`),
		fault: /territories uses polls, which does not stand above it/,
	},
	{
		what: 'a room is not in the order',
		files: room('strangers'),
		fault: /strangers: order\.ts does not list it/,
	},
	{
		what: 'a room lacks its words',
		files: {
			[`${rooms}/fresh/door.server.ts`]: '',
			...order('{ territories: [], polls: [], appeals: [], fresh: [] }'),
		},
		fault: /fresh: words\.ru\.json is missing/,
	},
	{
		what: 'the platform knows a room',
		files: { 'src/platform/jobs/a.ts': `import { a } from '#rooms/polls/door.server.ts';\n` },
		fault: /the platform knows no room: declare a port/,
	},
	{
		what: 'a room reaches into a room of the platform',
		files: { [`${rooms}/polls/a.ts`]: `import { a } from '#platform/files/store.server.ts';\n` },
		fault: /the inside of platform\/files is its own: export what you need from its door/,
	},
	{
		what: 'the kit imports a room',
		files: {
			'src/ui/Card.svelte': `<script lang="ts">\n\timport { a } from '#rooms/polls/door.ts';\n</script>\n`,
		},
		fault: /src\/ui\/Card\.svelte:2 .*ui stands beside and imports no layer/,
	},
	{
		what: 'numerics look at the platform',
		files: { 'src/numerics/sum.ts': `import { database } from '#platform/db/door.server.ts';\n` },
		fault: /numerics stands beside and imports no layer/,
	},
	{
		what: 'numerics import their own, their packages, and in tests what is for tests',
		files: {
			'src/numerics/linear/sum.ts': `import { Matrix } from 'ml-matrix';\nimport erfc from '@stdlib/math-base-special-erfc';\nimport { a } from '../a.ts';\nimport type { B } from '#numerics/a.ts';\n`,
			'src/numerics/linear/sum.test.ts': `import assert from 'node:assert/strict';\nimport { test } from 'node:test';\nimport fc from 'fast-check';\nimport { b } from '#tests/support/b.ts';\n`,
		},
		fault: null,
	},
	...[
		{ from: 'node:fs', mend: /sum\.ts:1 .*numerics are pure functions: no clock, no files/ },
		{ from: 'zod', mend: /sum\.ts:1 .*numerics stand on ml-matrix and @stdlib alone/ },
		{ from: '#words/ru.ts', mend: /numerics stands beside and imports no layer/ },
		{ from: '../../routes/a.ts', mend: /numerics stands beside and imports no layer/ },
		{ from: '#demo/rows.ts', mend: /numerics stands beside and imports no layer/ },
		{ from: '#tests/support/b.ts', mend: /numerics stands beside and imports no layer/ },
		{ from: '../../../tools/cases/case.ts', mend: /numerics stand/ },
	].map(({ from, mend }) => ({
		what: `numerics import ${from}`,
		files: { 'src/numerics/linear/sum.ts': `import { a } from '${from}';\n` },
		fault: mend,
	})),
	{
		what: 'a route opens a store',
		files: { 'src/routes/a/+page.server.ts': `import { a } from '#rooms/polls/store.server.ts';\n` },
		fault: /stores are private/,
	},
	{
		what: 'a route writes SQL',
		files: { 'src/routes/a/+page.server.ts': 'const rows = await sql`select 1 from polls.poll`;\n' },
		fault: /a route opens no store: put the query into the room's store/,
	},
	{
		what: 'a store names a table of another room',
		files: {
			[`${rooms}/appeals/store.server.ts`]:
				'const a = sql`select * from appeals.appeal join polls.vote using (id)`;\n',
		},
		fault: /appeals\/store\.server\.ts:1: names polls\.vote, a table of another room/,
	},
	{
		what: 'a store names its own tables and the catalogue',
		files: {
			[`${rooms}/appeals/store.server.ts`]:
				'const a = sql`select extract(year from appeal.filed_at) from appeals.appeal join pg_catalog.pg_class on true`;\n',
		},
		fault: null,
	},
	{
		what: 'a use case writes SQL beside the store',
		files: { [`${rooms}/appeals/answer-appeal.ts`]: 'await tx`update appeals.appeal set state = 1`;\n' },
		fault: /SQL outside the store: move it into appeals\/store\.server\.ts/,
	},
	{
		what: 'a component reaches the server through a chain',
		files: {
			[`${rooms}/polls/ui/Poll.svelte`]: `<script lang="ts">\n\timport { a } from '../poll.ts';\n</script>\n`,
			[`${rooms}/polls/poll.ts`]: `import { b } from './count.ts';\n`,
			[`${rooms}/polls/count.ts`]: `import { store } from './store.server.ts';\n`,
		},
		fault:
			/Poll\.svelte → .*poll\.ts → .*count\.ts → .*store\.server\.ts: this would take the server into the browser/,
	},
	{
		what: 'a component names a type of the server',
		files: {
			[`${rooms}/polls/ui/Poll.svelte`]: `<script lang="ts">\n\timport type { Poll } from '../door.server.ts';\n</script>\n`,
		},
		fault: null,
	},
	{
		what: 'a room knows the frame of the pages',
		files: { [`${rooms}/polls/vote.ts`]: `import { redirect } from '@sveltejs/kit';\n` },
		fault: /rooms run without the frame of the pages/,
	},
	{
		what: 'a room opens the database by itself',
		files: { [`${rooms}/polls/vote.ts`]: `import postgres from 'postgres';\n` },
		fault: /rooms reach the database through #platform\/db\/door\.server\.ts/,
	},
];

for (const { what, files, fault } of cases)
	test(`${what}: ${fault ? 'named with its mend' : 'in order'}`, async () => {
		const faults = await faultsOf(files);
		if (fault) assert.match(faults.join('\n'), fault);
		assert.equal(faults.length, fault ? faults.length || 1 : 0, faults.join('\n'));
	});
