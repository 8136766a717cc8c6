/** The files of a new room. They are small and real: a thing with a title that an editor of the territory adds. */
export type Names = {
	/** `communities`, `resource-centre`: folder and beginning of keys. */
	room: string;
	/** `resource_centre` */
	schema: string;
	/** `post` */
	thing: string;
	/** `Post` */
	Thing: string;
	/** `posts` */
	things: string;
	migration: string;
};

export function filesOf({ room, schema, thing, Thing, things, migration }: Names): Record<string, string> {
	const folder = `src/capabilities/${room}`;
	return {
		[`database/migrations/${migration}.sql`]: `create schema ${schema};

create table ${schema}.${thing} (
	territory_id int not null,
	id uuid not null,
	title text not null check (char_length(title) between 1 and 200),
	created_at timestamptz not null,
	primary key (territory_id, id)
);
comment on table ${schema}.${thing} is 'Say here what a ${thing} is.';
create index ${thing}_newest on ${schema}.${thing} (territory_id, created_at desc, id desc);
`,
		[`${folder}/README.md`]: `# ${room}

Say here in three lines what the room is for and what it is not for.

## Words
- **${thing}**: what it is.

## What always holds
- A ${thing} belongs to one territory for ever.
- A title has 1 to 200 characters.

## Who may
Administrators and editors of the territory add; everybody reads.

## Door
\`add${Thing}(actor, territory, input)\`, \`${things}Of(territory)\`.
`,
		[`${folder}/${thing}.ts`]: `import type { Id, TerritoryId } from '#platform/db/ids.ts';
import type { Problem } from '#platform/errors/door.ts';

export type ${Thing} = { territory: TerritoryId; id: Id<'${thing}'>; title: string; at: Date };
export type ${Thing}Input = { title: string };

const longest = 200;

/** Every mistake at once, each at its field. */
export function problemsOf({ title }: ${Thing}Input): Problem[] {
	const length = [...title.trim()].length;
	if (length === 0) return [{ field: 'title', code: '${room}.title.empty' }];
	if (length > longest) return [{ field: 'title', code: '${room}.title.long', facts: { most: longest } }];
	return [];
}
`,
		[`${folder}/${thing}.test.ts`]: `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemsOf } from './${thing}.ts';

const cases: [title: string, code: string | undefined][] = [
	['', '${room}.title.empty'],
	['   ', '${room}.title.empty'],
	['я', undefined],
	['я'.repeat(200), undefined],
	['я'.repeat(201), '${room}.title.long'],
];
for (const [title, code] of cases)
	test(\`a title of \${title.length} characters: \${code ?? 'in order'}\`, () => {
		assert.equal(problemsOf({ title })[0]?.code, code);
	});
`,
		[`${folder}/add-${thing}.ts`]: `import { record } from '#platform/audit/door.server.ts';
import { type Id, newId, type TerritoryId, transaction } from '#platform/db/door.server.ts';
import { invalid } from '#platform/errors/door.ts';
import { announce } from '#platform/events/door.server.ts';
import { demand } from '#platform/permissions/demand.ts';
import type { Actor } from '#platform/permissions/door.ts';
import { problemsOf, type ${Thing}, type ${Thing}Input } from './${thing}.ts';
import * as store from './store.server.ts';

/** Adds a ${thing} to the territory. */
export async function add${Thing}(actor: Actor, territory: TerritoryId, input: ${Thing}Input): Promise<${Thing}> {
	demand(actor, '${room}.add', { territory });
	const problems = problemsOf(input);
	if (problems.length > 0) invalid(...problems);
	return transaction(async (tx) => {
		const ${thing}: ${Thing} = { territory, id: newId<Id<'${thing}'>>(), title: input.title.trim(), at: new Date() };
		await store.insert${Thing}(tx, ${thing});
		await announce(tx, '${room}.added', { territory, ${thing}: ${thing}.id });
		await record(tx, {
			actor,
			territory,
			action: '${room}.added',
			thing: { kind: '${thing}', id: ${thing}.id },
			payload: { title: ${thing}.title },
		});
		return ${thing};
	});
}
`,
		[`${folder}/add-${thing}.test.ts`]: `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Invalid, Refusal } from '#platform/errors/door.ts';
import { anAccount } from '#tests/support/fixtures/identity.ts';
import { aTerritory } from '#tests/support/fixtures/territories.ts';
import { house } from '#tests/support/house.ts';
import { add${Thing}, ${things}Of } from './door.server.ts';

await house();

const who: [role: string | null, allowed: boolean][] = [
	['administrator', true],
	['editor', true],
	['official', false],
	[null, false],
];
for (const [role, allowed] of who)
	test(\`\${role ?? 'a resident'} \${allowed ? 'adds' : 'adds no'} ${thing}\`, async () => {
		const territory = await aTerritory();
		const person = await anAccount({ roles: role ? [{ role, territory }] : [] });
		const adding = add${Thing}(await person.actor(), territory.id, { title: 'Первая запись' });
		if (allowed) {
			await adding;
			assert.deepEqual((await ${things}Of(territory.id)).map(({ title }) => title), ['Первая запись']);
		} else await assert.rejects(adding, (error) => error instanceof Refusal && error.code === 'platform.not-found');
	});

test('what is wrong is told at its field and nothing is written', async () => {
	const territory = await aTerritory();
	const editor = await anAccount({ roles: [{ role: 'editor', territory }] });
	await assert.rejects(
		add${Thing}(await editor.actor(), territory.id, { title: ' ' }),
		(error) => error instanceof Invalid && error.problems[0]?.field === 'title',
	);
	assert.equal((await ${things}Of(territory.id)).length, 0);
});
`,
		[`${folder}/store.server.ts`]: `import type { Db, TerritoryId, Tx } from '#platform/db/door.server.ts';
import type { ${Thing} } from './${thing}.ts';

export async function insert${Thing}(tx: Tx, ${thing}: ${Thing}): Promise<void> {
	await tx\`
		insert into ${schema}.${thing} (territory_id, id, title, created_at)
		values (\${${thing}.territory}, \${${thing}.id}, \${${thing}.title}, \${${thing}.at})\`;
}

/** The newest first. */
export async function read${Thing}s(db: Db, territory: TerritoryId, most: number): Promise<${Thing}[]> {
	return db<${Thing}[]>\`
		select territory_id as territory, id, title, created_at as at from ${schema}.${thing}
		where territory_id = \${territory}
		order by created_at desc, id desc limit \${most}\`;
}
`,
		[`${folder}/door.server.ts`]: `/** The only way into the room. */
import { database, type TerritoryId } from '#platform/db/door.server.ts';
import type { ${Thing} } from './${thing}.ts';
import * as store from './store.server.ts';

export { add${Thing} } from './add-${thing}.ts';
export type { ${Thing}, ${Thing}Input } from './${thing}.ts';

export async function ${things}Of(territory: TerritoryId, most = 50): Promise<${Thing}[]> {
	return store.read${Thing}s(database(), territory, most);
}
`,
		[`${folder}/permissions.ts`]: `import type { Rules } from '#platform/permissions/door.ts';

export const permissions = {
	'${room}.add': { may: ['administrator', 'editor'] },
} satisfies Rules;
`,
		[`${folder}/room.server.ts`]: `import type { Room } from '#platform/room.ts';
import { permissions } from './permissions.ts';

export const room: Room = { name: '${room}', permissions };
`,
		[`${folder}/words.ru.json`]: words({
			[`audit.did.${room}.added`]: 'Добавлена запись',
			[`${room}.title.empty`]: 'Напишите заголовок.',
			[`${room}.title.long`]:
				'Заголовок слишком длинный: можно до {most, plural, one {# знака} few {# знаков} many {# знаков} other {# знака}}.',
			[`rights.${room}.add`]: 'Добавлять записи',
			[`rooms.${room}`]: 'Новая комната',
		}),
		[`${folder}/words.en.json`]: words({
			[`audit.did.${room}.added`]: 'An entry was added',
			[`${room}.title.empty`]: 'Write a title.',
			[`${room}.title.long`]:
				'The title is too long: up to {most, plural, one {# character} other {# characters}} fit.',
			[`rights.${room}.add`]: 'Add entries',
			[`rooms.${room}`]: 'A new room',
		}),
	};
}

function words(texts: Record<string, string>): string {
	return `${JSON.stringify(texts, null, '\t')}\n`;
}
