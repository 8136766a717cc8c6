import { access } from '#platform/http/access.ts';

export default access({ open: { right: 'quality.work' }, actions: { next: { right: 'quality.score' } } });
