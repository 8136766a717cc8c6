import { access } from '#platform/http/access.ts';

const open = { right: 'ballots.open' };

export default access({ open: { right: 'ballots.make' }, actions: { open, announce: open } });
