import type { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Whether a pool of workers still asks for work. When its database falls at an unlucky moment the library ends its workers
 * but never says so: the process lives, is seen, and does nothing. A healthy pool asks every second, or has a job in hand.
 * @param events those of the library, of this pool
 */
export function watchPool(events: EventEmitter) {
	let asked = Date.now();
	let inHand = 0;
	const heard = () => {
		asked = Date.now();
	};
	events.on('localQueue:getJobs:complete', heard);
	events.on('worker:getJob:start', heard);
	events.on('job:start', () => {
		inHand++;
		heard();
	});
	events.on('job:complete', () => {
		inHand--;
		heard();
	});
	return {
		/** Resolves when it had nothing in hand and asked for nothing for so many milliseconds; or with the signal. */
		async silent(most: number, signal: AbortSignal): Promise<void> {
			while (!signal.aborted) {
				const left = inHand > 0 ? most : asked + most - Date.now();
				if (left <= 0) return;
				// the signal ends the wait, and that is no fault
				await sleep(Math.min(left, 1_000), undefined, { ref: false, signal }).catch(() => {});
			}
		},
	};
}
