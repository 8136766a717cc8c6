import { access } from '#platform/http/access.ts';

export default access({
	open: { right: 'territories.start' },
	actions: { country: { right: 'territories.start' }, territory: { right: 'territories.start' } },
});
