import { access } from '#platform/http/access.ts';

const right = { right: 'quality.score' };

export default access({ open: right, actions: { score: right, 'give-back': right } });
