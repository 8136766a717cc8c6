import { access } from '#platform/http/access.ts';

/** Who comes from a letter is often signed in nowhere; the signed code in the address is the key. */
export default access({ open: 'anyone', actions: { confirm: 'anyone', stop: 'anyone' } });
