import { access } from '#platform/http/access.ts';

/** Writes nothing: a body instead of an address, because a text of a resident must not stand in logs. */
export default access({ open: 'anyone', methods: { POST: 'anyone' }, api: true, reading: true });
