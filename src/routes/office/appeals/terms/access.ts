import { access } from '#platform/http/access.ts';

const set = { right: 'appeals.set-ladder' };

/** Whoever works on appeals sees by what they are counted and who hears of it. */
export default access({
	open: { right: 'appeals.work' },
	actions: { add: set, remove: set, rhythm: set, undo: set },
});
