import { setTimeout as sleep } from 'node:timers/promises';
import { database } from '#platform/db/door.server.ts';
import { registerJobs } from '#platform/jobs/door.server.ts';
import type { JobContext, Room } from '#platform/room.ts';

/** A room for tests and drills of the queue: its one job writes down that it was done, and by whom. */
const mill: Room = {
	name: 'mill',
	jobs: {
		grind: async ({ n, pause }: { n: number; pause: number }, { attempt }: JobContext) => {
			if (pause) await sleep(pause);
			await database()`insert into mill.ground (n, pid, attempt) values (${n}, ${process.pid}::int, ${attempt})`;
		},
	},
	listens: {
		'fields.harvested': async ({ n }: { n: number }) => {
			await database()`insert into mill.heard (n, pid) values (${n}, ${process.pid}::int)`;
		},
	},
};

export function openMill(): void {
	registerJobs([mill]);
}

export async function buildMill(): Promise<void> {
	const sql = database();
	await sql`create schema mill`;
	await sql`create table mill.ground (n int not null, pid int not null, attempt int not null)`;
	await sql`create table mill.heard (n int not null, pid int not null)`;
}
