import { access } from '#platform/http/access.ts';

export default access({ open: 'anyone', actions: { mark: 'signed-in', say: 'signed-in' } });
