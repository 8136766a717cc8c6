import { access } from '#platform/http/access.ts';

const right = { right: 'appeals.set-filing' };

export default access({ open: right, actions: { add: right, close: right } });
