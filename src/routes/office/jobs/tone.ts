import type { WorkState } from '#platform/jobs/door.server.ts';

/** The shape and colour of a state; its word stands beside. */
export function toneOf(state: WorkState): 'waits' | 'info' | 'good' | 'warn' | 'bad' {
	switch (state) {
		case 'waiting':
			return 'waits';
		case 'running':
			return 'info';
		case 'stopping':
		case 'stopped':
			return 'warn';
		case 'done':
			return 'good';
		case 'failed':
			return 'bad';
	}
}
