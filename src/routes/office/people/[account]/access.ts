import { access } from '#platform/http/access.ts';

export default access({
	open: { right: 'identity.people' },
	actions: {
		grant: { right: 'identity.grant' },
		withdraw: { right: 'identity.withdraw' },
		leave: { right: 'identity.withdraw' },
		suspend: { right: 'identity.suspend' },
		restore: { right: 'identity.suspend' },
	},
});
