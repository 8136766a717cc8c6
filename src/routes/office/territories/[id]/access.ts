import { access } from '#platform/http/access.ts';

// The territory stands in the address; the use cases ask for the right over that very one.
export default access({
	open: { right: 'territories.office' },
	actions: { facts: { right: 'territories.change' }, name: { right: 'territories.change' } },
});
