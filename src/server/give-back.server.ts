import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Milliseconds between two looks. */
const every = 10_000;
/** The share of the time in which something was done: below it nobody waits for an answer. */
const quiet = 0.05;
/** Bytes that must have been left over since the last time for it to be worth the pause of some 50 ms. */
const worth = 24 * 1024 * 1024;

/**
 * Gives back to the machine what a start or a busy hour left over. V8 collects only while much is allocated: a process that has
 * become quiet would hold its garbage, as much again as it needs, until the next busy hour.
 * @param seen what tells how busy it was and what is held; the tests give their own
 * @returns ends it
 */
export function giveBackWhenQuiet(seen: Seen = ofThisProcess()): () => void {
	let held = 0;
	const timer = setInterval(() => {
		if (seen.busy() >= quiet || seen.held() < held + worth) return;
		seen.collect();
		held = seen.held();
	}, every);
	timer.unref();
	return () => clearInterval(timer);
}

export type Seen = {
	/** The share of the time since the last call, 0 to 1. */
	busy(): number;
	/** Bytes. */
	held(): number;
	collect(): void;
};

function ofThisProcess(): Seen {
	setFlagsFromString('--expose-gc');
	const collect = runInNewContext('gc') as () => void;
	let last = performance.eventLoopUtilization();
	return {
		busy() {
			const now = performance.eventLoopUtilization();
			const { utilization } = performance.eventLoopUtilization(now, last);
			last = now;
			return utilization;
		},
		held() {
			const { heapTotal, external } = process.memoryUsage();
			return heapTotal + external;
		},
		collect,
	};
}
