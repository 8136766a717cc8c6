import { access } from '#platform/http/access.ts';

/** Without an account one votes by the code of a sheet: the room asks for the one or the other. */
export default access({ open: 'anyone', actions: { default: 'anyone' } });
