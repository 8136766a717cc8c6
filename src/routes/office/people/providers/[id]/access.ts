import { access } from '#platform/http/access.ts';

export default access({
	open: { right: 'identity.providers' },
	actions: { save: { right: 'identity.providers' }, test: { right: 'identity.providers' } },
});
