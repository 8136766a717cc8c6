import { access } from '#platform/http/access.ts';

export default access({
	open: { right: 'intake.endpoints' },
	actions: { add: { right: 'intake.endpoints' } },
});
