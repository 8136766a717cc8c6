import { access } from '#platform/http/access.ts';

export default access({
	open: 'signed-in',
	actions: { consents: 'signed-in', export: 'signed-in', erase: 'signed-in', cancel: 'signed-in' },
});
