import { access } from '#platform/http/access.ts';

export default access({
	open: { right: 'intake.keys' },
	actions: { issue: { right: 'intake.keys' }, revoke: { right: 'intake.keys' } },
});
