import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { refuse } from '../errors/door.ts';

/** A process of ours, told from a later one with the same number by the moment it began. */
type Owner = { pid: number; began: string };

/**
 * Takes the folder for this process, and answers who holds it: this process, or the living one that took it before.
 * A holder that was killed is forgotten.
 */
export function claim(folder: string): number {
	const file = fileOf(folder);
	const owner: Owner = { pid: process.pid, began: beganAt(process.pid) };
	for (;;) {
		try {
			writeFileSync(file, JSON.stringify(owner), { mode: 0o600, flag: 'wx' });
			return process.pid;
		} catch (error) {
			const code = (error as NodeJS.ErrnoException).code;
			if (code === 'ENOSPC') refuse('platform.db.disk-full', { folder });
			if (code !== 'EEXIST') throw error;
		}
		const holder = readOwner(file);
		if (holder && isAlive(holder)) return holder.pid;
		rmSync(file, { force: true });
	}
}

export function release(folder: string): void {
	rmSync(fileOf(folder), { force: true });
}

const fileOf = (folder: string) => join(folder, 'postgres.owner');

function readOwner(file: string): Owner | null {
	try {
		return JSON.parse(readFileSync(file, 'utf8')) as Owner;
	} catch {
		return null;
	}
}

function isAlive(owner: Owner): boolean {
	return exists(owner.pid) && beganAt(owner.pid) === owner.began;
}

/** Linux tells when a process began; elsewhere the number alone has to do. */
function beganAt(pid: number): string {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
	} catch {
		return '';
	}
}

function exists(pid: number): boolean {
	try {
		process.kill(pid, 0);
		// A dead child that nobody has waited for still has a number.
		return !/^State:\s+Z/m.test(statusOf(pid));
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

function statusOf(pid: number): string {
	try {
		return readFileSync(`/proc/${pid}/status`, 'utf8');
	} catch {
		return '';
	}
}

/**
 * The server that `postmaster.pid` tells of, if it lives. A file left by a server that is gone and whose number
 * another program now bears is removed: PostgreSQL itself would refuse to start because of it.
 */
export function readServer(cluster: string): { pid: number; port: number; ready: boolean } | null {
	let lines: string[];
	const file = join(cluster, 'postmaster.pid');
	try {
		lines = readFileSync(file, 'utf8').split('\n');
	} catch {
		return null;
	}
	const pid = Number(lines[0]);
	if (!Number.isInteger(pid) || pid <= 0 || !exists(pid)) return null;
	if (!isPostgres(pid)) {
		rmSync(file, { force: true });
		return null;
	}
	return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

function isPostgres(pid: number): boolean {
	try {
		return /postgres|unshare/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
	} catch {
		// no /proc on this system: ask ps
	}
	try {
		const [command, args] =
			process.platform === 'win32'
				? ['tasklist', ['/FI', `PID eq ${pid}`, '/NH']]
				: ['ps', ['-o', 'command=', '-p', String(pid)]];
		return /postgres/.test(execFileSync(command as string, args as string[], { encoding: 'utf8' }));
	} catch {
		return true;
	}
}

/** Ends a server: asks it to finish at once, then insists. What was committed stays in any case. */
export async function endServer(cluster: string, pid: number): Promise<void> {
	const insistence: [NodeJS.Signals, number][] = [
		['SIGINT', 15_000],
		['SIGQUIT', 5_000],
		['SIGKILL', 5_000],
	];
	for (const [signal, patience] of insistence) {
		try {
			process.kill(pid, signal);
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code === 'ESRCH') return;
			refuse('platform.db.not-ours', { pid, folder: cluster });
		}
		const until = Date.now() + patience;
		while (Date.now() < until) {
			if (!exists(pid)) return;
			await wait(20);
		}
	}
}
