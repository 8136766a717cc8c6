import { access } from '#platform/http/access.ts';

export default access({ open: 'signed-in', actions: { default: 'signed-in' } });
