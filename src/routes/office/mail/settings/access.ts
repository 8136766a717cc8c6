import { access } from '#platform/http/access.ts';

const right = { right: 'channels.set-up-mail' };
export default access({ open: right, actions: { save: right, test: right, remove: right } });
