import { access } from '#platform/http/access.ts';

export default access({
	open: { right: 'appeals.see-categories' },
	actions: { default: { right: 'appeals.edit-categories' } },
});
