import { access } from '#platform/http/access.ts';

const right = { right: 'organisations.set-rules' };

export default access({ open: right, actions: { assign: right, remove: right } });
