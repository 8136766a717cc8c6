import { room as audit } from '#platform/audit/room.server.ts';
import { room as calendar } from '#platform/calendar/room.server.ts';
import { type Config, setConfig } from '#platform/config/door.server.ts';
import { closeDatabase, openDatabase } from '#platform/db/door.server.ts';
import { room as events } from '#platform/events/room.server.ts';
import { room as files } from '#platform/files/room.server.ts';
import { room as geo } from '#platform/geo/room.server.ts';
import { registerJobs, startJobs } from '#platform/jobs/door.server.ts';
import { room as jobs } from '#platform/jobs/room.server.ts';
import { registerRules } from '#platform/permissions/door.ts';
import type { Room } from '#platform/room.ts';

/** Every room that declares something, platform rooms first. Order is that of `order.ts`. */
const rooms: Room[] = [events, jobs, audit, calendar, files, geo];

export type House = { rooms: readonly Room[]; close(): Promise<void> };

/**
 * Puts the house together in this process: settings, database, ports of the platform, rights, rooms.
 * The server, the operator's command, the tests and the benchmarks all begin here. The database is migrated already.
 * @param options.jobs whether this process runs jobs
 */
export async function openHouse(
	config: Config & { databaseUrl: string },
	options: { jobs: boolean },
): Promise<House> {
	setConfig(config);
	openDatabase({ url: config.databaseUrl, connections: config.connections, pooler: config.pooler });
	for (const room of rooms) if (room.permissions) registerRules(room.permissions);
	registerJobs(rooms);
	for (const room of rooms) await room.open?.();
	const runner = options.jobs ? await startJobs({ url: config.databaseUrl }) : null;
	return {
		rooms,
		async close() {
			await runner?.stop();
			await closeDatabase();
		},
	};
}
