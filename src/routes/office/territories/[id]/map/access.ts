import { access } from '#platform/http/access.ts';

export default access({
	open: { right: 'territories.office' },
	actions: { outline: { right: 'territories.change' }, basemap: { right: 'territories.arrange' } },
});
