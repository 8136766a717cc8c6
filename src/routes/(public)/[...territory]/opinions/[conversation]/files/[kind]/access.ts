import { access } from '#platform/http/access.ts';

export default access({ open: 'anyone' });
