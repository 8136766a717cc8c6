import { access } from '#platform/http/access.ts';

export default access({
	open: { right: 'territories.change' },
	actions: { default: { right: 'territories.change' } },
});
