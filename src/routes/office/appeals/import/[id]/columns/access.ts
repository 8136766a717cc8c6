import { access } from '#platform/http/access.ts';

const right = { right: 'intake.import' } as const;
export default access({ open: right, actions: { save: right, reread: right } });
