import { access } from '#platform/http/access.ts';

export default access({
	open: { right: 'territories.office' },
	actions: { keep: { right: 'territories.arrange' }, remove: { right: 'territories.arrange' } },
});
