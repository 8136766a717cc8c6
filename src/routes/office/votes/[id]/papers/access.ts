import { access } from '#platform/http/access.ts';

const enter = { right: 'ballots.enter-papers' };

export default access({ open: enter, actions: { default: enter } });
