import { access } from '#platform/http/access.ts';

export default access({ open: { right: 'appeals.work' }, methods: { POST: { right: 'appeals.work' } } });
