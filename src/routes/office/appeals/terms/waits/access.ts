import { access } from '#platform/http/access.ts';

const set = { right: 'appeals.set-waits' };

/** Whoever works with appeals sees what a clock stands for; the list belongs to the installation, the clocks to the territory. */
export default access({
	open: { right: 'appeals.see-categories' },
	actions: { add: set, save: set, withdraw: set, offer: set, undo: set, clocks: set },
});
