import { access } from '#platform/http/access.ts';

const keeps = { right: 'appeals.see-hidden' };

export default access({ open: keeps, actions: { show: keeps } });
