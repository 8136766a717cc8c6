import { access } from '#platform/http/access.ts';

const change = { right: 'ballots.change' };

export default access({ open: change, actions: { default: change } });
