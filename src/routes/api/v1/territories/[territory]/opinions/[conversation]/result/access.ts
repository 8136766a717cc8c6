import { access } from '#platform/http/access.ts';

/** Which key may is asked by the endpoint itself. */
export default access({ open: 'anyone', methods: { OPTIONS: 'anyone' }, api: true, countsItself: true });
