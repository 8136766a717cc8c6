import { closeTransport } from '#platform/channels/door.server.ts';
import { type Config, setConfig } from '#platform/config/door.server.ts';
import { closeDatabase, openDatabase, transaction } from '#platform/db/door.server.ts';
import { fillHttpPorts } from '#platform/http/ports.server.ts';
import { registerJobs, startJobs } from '#platform/jobs/door.server.ts';
import { fillRecipients, registerNotices } from '#platform/notifications/door.server.ts';
import { installation, registerRules } from '#platform/permissions/door.ts';
import type { Room } from '#platform/room.ts';
import { fillSearchPorts } from '#platform/search/door.server.ts';
import { fillLoggedThings } from '#platform/transparency/door.server.ts';
import * as identityDoor from '#rooms/identity/door.server.ts';
import * as territoriesDoor from '#rooms/territories/door.server.ts';

import { rooms } from './rooms.server.ts';

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
	fillPorts();
	for (const room of rooms) if (room.seed) await transaction(room.seed);
	for (const room of rooms) await room.open?.();
	const runner = options.jobs ? await startJobs({ url: config.directUrl ?? config.databaseUrl }) : null;
	return {
		rooms,
		async close() {
			await runner?.stop();
			closeTransport();
			await closeDatabase();
		},
	};
}

/** The platform asks rooms through ports; this is the one place that knows both. */
function fillPorts(): void {
	fillHttpPorts({
		actorOf: identityDoor.actorOf,
		renewedCookie: identityDoor.renewedCookie,
		async territoryAt(path, lang) {
			const found = await territoriesDoor.resolve(path, lang);
			return found && 'redirect' in found ? { movedTo: found.redirect } : found;
		},
		territoryById: async (id, lang) => (await territoriesDoor.view(id, lang)) ?? null,
		territoryOfHost: territoriesDoor.placeOfHost,
		innerPath: territoriesDoor.innerPath,
		follow: territoriesDoor.followSoon,
	});
	fillSearchPorts({
		below: (territory) => [territory, ...territoriesDoor.tree.descendants(territory)],
		owns: territoriesDoor.tree.ownsRecords,
	});
	fillLoggedThings(rooms.flatMap((room) => room.logged ?? []));
	for (const room of rooms) if (room.notices) registerNotices(room.notices);
	fillRecipients(async (accounts) => {
		const [found, homes] = await Promise.all([
			identityDoor.accountsOf(accounts),
			identityDoor.homesOf(accounts),
		]);
		return new Map(
			[...found].flatMap(([account, { name, lang, email, emailConfirmed, state }]) => {
				if (state === 'erased') return [];
				const home = homes.get(account) ?? territoriesDoor.tree.roots()[0] ?? installation;
				const zone = territoriesDoor.zoneOf(home);
				return [[account, { name, lang, email: emailConfirmed ? email : null, zone }]];
			}),
		);
	});
	identityDoor.fillPersonalParts(
		rooms.flatMap((room) => (room.personal ? [{ name: room.name, part: room.personal }] : [])),
	);
	// the work before the posts: who has lost the post loses its work to nobody in particular
	identityDoor.fillHandOvers(rooms.toReversed().flatMap((room) => room.handOver ?? []));
}
