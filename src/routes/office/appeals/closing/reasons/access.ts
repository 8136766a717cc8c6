import { access } from '#platform/http/access.ts';

const set = { right: 'appeals.set-reasons' };

/** Whoever works with appeals sees what residents may choose; the list belongs to the installation. */
export default access({
	open: { right: 'appeals.see-categories' },
	actions: { add: set, save: set, withdraw: set, offer: set, undo: set },
});
