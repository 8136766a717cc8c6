import { access } from '#platform/http/access.ts';

// Reached only from inside (src/hooks.server.ts): asked from outside it is an address that does not exist.
export default access({ open: 'anyone' });
