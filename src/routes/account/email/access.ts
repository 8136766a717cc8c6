import { access } from '#platform/http/access.ts';

export default access({ open: 'anyone', actions: { ask: 'signed-in', confirm: 'anyone' } });
