import { access } from '#platform/http/access.ts';

// The page itself asks for the token, or that the asker be on this machine.
export default access({ open: 'anyone' });
