import { access } from '#platform/http/access.ts';

export default access({
	open: { right: 'territories.office' },
	actions: { default: { right: 'territories.arrange' } },
});
