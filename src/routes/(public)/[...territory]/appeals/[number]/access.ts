import { access } from '#platform/http/access.ts';

export default access({
	open: 'anyone',
	actions: {
		accept: 'anyone',
		return: 'anyone',
		object: 'anyone',
		dispute: 'signed-in',
		withdraw: 'anyone',
		supplement: 'anyone',
		join: 'signed-in',
		leave: 'signed-in',
		follow: 'signed-in',
		unfollow: 'signed-in',
		mail: 'anyone',
	},
});
