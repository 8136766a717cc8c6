import { access } from '#platform/http/access.ts';

const set = { right: 'appeals.set-closing' };

export default access({ open: { right: 'appeals.see-categories' }, actions: { save: set, undo: set } });
