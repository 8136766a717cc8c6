import { access } from '#platform/http/access.ts';

export default access({
	open: { right: 'identity.first-steps' },
	actions: { default: { right: 'identity.first-steps' } },
});
