import type { Order } from './boundaries.ts';
import { type Import, type Place, placeOf, type Source } from './boundaries-read.ts';

/** Besides doors, what others may import from a room of the platform; each is one thing with one entrance. */
const otherEntrances = new Set([
	'config/keys.server.ts',
	'db/driver.server.ts',
	'db/embedded.server.ts',
	'db/ids.ts',
	'db/migrate.server.ts',
	'db/partitions.server.ts',
	'http/metrics.server.ts',
	'i18n/slug.ts',
	'jobs/install.server.ts',
	'jobs/queue.server.ts',
	'permissions/demand.ts',
	'search/russian.ts',
]);
/** All of it is for the pages; rooms have nothing to do there. */
const forPages = new Set(['http']);

const isDoor = (file: string) => file === 'door.ts' || file === 'door.server.ts';

/** Null when the import is in order; else the fault and its mend. */
export function faultOfImport(source: Source, one: Import, order: Order): string | null {
	const target = placeOf(one.to);
	if (source.place.layer === 'numerics') return faultOfNumerics(source, one, target);
	if (target.layer === 'outside') return faultOfPackage(source, one);
	const { layer, room } = source.place;
	const where = `${source.path}:${one.line} imports ${one.to}`;
	const file = one.to.split('/').slice(3).join('/');
	const sameRoom = layer === target.layer && room === target.room;
	if (sameRoom && (layer === 'room' || layer === 'platform')) return null;

	if (target.layer === 'room') {
		if (layer === 'platform')
			return `${where}: the platform knows no room: declare a port and let src/start.server.ts fill it`;
		if (layer === 'ui')
			return `${where}: ${layer} stands beside and imports no layer: pass what it needs as a parameter`;
		if (layer === 'room' && !source.test) {
			const uses = order[room] ?? [];
			const names = Object.keys(order);
			if (names.indexOf(target.room) > names.indexOf(room))
				return `${where}: ${target.room} stands below ${room} in order.ts: announce an event and let ${target.room} listen`;
			if (!uses.includes(target.room))
				return `${where}: ${room} does not name ${target.room} in order.ts: add it to the list of ${room}`;
		}
		return faultOfEntrance(source, where, target.room, file);
	}
	if (target.layer === 'platform') {
		if (layer === 'ui' && !mayUiUse(source, one))
			return `${where}: ${layer} stands beside and imports no layer: pass what it needs as a parameter`;
		if (layer === 'top' || source.test || target.room === '') return null;
		if (isDoor(file) || file === 'room.server.ts' || otherEntrances.has(`${target.room}/${file}`))
			return null;
		if (layer === 'routes' && forPages.has(target.room)) return null;
		if (layer === 'platform' && forPages.has(target.room) && one.type) return null;
		return `${where}: the inside of platform/${target.room} is its own: export what you need from its door`;
	}
	if (target.layer === 'ui') {
		if (layer === 'platform')
			return `${where}: ${layer} knows no page: components are placed by routes and rooms`;
		if (layer === 'room' && !source.path.includes('/ui/') && !one.type)
			return `${where}: a rule knows no component: put what shows it into ${room}/ui/`;
	}
	if (target.layer === 'routes' && (layer === 'room' || layer === 'platform' || layer === 'ui'))
		return `${where}: data flows routes → rooms → platform, never back: move the shared part into a room or the kit`;
	if (target.layer === 'top' && layer !== 'top' && !source.test && !/\/order\.ts$/.test(one.to))
		return `${where}: only commands and tests stand above the house: ask a door instead`;
	return null;
}

/** Words and their types come from the platform; the kit may name types of it and its examples may speak. */
function mayUiUse(source: Source, one: Import): boolean {
	return one.type || one.to.startsWith('src/platform/i18n/') || source.test;
}

function faultOfEntrance(source: Source, where: string, room: string, file: string): string | null {
	const { layer } = source.place;
	if (isDoor(file) || file.startsWith('ui/')) return null;
	if (layer === 'routes' && file === 'blocks.ts') return null;
	if (layer === 'top' && file === 'room.server.ts') return null;
	if (/store\.server\.ts$/.test(file))
		return `${where}: stores are private; ask ${room}/door.server.ts, and list ${room} in order.ts`;
	return `${where}: the inside of ${room} is its own; export what you need from ${room}/door.server.ts or ${room}/door.ts`;
}

/** Rules are testable anywhere because they know neither the frame of the pages nor the driver of the database. */
function faultOfPackage(source: Source, one: Import): string | null {
	const { layer } = source.place;
	const where = `${source.path}:${one.line} imports ${one.to}`;
	if (one.to.startsWith('tests/') && !source.test && layer !== 'top')
		return `${where}: only tests may use what is for tests`;
	if ((layer === 'room' || layer === 'platform') && !source.path.endsWith('.svelte')) {
		if (/^(\$app\/|@sveltejs\/|svelte($|\/))/.test(one.to))
			return `${where}: rooms run without the frame of the pages: take what you need as a parameter`;
		if (/^(postgres|pg)$/.test(one.to) && layer === 'room' && !one.type && !source.test)
			return `${where}: rooms reach the database through #platform/db/door.server.ts`;
	}
	return null;
}

const packagesOfNumerics = /^(ml-matrix|@stdlib\/[\w-]+)$/;
const packagesOfTheirTests = /^(node:|fast-check$)/;

/** Numerics could be published alone: their own files, two families of packages, nothing of the house. */
function faultOfNumerics(source: Source, one: Import, target: Place): string | null {
	const where = `${source.path}:${one.line} imports ${one.to}`;
	if (target.layer === 'numerics') return null;
	if (source.test && (one.to.startsWith('tests/support/') || packagesOfTheirTests.test(one.to))) return null;
	if (one.to.startsWith('node:'))
		return `${where}: numerics are pure functions: no clock, no files, no database`;
	if (target.layer !== 'outside' || one.to.startsWith('tests/') || one.to.startsWith('database/'))
		return `${where}: numerics stands beside and imports no layer: pass what it needs as a parameter`;
	if (packagesOfNumerics.test(one.to)) return null;
	return `${where}: numerics stand on ml-matrix and @stdlib alone: write it here, or pass it as a parameter`;
}
