import { access } from '#platform/http/access.ts';

/** Who comes from a letter is often signed in nowhere. */
export default access({ open: 'anyone' });
