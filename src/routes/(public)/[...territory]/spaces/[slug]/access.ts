import { access } from '#platform/http/access.ts';

export default access({ open: 'anyone', actions: { join: 'signed-in', leave: 'signed-in' } });
