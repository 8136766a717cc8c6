import { access } from '#platform/http/access.ts';

export default access({
	open: 'signed-in',
	actions: { declare: 'signed-in', code: 'signed-in', end: 'signed-in' },
});
