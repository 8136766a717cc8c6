import { access } from '#platform/http/access.ts';

export default access({ open: { right: 'intake.keys' }, actions: { add: { right: 'intake.keys' } } });
