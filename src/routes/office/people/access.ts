import { access } from '#platform/http/access.ts';

export default access({
	open: { right: 'identity.people' },
	actions: {
		revoke: { right: 'identity.grant' },
		demand: { right: 'identity.demand' },
	},
});
