import { access } from '#platform/http/access.ts';

export default access({
	open: 'anyone',
	actions: {
		check: 'anyone',
		place: 'anyone',
		change: 'anyone',
		file: 'anyone',
		join: 'signed-in',
		keep: 'signed-in',
		forget: 'signed-in',
	},
});
