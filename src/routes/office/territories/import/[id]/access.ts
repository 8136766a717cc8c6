import { access } from '#platform/http/access.ts';

export default access({
	open: { right: 'territories.import' },
	actions: { default: { right: 'territories.import' } },
});
