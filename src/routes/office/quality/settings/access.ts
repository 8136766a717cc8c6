import { access } from '#platform/http/access.ts';

const set = { right: 'quality.set' };

export default access({ open: set, actions: { plan: set, rubric: set, inherit: set } });
