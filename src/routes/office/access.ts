import { access } from '#platform/http/access.ts';

// The page itself answers "not found" to who has no work in the office.
export default access({ open: 'signed-in' });
