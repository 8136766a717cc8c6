import { access } from '#platform/http/access.ts';

export default access({ open: 'signed-in', actions: { end: 'signed-in', 'end-others': 'signed-in' } });
