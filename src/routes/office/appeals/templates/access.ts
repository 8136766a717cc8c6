import { access } from '#platform/http/access.ts';

const right = { right: 'appeals.work' };

export default access({ open: right, actions: { add: right, preview: right, save: right, remove: right } });
