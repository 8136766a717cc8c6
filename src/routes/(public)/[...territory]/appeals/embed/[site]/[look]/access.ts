import { access } from '#platform/http/access.ts';

export default access({
	open: 'anyone',
	actions: { check: 'anyone', place: 'anyone', change: 'anyone', file: 'anyone' },
});
