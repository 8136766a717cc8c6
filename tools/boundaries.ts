/**
 * Checks the borders of the house: the order of rooms, doors, private stores, what may reach a browser, whose tables a
 * store may name. Every fault tells what to do instead.
 *   node tools/boundaries.ts
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { faultOfImport } from './boundaries-imports.ts';
import { readSources, type Source } from './boundaries-read.ts';
import { faultsOfSql } from './boundaries-sql.ts';

export type Order = Record<string, readonly string[]>;

export async function findFaults(root: string): Promise<string[]> {
	const { order } = (await import(pathToFileURL(join(root, 'src/capabilities/order.ts')).href)) as {
		order: Order;
	};
	const sources = readSources(root);
	const rooms = [...sources.values()]
		.filter(({ place }) => place.layer === 'platform')
		.map(({ place }) => place.room);
	const schemas = new Set(
		['platform', 'graphile_worker', ...Object.keys(order), ...rooms].map((name) => name.replaceAll('-', '_')),
	);
	return [
		...faultsOfOrder(order),
		...faultsOfFolders(root, order),
		...[...sources.values()].flatMap((source) =>
			source.imports.flatMap((one) => faultOfImport(source, one, order) ?? []),
		),
		...faultsOfBrowser(sources),
		...[...sources.values()].flatMap((source) => faultsOfSql(source, schemas)),
	].sort();
}

function faultsOfOrder(order: Order): string[] {
	const names = Object.keys(order);
	return names.flatMap((room, place) =>
		(order[room] ?? [])
			.filter((used) => names.indexOf(used) === -1 || names.indexOf(used) >= place)
			.map(
				(used) =>
					`src/capabilities/order.ts: ${room} uses ${used}, which does not stand above it: a room opens only doors above; let ${room} announce an event that ${used} listens to, or move the shared part up`,
			),
	);
}

/** What every room has, so that a newcomer finds the same things in each. */
const belongings = ['README.md', 'door.server.ts', 'room.server.ts', 'words.ru.json', 'words.en.json'];

function faultsOfFolders(root: string, order: Order): string[] {
	const folder = join(root, 'src/capabilities');
	const rooms = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
	return rooms.flatMap(({ name }) => {
		const missing = belongings.filter((file) => !existsSync(join(folder, name, file)));
		const faults = missing.map((file) => `src/capabilities/${name}: ${file} is missing: every room has one`);
		if (!(name in order))
			faults.push(`src/capabilities/${name}: order.ts does not list it: add it below the rooms that it uses`);
		return faults;
	});
}

/** Nothing that a component or an enhancement pulls in may belong to the server, through any chain of imports. */
function faultsOfBrowser(sources: Map<string, Source>): string[] {
	const faults: string[] = [];
	for (const start of sources.values()) {
		if (start.test || !(start.path.endsWith('.svelte') || start.path.startsWith('src/ui/enhance/'))) continue;
		const seen = new Set<string>();
		const walk = (path: string, chain: string[]): string[] | null => {
			if (seen.has(path)) return null;
			seen.add(path);
			for (const one of sources.get(path)?.imports ?? []) {
				if (one.type) continue;
				if (isOfServer(one.to)) return [...chain, one.to];
				const found = walk(one.to, [...chain, one.to]);
				if (found) return found;
			}
			return null;
		};
		const chain = walk(start.path, [start.path]);
		if (chain)
			faults.push(
				`${chain.join(' → ')}: this would take the server into the browser: let load give the page what it needs, or import the type only`,
			);
	}
	return faults;
}

function isOfServer(path: string): boolean {
	return /\.server\.ts$/.test(path) || path.startsWith('node:') || path === 'postgres' || path === 'pg';
}

if (import.meta.main) {
	const faults = await findFaults(join(import.meta.dirname, '..'));
	for (const fault of faults) console.error(fault);
	if (faults.length) console.error(`\nborders: ${faults.length} faults`);
	else console.log('borders: kept');
	process.exitCode = faults.length ? 1 : 0;
}
