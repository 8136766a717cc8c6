import { access } from '#platform/http/access.ts';

const right = { right: 'appeals.set-up' };

export default access({ open: right, actions: { add: right, remove: right } });
