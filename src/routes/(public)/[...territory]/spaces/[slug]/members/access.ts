import { access } from '#platform/http/access.ts';

export default access({
	open: 'signed-in',
	actions: {
		decide: 'signed-in',
		role: 'signed-in',
		added: 'signed-in',
		remove: 'signed-in',
		'hand-over': 'signed-in',
		invite: 'signed-in',
		revoke: 'signed-in',
	},
});
