import { access } from '#platform/http/access.ts';

export default access({
	open: { right: 'identity.grant' },
	actions: { default: { right: 'identity.grant' } },
});
