import { access } from '#platform/http/access.ts';

const right = { right: 'appeals.take-calls' };

export default access({ open: right, actions: { find: right, take: right, file: right } });
