import { access } from '#platform/http/access.ts';

const right = { right: 'appeals.review' };

export default access({ open: right, actions: { take: right, decide: right } });
