import { access } from '#platform/http/access.ts';

const change = { right: 'opinions.run' };

export default access({ open: change, actions: { default: change } });
