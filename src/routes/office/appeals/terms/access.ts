import { access } from '#platform/http/access.ts';

const set = { right: 'appeals.set-ladder' };

/** Whoever works on appeals, and who sets them up, sees by what they are counted and who hears of it. */
export default access({
	open: { right: 'appeals.see-categories' },
	actions: { add: set, remove: set, rhythm: set, undo: set },
});
