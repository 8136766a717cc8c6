import { access } from '#platform/http/access.ts';

// Whoever began the work may look after it; others need jobs.see and jobs.stop at its territory. The use cases ask.
export default access({ open: 'signed-in', actions: { stop: 'signed-in', resume: 'signed-in' } });
