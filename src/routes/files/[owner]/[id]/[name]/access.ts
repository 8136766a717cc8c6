import { access } from '#platform/http/access.ts';

/** Who may have the file is asked of the room that owns it, in `serveFile`. */
export default access({ open: 'anyone' });
