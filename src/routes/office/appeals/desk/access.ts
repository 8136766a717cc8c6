import { access } from '#platform/http/access.ts';

const right = { right: 'appeals.set-desk' };

export default access({ open: right, actions: { keep: right, remind: right } });
