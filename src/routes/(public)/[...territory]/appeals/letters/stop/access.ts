import { access } from '#platform/http/access.ts';

/**
 * The code in the address is the key. Mail programs send the POST by themselves (RFC 8058), so it asks neither for a sign-in
 * nor for a form token; all it can do is stop letters of one appeal to one address.
 */
export default access({ open: 'anyone', methods: { POST: 'anyone' }, api: true });
