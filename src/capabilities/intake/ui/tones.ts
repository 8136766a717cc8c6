import type { ImportState } from '../door.ts';

export const importTones: Record<ImportState, 'waits' | 'info' | 'good' | 'bad' | 'warn' | 'over'> = {
	columns: 'waits',
	checking: 'info',
	checked: 'waits',
	importing: 'info',
	done: 'good',
	stopped: 'warn',
	failed: 'bad',
	undoing: 'info',
	undone: 'over',
};
