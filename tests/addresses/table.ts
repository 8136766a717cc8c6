/**
 * The truth table of addresses: every address and action × everyone who may come, made from the rules.
 * `node tests/addresses/table.ts` writes docs/access.md, so that a change of who may is seen in review.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { AccountId, TerritoryId } from '#platform/db/ids.ts';
import { type Opening, openingFor } from '#platform/http/access.ts';
import { type Actor, allRights, registerRules } from '#platform/permissions/door.ts';
import { isOpenTo } from '../../src/pages/opening.ts';
import { rooms } from '../../src/rooms.server.ts';
import { type Address, allAddresses } from './routes.ts';

/** The territory of the table, and one where the last column's administrator works. */
export const here = 1 as TerritoryId;
const elsewhere = 2 as TerritoryId;

export type Column = { title: string; role: string | null; territory: TerritoryId };
export type Row = { address: string; doing: string; opening: Opening | undefined; open: boolean[] };

export function columns(): Column[] {
	const roles = new Set<string>();
	for (const rule of allRights().values())
		for (const who of rule.may) if (who !== 'anyone' && who !== 'signed-in') roles.add(who);
	return [
		{ title: 'outsider', role: null, territory: here },
		{ title: 'resident', role: '', territory: here },
		...[...roles].sort().map((role) => ({ title: role, role, territory: here })),
		{ title: 'administrator elsewhere', role: 'administrator', territory: elsewhere },
	];
}

export function actorOf(column: Column): Actor {
	const account = column.role === null ? null : ('00000000-0000-7000-8000-000000000001' as AccountId);
	const grants = column.role
		? [{ role: column.role, territory: column.territory, reach: 'territory' as const, space: null }]
		: [];
	return { account, name: '', grants, lang: 'ru', request: '', signIn: null, residence: null };
}

/** What can be done at an address: reading it, each action, each method. */
export function doings(address: Address): { doing: string; method: string; action: string | null }[] {
	return [
		{ doing: 'open', method: 'GET', action: null },
		...address.actions.map((action) => ({ doing: action, method: 'POST', action })),
		...address.methods
			.filter((method) => method !== 'GET' && method !== 'HEAD')
			.map((method) => ({ doing: method, method, action: null })),
	];
}

export async function table(): Promise<{ columns: Column[]; rows: Row[] }> {
	if (allRights().size === 0) for (const room of rooms) if (room.permissions) registerRules(room.permissions);
	const heads = columns();
	const rows: Row[] = [];
	for (const address of await allAddresses())
		for (const { doing, method, action } of doings(address)) {
			const opening = openingFor(address.rules, method, action);
			const at = { territory: here, chosen: true };
			const open = heads.map((head) => opening !== undefined && isOpenTo(actorOf(head), opening, at).open);
			rows.push({ address: address.id.replaceAll(/\/\([^)]*\)/g, '') || '/', doing, opening, open });
		}
	return { columns: heads, rows };
}

const told = (opening: Opening | undefined) =>
	opening === undefined ? 'closed' : typeof opening === 'string' ? opening : opening.right;

export function page({ columns, rows }: { columns: Column[]; rows: Row[] }): string {
	return [
		'# Who may open what',
		'',
		'Made by `node tests/addresses/table.ts` from `access.ts` beside each route and `permissions.ts` of each room; a test keeps',
		'it in step and asks every address over HTTP as each of these people. A role is held in the territory of the address.',
		'What a rule says about the thing itself (its author, its state) is tested in the rooms. Closed is answered as absent.',
		'',
		`| address | doing | rule | ${columns.map((column) => column.title).join(' | ')} |`,
		`| --- | --- | --- |${columns.map(() => ' :-: |').join('')}`,
		...rows.map(
			(row) =>
				`| ${row.address} | ${row.doing} | ${told(row.opening)} | ${row.open.map((open) => (open ? '✓' : '·')).join(' | ')} |`,
		),
		'',
	].join('\n');
}

export const file = fileURLToPath(new URL('../../docs/access.md', import.meta.url));

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
	const made = page(await table());
	if (!process.argv.includes('--check')) writeFileSync(file, made);
	else if (readFileSync(file, 'utf8') !== made) {
		console.error(
			'docs/access.md is out of date: run node tests/addresses/table.ts and look at what changed',
		);
		process.exit(1);
	}
}
