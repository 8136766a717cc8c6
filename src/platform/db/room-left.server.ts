/**
 * Whether writes find room. A probe of our own would prove little: a full disk still takes small rows into old pages. So what
 * people and jobs met is remembered for a while; a process that runs jobs writes every few seconds and keeps it fresh.
 */

/** Milliseconds after which a refused write says nothing any more: somebody may have freed the disk. */
const remembered = 60_000;

let refusedAt = Number.NEGATIVE_INFINITY;

/** A write was refused, in the database or in the folder of files, because the disk is full. */
export function noteNoRoom(now = performance.now()): void {
	refusedAt = now;
}

export function roomIsLeft(now = performance.now()): boolean {
	return now - refusedAt > remembered;
}
