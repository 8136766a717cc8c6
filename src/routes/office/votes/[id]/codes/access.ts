import { access } from '#platform/http/access.ts';

const codes = { right: 'ballots.codes' };

export default access({ open: codes, actions: { make: codes, revoke: codes } });
