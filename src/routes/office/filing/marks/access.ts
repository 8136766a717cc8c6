import { access } from '#platform/http/access.ts';

const set = { right: 'appeals.set-filing' };

export default access({ open: { right: 'appeals.see-marks' }, actions: { add: set, close: set } });
