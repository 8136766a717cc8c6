import { access } from '#platform/http/access.ts';

const right = { right: 'appeals.work' };

// Whose act it was is asked by the use case.
export default access({ open: right, actions: { undo: right } });
