import { access } from '#platform/http/access.ts';

const make = { right: 'opinions.make' };

export default access({
	open: { right: 'opinions.office' },
	actions: { add: make, write: make, drop: make, decide: { right: 'opinions.moderate' } },
});
