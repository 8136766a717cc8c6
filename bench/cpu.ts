import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks a second, as the kernel counts the time of processes. */
const ticks = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

function stat(pid: number): { parent: number; seconds: number } | null {
	try {
		const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
		const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
		return { parent: Number(fields[1]), seconds: (Number(fields[11]) + Number(fields[12])) / ticks };
	} catch {
		return null;
	}
}

/** Seconds of CPU that a process has used. */
export const cpuOf = (pid: number): number => stat(pid)?.seconds ?? 0;

/** Seconds of CPU of a process and of all that it started. */
export function cpuBelow(root: number): number {
	const all = new Map<number, { parent: number; seconds: number }>();
	for (const name of readdirSync('/proc')) {
		const pid = Number(name);
		const found = Number.isInteger(pid) ? stat(pid) : null;
		if (found) all.set(pid, found);
	}
	const below = (pid: number): boolean =>
		pid === root || (all.has(pid) && pid > 1 && below(all.get(pid)!.parent));
	let sum = 0;
	for (const [pid, { seconds }] of all) if (below(pid)) sum += seconds;
	return sum;
}

/** Megabytes of memory that a process holds. */
export function rssOf(pid: number): number {
	const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
	return Number(line?.[1] ?? 0) / 1024;
}
