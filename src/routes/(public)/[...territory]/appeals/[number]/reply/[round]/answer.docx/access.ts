import { access } from '#platform/http/access.ts';

/** The author by account or code, officials by their right: asked for the appeal itself. */
export default access({ open: 'anyone' });
