import { access } from '#platform/http/access.ts';

const right = { right: 'organisations.edit' };

export default access({ open: right, actions: { default: right } });
