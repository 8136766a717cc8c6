import { access } from '#platform/http/access.ts';

const make = { right: 'opinions.make' };

export default access({ open: make, actions: { default: make } });
